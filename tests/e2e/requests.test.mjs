// What a person asks ProcessMaker with the token, and how they read the answer.
import assert from "node:assert/strict";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** Keys, in the protocol's code. */
const ENTER = "\uE007";
const DOWN = "\uE015";

/** Scrolls the answer for sixty frames, and says what was in the page meanwhile. */
const SCROLL = `
  const tree = document.querySelector("[role=tree]");
  return new Promise((done) => {
    let [frames, rows, blank] = [0, 0, 0];
    const frame = () => {
      rows = Math.max(rows, tree.querySelectorAll("[role=treeitem]").length);
      const box = tree.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + 60, box.top + box.height / 2);
      if (!at?.closest("[role=treeitem]")) blank += 1;
      frames += 1;
      if (frames > 60) return done({ rows, blank });
      tree.scrollTop += 160;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });`;

story("a request is completed, sent, read and copied", {}, async (stage) => {
  const { session, server, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Request");
  await app.fill("Path", "/api/1.0/requests");
  await app.sees("From this instance’s own list.");
  await app.keys(DOWN);
  await app.keys(ENTER);
  assert.equal(await app.value("Path"), "/api/1.0/requests");
  const before = await server.requests();
  assert(!before.some(({ path }) => path.startsWith("/api/1.0/requests")), "nothing is sent yet");

  await app.fill("Path", "/api/1.0/requests?per_page=2");
  await app.press("Send");
  await app.sees(/200 OK\s*· \d+ ms · [\d.]+ k?B · JSON/);
  await app.sees('"data"');
  await app.press("Fold all");
  await app.sees(/2 entries/);
  await app.fill("Find in the answer", "per_page");
  await app.sees(/1 of \d/);
  // Each part of a line is a box of its own, and so a line of its own in the page's text.
  await app.sees(/per_page\s*"\s*:\s*2/);

  await app.press("Copy as");
  await app.press("curl");
  const curl = await until("the copied program", () => session.clipboard());
  assert(curl.includes("/api/1.0/requests?per_page=2"), "it makes this very request");
  assert(curl.includes("Bearer eyJ"), "with the token");
  // From the clipboard: a failure would print what stands in a command.
  const answer = JSON.parse(await session.run("sh", "-c", "xclip -selection clipboard -o | sh"));
  assert.equal(answer.meta.per_page, 2);
});

story("ten megabytes are read as smoothly as one line", {}, async (stage) => {
  const { browser, server, open } = stage;
  const app = await open();
  await app.press("Sign in to ProcessMaker");
  await browser.logIn({ ...server.user, username: "admin" });
  await browser.authorize();
  await app.sees("Admin User");
  await app.press("Request");
  await app.fill("Path", "/api/1.0/processes?per_page=12000");
  await app.press("Send");
  await app.sees(/200 OK\s*· .* · 1\d\.\d MB · JSON/, { seconds: 60 });
  await app.sees('"data"');

  const scrolled = await app.run(SCROLL);
  assert(scrolled.rows < 100, `${scrolled.rows} rows in the page`);
  assert.equal(scrolled.blank, 0, "no frame shows nothing");

  await app.fill("Find in the answer", "nowhere-in-there");
  await app.sees("not found");
  assert.equal(await app.run("return document.querySelector('[role=tree]').scrollTop > 0"), true);
});
