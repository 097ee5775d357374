// What a script that somebody got into the page could do: reach nobody, lead nowhere, and get nothing.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App } from "./support/app.mjs";
import { Canary, knock, listened } from "./support/canary.mjs";
import { story } from "./support/story.mjs";
import { until } from "./support/until.mjs";
import { asking, departures, loads, taking } from "./support/ways-out.mjs";

/** The web view without this program around it, and with everything switched on that it can have. */
const BROWSER = [
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
  "/usr/libexec",
]
  .map((folder) => join(folder, "webkit2gtk-4.1", "MiniBrowser"))
  .find((path) => existsSync(path));
const SWITCHES = [
  "--automation",
  "--enable-dns-prefetching=TRUE",
  "--enable-webrtc=TRUE",
  "--features=+LinkPrefetch",
  "--javascript-can-open-windows-automatically=TRUE",
];

/** These lead nowhere from some or all versions of this web view, whatever is switched on. They are tried all the same. */
const UNCERTAIN = [
  ...["dns-prefetch", "prerender", "icon", "manifest", "xslt", "stun", "webtransport"],
  ...["video", "audio", "shared-worker", "open", "open-named", "own-download"],
];

story("no way out of the page reaches anybody", {}, async ({ session, open }) => {
  const env = listened(session);
  const canary = await Canary.start(session, "latchkey");
  const other = await Canary.start(session, "browser");
  try {
    const app = await open({ env });
    await app.sees("Sign in to ProcessMaker");
    const home = await app.address();
    const hosts = ["127.0.0.1", `*.${canary.domain}`];
    await app.run(taking(loads), canary.ports, hosts);
    await app.run(taking(departures), canary.ports, hosts);

    // Whatever takes its time has as much of it as the same things take from a browser, which begins later.
    await fromABrowser(session, other, env);
    assert.deepEqual([...canary.came()], [], "nobody came");
    assert.equal(await app.address(), home, "the window stays where it is");
    await app.sees("Sign in to ProcessMaker");
    await until("one window", async () => (await session.windows("Latchkey")).length === 1);
    assert.deepEqual(downloads(session.home), []);

    const came = ["/http", "/preconnect", "/stun", `name.${canary.domain}`];
    await knock(session, canary, env);
    await until("all that can come", () => came.every((one) => canary.came().has(one)));
  } finally {
    canary.end();
    other.end();
  }
});

/** The files in a folder that a page brought there. */
const downloads = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /canary/.test(path));

/** The same from a page that nothing holds back: it gets out by every way. */
async function fromABrowser(session, canary, env) {
  assert(BROWSER, "the web view's own browser is installed with it");
  const home = join(session.folder, "browser");
  mkdirSync(home);
  const wish = { binary: BROWSER, args: SWITCHES, env: { ...env, HOME: home } };
  const browser = await App.start(session, wish);
  const page = (name) => `http://127.0.0.1:${canary.ports.http}/page-${name}`;
  const goes = async (name) => {
    await browser.run("location.href = arguments[0]", page(name));
    await until("the page", async () => (await browser.address()) === page(name));
  };
  const comes = (names) => {
    const missing = () => names.filter((name) => !canary.came().has(`/${name}`));
    return until("every way to be taken", () => missing().length === 0).catch((error) => {
      throw new Error(`${error.message}; nobody came by ${missing().join(", ")}`);
    });
  };
  const certain = (ways) => Object.keys(ways).filter((name) => !UNCERTAIN.includes(name));
  await goes("loads");
  await browser.run(taking(loads), canary.ports, ["127.0.0.1", `*.${canary.domain}`]);
  await comes(certain(loads));
  assert(canary.came().has(`img.${canary.domain}`), "names are heard");
  for (const [name, way] of Object.entries(departures)) {
    await goes(name);
    // Its answer is lost when the page is gone by then.
    await browser.run(taking({ [name]: way }), canary.ports, ["127.0.0.1"]).catch(() => {});
    await comes(certain({ [name]: way }));
  }
  await until("a download", () => downloads(home).length > 0);
  await browser.kill();
}

story("the page gets no permission, and nobody is asked for one", {}, async ({ open }) => {
  const app = await open();
  await app.sees("Sign in to ProcessMaker");
  assert(await app.run("return isSecureContext"), "elsewhere a browser would not even ask");
  assert.deepEqual(await app.run(asking), []);
});
