// What draws the window: the processor alone, on every screen, and nobody else's window.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { signIn, story } from "./support/story.mjs";

/** What WebKit starts to draw with a graphics card, or with a processor that imitates one. */
const DRAWS_WITH_A_CARD = /Compositor$|^SkiaGPU|^llvmpipe/;

const threads = ({ pid }) =>
  readdirSync(`/proc/${pid}/task`).map((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/comm`, "utf8").trim(),
  );

story("no graphics card draws the window, on a fine screen neither", {}, async (stage) => {
  const { session, open } = stage;
  const app = await open({ env: { GDK_SCALE: "2" } });
  assert.equal(await app.run("return devicePixelRatio"), 2);
  await signIn(stage, app);

  const running = session.processes();
  const page = running.find(({ program }) => program.endsWith("/WebKitWebProcess"));
  assert.deepEqual(
    threads(page).filter((name) => DRAWS_WITH_A_CARD.test(name)),
    [],
  );
  // Of Chromium's processes, some hide what they were started with.
  const browsers = running.filter(({ program }) => /\/chrom/.test(program));
  assert.ok(browsers.length > 0, "the browser is there that the program opened");
  const told = browsers.filter(({ environment }) => /WEBKIT_DISABLE_/.test(environment));
  assert.deepEqual(told, [], "how others draw is not ours to say");
});

for (const appearance of ["light", "dark"])
  story(`the page is ${appearance} where the desktop is`, { appearance }, async ({ open }) => {
    const app = await open();
    await app.sees("Sign in to ProcessMaker");
    const found = await app.run("return matchMedia('(prefers-color-scheme: dark)').matches");
    assert.equal(found, appearance === "dark");
  });
