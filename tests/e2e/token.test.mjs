// What a person does with the token, and how it ends.
import assert from "node:assert/strict";
import { IDENTIFIER } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("a copy is marked as a secret and cleared after its time", {}, async (stage) => {
  const { session, server, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Settings");
  await app.choose("Clear a copied token from the clipboard after", "15 seconds");
  await app.press("Done");

  await app.press("Copy access token");
  await app.sees(/Copied · clears in 1\d s/);
  const token = await session.clipboard();
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
  assert((await session.clipboardKinds()).includes("x-kde-passwordManagerHint"));
  const hint = await session.run(
    "xclip",
    "-selection",
    "clipboard",
    "-o",
    "-t",
    "x-kde-passwordManagerHint",
  );
  assert.equal(hint, "secret");

  await app.sees("Copy access token", { seconds: 20 });
  await until("an empty clipboard", async () => !(await session.clipboard()));
});

story("f50 what was copied elsewhere meanwhile is left alone", {}, async (stage) => {
  const { session, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Settings");
  await app.choose("Clear a copied token from the clipboard after", "15 seconds");
  await app.press("Done");
  await app.press("Copy access token");
  await app.sees(/Copied · clears in/);

  await session.copyElsewhere("something of the person's own");
  await app.sees("Copy access token", { seconds: 20 });
  assert.equal(await session.clipboard(), "something of the person's own");
});

story(
  "a token with little time left is refreshed before it is copied",
  { accessTtl: 24 },
  async (stage) => {
    const { session, server, open } = stage;
    const app = await open();
    await signIn(stage, app);
    // Of a short life, half has to be left.
    await app.sees(/\b0:(0\d|1[01])\b/, { seconds: 20 });
    await app.press("Copy access token");
    const token = await until("the copied token", () => session.clipboard());
    await app.sees("Refreshed before copying");
    assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
    const grants = (await server.requests()).map((one) => one.grant_type).filter(Boolean);
    assert.deepEqual(grants, ["authorization_code", "refresh_token"]);
  },
);

story("a refresh says that copies stop working, and makes them stop", {}, async (stage) => {
  const { session, server, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Copy access token");
  const old = await until("the copied token", () => session.clipboard());

  await app.press("Refresh");
  await app.sees("it stops working at once");
  await app.press("Refresh", { inDialog: true });
  await app.sees("An earlier copy has stopped working");
  assert.equal((await server.api(`/users/${claims(old).sub}`, old)).status, 401);
});

story("signing out revokes every copy and leaves nothing behind", {}, async (stage) => {
  const { session, server, open } = stage;
  let app = await open();
  await signIn(stage, app);
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  const before = await session.keyring(IDENTIFIER);
  assert(before.includes(token), "the token is in the keyring while signed in");

  await app.press("Sign out");
  await app.press("Sign out", { inDialog: true });
  await app.sees("every copy of it has stopped working");
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 401);
  const after = await session.keyring(IDENTIFIER);
  assert(!/eyJ|def50200/.test(after), "no token is left in the keyring");

  await app.quit();
  app = await open();
  await app.sees("Sign in to ProcessMaker");
});

story(
  "a server that cannot be reached is said plainly, and signing out is still possible",
  {},
  async (stage) => {
    const { server, open } = stage;
    const app = await open();
    await signIn(stage, app);
    await server.end();
    await app.press("Sign out");
    await app.press("Sign out", { inDialog: true });
    await app.sees("Signed out here, but not at ProcessMaker", { seconds: 60 });
  },
);
