// One end-to-end test: a desktop, a server, a browser and the program, all its own and all real.
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { App } from "./app.mjs";
import { Browser } from "./browser.mjs";
import { Canaries } from "./canaries.mjs";
import { root } from "./programs.mjs";
import { Server } from "./server.mjs";
import { Session } from "./session.mjs";

/**
 * @typedef {object} Stage what a story is played with
 * @property {Session} session
 * @property {Server} server
 * @property {Browser} browser
 * @property {(wish?: { demo?: string, args?: string[] }) => Promise<App>} open
 *   opens Latchkey, with a connection to the server ready if not told otherwise
 */

/**
 * @param {string} title
 * @param {{ accessTtl?: number, generation?: "3" | "4" | "2026", desktop?: string, handOver?: "always" | "never",
 *   emptied?: boolean }} wish
 *   accessTtl: seconds that an access token lives; generation: of the server; handOver: whether the browser may open
 *   Latchkey; emptied: whether nothing is left in the keyring at the end
 * @param {(stage: Stage) => Promise<void>} tell
 */
export function story(title, wish, tell) {
  test(title, { timeout: 180_000 }, () => play(title, wish, tell));
}

/** Sets the stage, plays, looks for secrets that got out, and clears everything away, whatever happens. */
export async function play(
  title,
  { accessTtl, generation, handOver = "always", emptied = false, ...desktop },
  tell,
) {
  const session = await Session.start({ ...desktop, log: "trace" });
  let server;
  try {
    server = await Server.start({ accessTtl, generation });
    const browser = new Browser(session);
    if (handOver === "always") browser.allow(server.address);
    const witness = await Canaries.start(session, server);
    const apps = [];
    const open = async (wish) => {
      apps.push(await App.start(session, { demo: server.address, witness, ...wish }));
      return apps.at(-1);
    };
    await tell({ session, server, browser, open });
    for (const app of apps) await app.look();
    await witness.check(emptied);
  } catch (error) {
    await keepEvidence(session, title).catch((lost) =>
      console.error(`no evidence of the failure: ${lost.message}`),
    );
    throw error;
  } finally {
    await server?.end();
    await session.end();
  }
}

/** Signs in as a person does, up to the window that shows the token. */
export async function signIn({ server, browser }, app) {
  await app.press("Sign in to ProcessMaker");
  await browser.logIn(server.user);
  await browser.authorize();
  await app.sees("Maria");
}

/** A picture of the whole screen, and what the programs wrote, to look at after a failure. */
async function keepEvidence(session, title) {
  const folder = join(root, "target", "e2e", title.replaceAll(/\W+/g, "-"));
  mkdirSync(folder, { recursive: true });
  for (const log of ["app.log", "browser.log"]) {
    const path = join(session.folder, log);
    if (existsSync(path)) copyFileSync(path, join(folder, log));
  }
  await session.screenshot(join(folder, "screen.png"));
  console.error(`see ${folder}`);
}
