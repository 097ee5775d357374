// Whether a token still works, and what has happened to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("a token is checked, revoked at the server, and checked again", {}, async (stage) => {
  const { server, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.sees("The server accepted this token");
  await app.press("Token");
  await app.sees("Token ID");
  await app.sees(/Client\s+\d+/);
  const asked = async () =>
    (await server.requests()).filter(({ path }) => path.startsWith("/api/1.0/users/")).length;
  const before = await asked();
  await app.press("Check now");
  await until("the question", async () => (await asked()) > before);
  await app.sees("The server accepted this token");

  await server.revoke(server.user.username);
  await app.press("Check now");
  await app.sees("The server refused this token");
  await app.sees("ProcessMaker no longer accepts this token");

  await server.spoil("any", "dropped");
  await app.press("Check now");
  await app.sees("The server could not be asked");
  await app.sees("The token may be fine");

  await app.press("Activity");
  await app.sees("Token checked: the server no longer accepts it");
  await app.sees("Token checked: the server could not be asked");
});

story("what happened is searched and exported, without a secret", {}, async (stage) => {
  const { session, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  await app.sees("Token copied to the clipboard");
  await app.sees(/Signed in as \w+, came back by deep link/);

  const saved = async () => {
    const text = await app.sees("The activity is exported");
    await app.press("Copy path");
    const path = await until("the path", async () => {
      const copied = await session.clipboard();
      return copied?.includes("latchkey-activity-") && copied;
    });
    assert(text.includes(path), "it is the path that is shown");
    return readFileSync(path, "utf8");
  };

  await app.press("Export");
  await app.press("As JSON");
  const json = await saved();
  const events = JSON.parse(json);
  assert.deepEqual(
    events.slice(0, 2).map(({ what }) => what),
    ["handedOut", "signedIn"],
  );
  const heading = await app.run('return document.querySelector("h1").textContent');
  assert(events.every(({ connectionName }) => connectionName === heading));

  await app.fill("Search the activity", "copied");
  await until("one event", async () => !(await app.text()).includes("came back by"));
  await app.sees("Token copied to the clipboard");
  await app.press("Export");
  await app.press("As text");
  await app.sees(/latchkey-activity-[\d-]+\.txt/);
  const text = await saved();
  assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}.+ {2}Token copied to the clipboard\n$/);
  for (const part of token.split(".")) {
    assert(!json.includes(part) && !text.includes(part), "no part of the token is in them");
  }

  await app.fill("Search the activity", "zebra");
  await app.sees("Nothing that matches");
});
