// The other ways to sign in, and the other generations of ProcessMaker.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** Fills in what every connection needs, beginning with an empty list. */
async function firstConnection({ server, open }, method) {
  const app = await open({ demo: undefined });
  await app.sees("Add your first connection");
  await app.choose("Sign in with", method);
  await app.fill("Address of your ProcessMaker", server.address);
  await app.sees("answers here");
  await app.fill("Name", "Mine");
  return app;
}

story("a password signs in without a browser, and is kept nowhere", {}, async (stage) => {
  const { session, server } = stage;
  const client = await server.client();
  await server.allowPasswords();
  const app = await firstConnection(stage, "User name and password");
  await app.fill("Client ID", client.client_id);
  await app.fill("Client secret", client.client_secret);
  await app.press("Save");

  await app.fill("User name", server.user.username);
  await app.fill("Password", randomUUID());
  await app.press("Sign in");
  await app.sees("User name or password is wrong");
  assert.equal(await app.value("Password"), "", "a password is sent once");
  await app.fill("Password", server.user.password);
  await app.press("Sign in");
  await app.sees("Maria");

  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
  await app.quit();
  const again = await stage.open({ demo: undefined });
  await again.sees("Maria");
});

story("a personal access token is made, pasted, checked and kept", {}, async (stage) => {
  const { session, server } = stage;
  const app = await stage.open();
  await signIn(stage, app);
  await app.press("Token");
  await app.press("Personal access tokens");
  await app.fill("Name of a new token", "Robot");
  await app.press("Make and copy");
  await app.sees("“Robot” is made and copied");
  const token = await until("the copied token", () => session.clipboard());
  await app.press("Done");

  await app.press("Add connection");
  await app.choose("Sign in with", "Personal access token");
  await app.fill("Address of your ProcessMaker", server.address);
  await app.sees("answers here");
  await app.fill("Name", "Robot");
  await app.press("Save");
  await app.paste("Paste the token", "no token at all");
  await app.press("Use this token");
  await app.sees("This is no token of ProcessMaker");
  await app.paste("Paste the token", token);
  await app.press("Use this token");
  await app.sees("Maria");
  await app.press("Copy access token");
  await until("the same token", async () => (await session.clipboard()) === token);
});

story("somebody else replaces nobody without being asked about", {}, async (stage) => {
  const { server, browser, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Token");
  await app.press("Sign in as someone else");
  await app.sees("Continue in your browser");
  await browser.logIn({ username: "jane", password: server.user.password });
  await browser.authorize();
  await app.sees("Jane");
  await app.press(/^Keep Maria/);
  await app.sees("Copy access token");
  await app.sees("Maria");
});

story("ProcessMaker 3 is recognised and signs in", { generation: "3" }, async (stage) => {
  const { session, server, browser } = stage;
  const app = await firstConnection(stage, "Browser (recommended)");
  await app.sees("ProcessMaker 3 answers here");
  const client = await server.client();
  await server.register(await app.value("Callback URL"));
  await app.fill("Client ID", client.client_id);
  await app.fill("Client secret", client.client_secret);
  await app.press("Save and sign in");
  await browser.logIn(server.user);
  await browser.accept();
  await app.sees("Maria");
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  assert.match(token, /^[0-9a-f]{40}$/);
});
