// What a script that somebody got into the page could do: reach nobody, lead nowhere, and get nothing.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
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
    // Without one, files would come wherever the program was started.
    mkdirSync(join(session.home, "Downloads"));
    const folders = join(session.home, ".config", "user-dirs.dirs");
    writeFileSync(folders, 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
    const app = await open({ env });
    await app.sees("Sign in to ProcessMaker");
    const home = await app.address();
    const browser = await Unbound.open(session, other, env);
    // Whatever takes its time has as much of it as the same takes from the browser, which does it afterwards.
    const both = async (ways) => {
      for (const host of ["127.0.0.1", `*.${canary.domain}`]) {
        // Its answer would be lost with the page.
        await app.run(taking(ways), canary.ports, host).catch(() => {});
        await browser.take(ways);
      }
    };
    await both(loads);
    for (const [name, way] of Object.entries(departures)) await both({ [name]: way });

    assert.deepEqual([...canary.came()], [], "nobody came");
    assert.equal(await app.address(), home, "the window stays where it is");
    await app.sees("Sign in to ProcessMaker");
    await until("one window", async () => (await session.windows("Latchkey")).length === 1);
    assert.deepEqual(downloads(session.home), []);
    assert.notDeepEqual(downloads(browser.home), [], "the browser brings files");

    const all = ["/http", "/preconnect", "/stun", `name.${canary.domain}`];
    await knock(session, canary, env);
    await until("all that can come", () => all.every((one) => canary.came().has(one)));
  } finally {
    canary.end();
    other.end();
  }
});

/** The files in a folder that a page brought there. */
const downloads = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /canary/.test(path));

/** A page that nothing holds back: it gets out by every way. */
class Unbound {
  #browser;
  #canary;
  #pages = 0;

  constructor(browser, canary, home) {
    this.#browser = browser;
    this.#canary = canary;
    this.home = home;
  }

  static async open(session, canary, env) {
    assert(BROWSER, "the web view's own browser is installed with it");
    const home = join(session.folder, "browser");
    mkdirSync(home);
    const wish = { binary: BROWSER, args: SWITCHES, env: { ...env, HOME: home } };
    return new Unbound(await App.start(session, wish), canary, home);
  }

  /** Takes ways out, from a page of their own, and waits until somebody came by each. */
  async take(ways) {
    const { ports } = this.#canary;
    const page = `http://127.0.0.1:${ports.http}/page-${this.#pages++}`;
    await this.#browser.run("location.href = arguments[0]", page);
    await until("the page", async () => (await this.#browser.address()) === page);
    await this.#browser.run(taking(ways), ports, "127.0.0.1").catch(() => {});
    const certain = Object.keys(ways).filter((name) => !UNCERTAIN.includes(name));
    const missing = () => certain.filter((name) => !this.#canary.came().has(`/${name}`));
    await until("every way to be taken", () => missing().length === 0).catch((error) => {
      throw new Error(`${error.message}; nobody came by ${missing().join(", ")}`);
    });
  }
}

story("the page gets no permission, and nobody is asked for one", {}, async ({ open }) => {
  const app = await open();
  await app.sees("Sign in to ProcessMaker");
  assert(await app.run("return isSecureContext"), "elsewhere a browser would not even ask");
  const answers = await app.run(asking);
  assert(!Object.values(answers).includes("got"), JSON.stringify(answers));
  // The rest is refused before this program would be asked, or there is nothing like it on this machine.
  assert.equal(answers.location, "code 1", "denied, and not only unknown");
});
