// The ways back from the browser, and the ways out.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { IDENTIFIER, program } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("the sign-in comes back by deep link", {}, async (stage) => {
  const { session, server, browser, open } = stage;
  const app = await open();
  await signIn(stage, app);

  assert.match(
    await browser.answer(),
    new RegExp(`^${IDENTIFIER}://oauth/callback/[0-9a-f]{16}\\?`),
  );
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  const answer = await server.api(`/users/${claims(token).sub}`, token);
  assert.equal(answer.status, 200, "the server accepts the copied token");
  assert.equal((await answer.json()).username, server.user.username);
});

story("the browser was open before", {}, async (stage) => {
  await stage.browser.open();
  const app = await stage.open();
  await signIn(stage, app);
});

story("a client that knows only the local address comes back by it", {}, async (stage) => {
  const { server, browser, open } = stage;
  const [loopback] = (await server.client()).redirect.split(",");
  assert.match(loopback, /^http:\/\/127\.0\.0\.1\//);
  await server.register(loopback);

  const app = await open();
  await signIn(stage, app);

  const answer = new URL(await browser.answer());
  assert.equal(answer.hostname, "127.0.0.1");
  const page = await browser.page("/done");
  assert.equal(new URL(page.url()).search, "", "the code has left the address bar");
  await until("the port to be closed", () => refuses(Number(answer.port)));
});

story(
  "a desktop that cannot open the scheme comes back by the local address",
  { desktop: "" },
  async (stage) => {
    const app = await stage.open();
    await signIn(stage, app);
    assert.equal(new URL(await stage.browser.answer()).hostname, "127.0.0.1");
  },
);

story(
  "the address is pasted when the browser does not come back",
  { handOver: "never" },
  async (stage) => {
    const { server, browser, open } = stage;
    const app = await open();
    await app.press("Sign in to ProcessMaker");
    await browser.logIn(server.user);
    await browser.authorize();
    const answer = await browser.answer();

    await app.press("Paste the address instead");
    await app.fill("The address your browser ended at", server.address);
    await app.press("Use this address");
    await app.sees("This is not the address");
    await app.paste("The address your browser ended at", answer);
    await app.press("Use this address");
    await app.sees("Maria");
  },
);

story("f37 a refused consent is told as such, and the next try works", {}, async (stage) => {
  const { server, browser, open } = stage;
  const app = await open();
  await app.press("Sign in to ProcessMaker");
  await browser.logIn(server.user);
  await browser.deny();
  await app.sees("The sign-in was cancelled");

  await app.press("Sign in to ProcessMaker");
  await browser.authorize();
  await app.sees("Maria");
});

story("f42 after Cancel, a late answer changes nothing", { handOver: "never" }, async (stage) => {
  const { session, server, browser, open } = stage;
  const app = await open();
  await app.press("Sign in to ProcessMaker");
  await browser.logIn(server.user);
  await app.press("Cancel");
  await app.sees("Sign in to ProcessMaker");

  await browser.authorize();
  await session.run(program("latchkey-desktop"), await browser.answer());
  await app.sees("Sign in to ProcessMaker");
  assert.deepEqual(await tokenRequests(server), []);
});

story("f36 a forged or repeated answer changes nothing", { handOver: "never" }, async (stage) => {
  const { session, server, browser, open } = stage;
  const app = await open();
  await app.press("Sign in to ProcessMaker");
  await browser.logIn(server.user);
  await browser.authorize();
  const answer = await browser.answer();
  const forged = new URL(answer);
  forged.searchParams.set("state", "A".repeat(43));

  await session.run(program("latchkey-desktop"), forged.href);
  await app.sees("Continue in your browser");
  assert.deepEqual(await tokenRequests(server), []);

  await session.run(program("latchkey-desktop"), answer);
  await app.sees("Maria");
  await session.run(program("latchkey-desktop"), answer);
  await app.sees("Maria");
  assert.deepEqual(await tokenRequests(server), ["authorization_code"]);
});

/** Which grants the server was asked for. */
async function tokenRequests(server) {
  const requests = await server.requests();
  return requests
    .filter(({ method, path }) => method === "POST" && path === "/oauth/token")
    .map((one) => one.grant_type);
}

/** Whether nothing listens there. */
function refuses(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() && false));
    socket.once("error", () => resolve(true));
  });
}
