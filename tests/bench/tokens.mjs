// A copy, from the click to the clipboard, and a refresh beside its bare parts and beside a script.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "../e2e/support/app.mjs";
import { root } from "../e2e/support/programs.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { signedIn } from "./filled.mjs";
import { covered, noting, notingDesktop, notingKeyring } from "./noting.mjs";
import { benchmark, latchkey } from "./programs.mjs";

const COPIES = 200;

/** Between two copies, in milliseconds: what one left to do is done before the next. */
const PAUSE = 50;

/** The program asks for no more than six tokens in ten minutes for one connection. */
const REFRESHES = 4;
const CONNECTIONS = 4;

/** Presses the button so often, and notes when, when the page was told of the copy, and when that was painted. */
const COPY = `
  const { callbacks } = window.__TAURI_INTERNALS__;
  const [count, pause] = arguments;
  const now = () => performance.timeOrigin + performance.now();
  const button = () => [...document.querySelectorAll("button")]
    .find((one) => /^(Copy access token|Copied)/.test(one.textContent.trim()));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let snapshot;
  callbacks.get = (key) => {
    const callback = Map.prototype.get.call(callbacks, key);
    return callback && ((answer) => {
      if (answer?.message?.kind) snapshot?.(now());
      return callback(answer);
    });
  };
  return (async () => {
    const copies = [];
    while (copies.length < count) {
      const told = new Promise((done) => (snapshot = done));
      const clicked = now();
      button().click();
      const shown = await told;
      await frame();
      copies.push({ clicked, told: shown, painted: now() });
      // It takes no click before the program has answered.
      while (button().ariaDisabled) await frame();
      await new Promise((done) => setTimeout(done, pause));
    }
    delete callbacks.get;
    return copies;
  })();`;

/** Asks for new tokens, and waits until the page is told of them. */
const REFRESH = `
  const [id] = arguments;
  const { callbacks, invoke } = window.__TAURI_INTERNALS__;
  const told = new Promise((done) => {
    let refreshing = false;
    callbacks.get = (key) => {
      const callback = Map.prototype.get.call(callbacks, key);
      return callback && ((answer) => {
        const one = answer?.message?.connections?.find((connection) => connection.id === id);
        if (one?.state.kind === "refreshing") refreshing = true;
        else if (one && refreshing) {
          delete callbacks.get;
          done({ to: Date.now(), kind: one.state.kind });
        }
        return callback(answer);
      });
    };
  });
  const from = Date.now();
  return invoke("refresh", { id }).then(() => told).then(
    (found) => ({ from, ...found }),
    ({ code }) => {
      if (code !== "notNow") throw new Error(code);
      return null;
    },
  );`;

/** What the guide has people do: one script, one request, the new tokens to a file. */
const SCRIPT = `
import json, os, sys, requests
answer = requests.post(sys.argv[1] + "/oauth/token", data={
    "grant_type": "refresh_token", "refresh_token": os.environ["REFRESH_TOKEN"],
    "client_id": sys.argv[2], "client_secret": os.environ["CLIENT_SECRET"]})
answer.raise_for_status()
json.dump(answer.json(), open(sys.argv[3], "w"))
print(answer.json()["refresh_token"])
`;

async function refreshes(app, server, proxy, keyring) {
  const found = [];
  for (let connection = 0; connection < CONNECTIONS; connection += 1) {
    const id = await signedIn(app, server, server.user, proxy.address);
    for (let run = 0; run < REFRESHES; run += 1) {
      // Right after the sign-in it is busy with asking who came.
      const refreshed = await until("a refresh", () => app.run(REFRESH, id));
      const { from, to, kind } = refreshed;
      if (kind !== "signedIn") throw new Error(`the refresh ended with ${kind}`);
      const others = [...proxy.intervals, ...keyring.intervals];
      const waiting = covered(from, to, others);
      // The first fills the caches.
      if (run > 0) found.push({ total: to - from, waiting, own: to - from - waiting });
    }
  }
  return found;
}

/** From each click until the clipboard was taken, and from what the page was told until it was painted. */
async function copies(app, clipboard) {
  const found = await app.run(COPY, COPIES, PAUSE);
  const starts = found.map(({ clicked }) => clicked);
  const takenBetween = (from, to = Infinity) =>
    clipboard.filter((time) => time > from && time < to);
  await until("the last copy", () => takenBetween(starts.at(-1)).length > 0);
  return found.map(({ clicked, told, painted }, nth) => {
    const taken = takenBetween(clicked, starts[nth + 1]);
    if (taken.length !== 1) throw new Error(`a click took the clipboard ${taken.length} times`);
    return { owned: taken[0] - clicked, painted: painted - told };
  });
}

/** Tokens of a user, and the client that they are for. */
async function granted(server) {
  const { client_id, client_secret } = await server.client();
  const { username, password } = server.user;
  const answer = await fetch(`${server.address}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id,
      client_secret,
      username,
      password,
    }),
  });
  const { refresh_token } = await answer.json();
  return { client_id, client_secret, refresh_token };
}

/** The bare parts: the request and one write, by the same libraries (bare.rs). */
async function bareParts(session, server, proxy) {
  const { client_id, client_secret, refresh_token } = await granted(server);
  const env = {
    ...session.environment,
    ADDRESS: proxy.address,
    CLIENT_ID: client_id,
    CLIENT_SECRET: client_secret,
    REFRESH_TOKEN: refresh_token,
    RUNS: "21",
  };
  const { stdout } = await promisify(execFile)(benchmark("bare"), [], { env });
  // The first fills the caches.
  return JSON.parse(stdout)
    .slice(1)
    .map(({ request, write }) => ({ request, write, total: request + write }));
}

/** The same by a script, without a keyring. */
async function scripts(session, server, proxy) {
  const { client_id, client_secret, refresh_token } = await granted(server);
  let token = refresh_token;
  const python = join(root, "target", "interop", "django-oauth-toolkit", "bin", "python");
  const found = [];
  for (let run = 0; run <= 10; run += 1) {
    const from = now();
    const args = ["-c", SCRIPT, proxy.address, client_id, join(session.folder, "tokens.json")];
    const env = { ...session.environment, REFRESH_TOKEN: token, CLIENT_SECRET: client_secret };
    const { stdout } = await promisify(execFile)(python, args, { env });
    const to = now();
    token = stdout.trim();
    const waiting = covered(from, to, proxy.intervals);
    if (run > 0) found.push({ total: to - from, own: to - from - waiting });
  }
  return found;
}

export async function measureTokens() {
  const session = await Session.start();
  const server = await Server.start({ profile: "release" });
  const proxy = await noting(server);
  const keyring = notingKeyring(session);
  const desktop = await notingDesktop(session);
  try {
    const app = await App.start(session, { binary: latchkey });
    await app.sees("Add your first connection");
    const refreshed = await refreshes(app, server, proxy, keyring);
    const copied = await copies(app, desktop.clipboard);
    await app.quit();
    return {
      copied,
      refreshed,
      bare: await bareParts(session, server, proxy),
      scripts: await scripts(session, server, proxy),
    };
  } finally {
    desktop.end();
    keyring.end();
    proxy.end();
    await server.end();
    await session.end();
  }
}
