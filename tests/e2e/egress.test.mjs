// What a script that somebody got into the page could do with it: nothing that reaches anybody.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { App } from "./support/app.mjs";
import { Canary, listened } from "./support/canary.mjs";
import { story } from "./support/story.mjs";
import { until } from "./support/until.mjs";
import { departures, loads, taking } from "./support/ways-out.mjs";

story("no way out of the page leads anywhere", {}, async ({ session, open }) => {
  const env = listened(session);
  const canary = await Canary.start(session, "latchkey");
  const other = await Canary.start(session, "browser");
  try {
    const app = await open({ env });
    await app.sees("Sign in to ProcessMaker");
    const home = await app.address();
    console.log(await app.run(taking(loads), canary.ports, canary.domain));
    console.log(await app.run(taking(departures), canary.ports, canary.domain).catch(String));
    console.log(canary.came(), await app.address() === home);

    const browser = await App.start(session, { binary: "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", args: ["--automation", "--enable-dns-prefetching=TRUE"], env });
    const d = Date.now();
    await browser.run("location.href = arguments[0]", `http://127.0.0.1:${other.ports.http}/page`);
    await until("page", async () => (await browser.address()).endsWith("/page"));
    console.log(await browser.run(taking(loads), other.ports, other.domain));
    for (const [name, way] of Object.entries(departures)) {
      console.log(name, await browser.run(taking({ [name]: way }), other.ports, other.domain).catch(String), Date.now() - d);
    }
    await new Promise((r) => setTimeout(r, 3000));
    const came = other.came();
    console.log(came);
    for (const name of [...Object.keys(loads), ...Object.keys(departures)]) console.log(name, came.has("/" + name), came.has(`${name}.${other.domain}`));
    console.log(canary.came(), await app.address() === home);
  } finally {
    canary.end();
    other.end();
  }
});
