// Scrolling through an answer of eleven megabytes in the request bench.
import { App } from "../e2e/support/app.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { signedIn } from "./filled.mjs";
import { scrolled } from "./frames.mjs";
import { latchkey } from "./programs.mjs";

/** Pixels for each frame: 3,600 a second and 9,600, at 60 frames. */
const STEPS = { "a wheel": 60, "the bar thrown": 160 };

export async function measureAnswer() {
  const session = await Session.start();
  const server = await Server.start({ profile: "release" });
  try {
    const app = await App.start(session, { binary: latchkey });
    await app.sees("Add your first connection");
    await signedIn(app, server, server.administrator);
    await app.press("Request");
    await app.fill("Path", "/api/1.0/processes?per_page=12000");
    await app.press("Send");
    await app.sees(/200 OK\s*· .* · 1\d\.\d MB · JSON/, { seconds: 60 });
    await app.sees('"data"');
    const found = {};
    for (const [name, step] of Object.entries(STEPS)) {
      found[name] = await scrolled(session, app, {
        list: "[role=tree]",
        row: "[role=treeitem]",
        step,
      });
    }
    await app.quit();
    return found;
  } finally {
    await server.end();
    await session.end();
  }
}
