// The release build under load for hours: npm run soak -- --hours 8
//
// A hundred connections whose tokens live thirty seconds, a person who copies from one after the other, and a server
// that spoils one answer in twenty. In the end it tells how memory grew, whether anything got stuck, and whether anybody
// had to sign in without a reason.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { App } from "../e2e/support/app.mjs";
import { program, root } from "../e2e/support/programs.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { Faults } from "./faults.mjs";
import { Growth } from "./growth.mjs";
import { Verdict } from "./verdict.mjs";

const { values: wishes } = parseArgs({
  options: {
    hours: { type: "string", default: "1" },
    connections: { type: "string", default: "100" },
  },
});
const HOURS = Number(wishes.hours);
const CONNECTIONS = Number(wishes.connections);

/** How long a token lives, in seconds: each copy needs a new one. */
const LIFE = 30;

/** Every connection is copied from once in so many seconds: the program asks for no more than six tokens in ten minutes. */
const ROUND = 180;

/** Seconds from one look at the memory to the next. */
const LOOK = 20;

const binary = program("latchkey-desktop", "release");
const say = (line) => process.stderr.write(`soak: ${line}\n`);
const INVOKE = `
  return window.__TAURI_INTERNALS__.invoke(...arguments)
    .then((found) => ({ found }), (error) => ({ error }));`;

/** Keeps how each connection stands, as the page is told. */
const WATCH = `
  const states = (window.soak = {});
  const { callbacks } = window.__TAURI_INTERNALS__;
  callbacks.get = (id) => {
    const callback = Map.prototype.get.call(callbacks, id);
    return callback && ((answer) => {
      for (const { id, state } of answer?.message?.connections ?? [])
        states[id] = { kind: state.kind, code: state.trouble?.code };
      return callback(answer);
    });
  };`;

class Person {
  #app;
  #server;

  constructor(app, server) {
    this.#app = app;
    this.#server = server;
  }

  async invoke(command, args) {
    return this.#app.run(INVOKE, command, args);
  }

  async add(name) {
    const { client_id: clientId, client_secret: clientSecret } = await this.#server.client();
    const draft = {
      name,
      address: this.#server.address,
      generation: "version4",
      environment: "test",
      method: "password",
      clientId,
      clientSecret,
      trust: { kind: "system" },
    };
    const { found, error } = await this.invoke("add_connection", { draft });
    if (error) throw new Error(`${name}: ${error.message}`);
    return found;
  }

  signIn(id) {
    const { username: userName, password } = this.#server.user;
    return this.invoke("sign_in_with_password", { id, userName, password });
  }

  copy(id) {
    return this.invoke("copy_token", {
      id,
      wish: { form: "token", request: null, meant: true },
    });
  }

  /** How every connection stands. */
  states() {
    return this.#app.run("return window.soak");
  }
}

/** Copies from one connection, and signs in where the program says that it is needed. */
async function turn(person, id, verdict) {
  const state = (await person.states())[id];
  if (state?.kind === "needsSignIn") {
    verdict.signInNeeded(id, state.code);
    const { error } = await person.signIn(id);
    if (error) verdict.failed(id, error);
    return;
  }
  const { found, error } = await person.copy(id);
  if (error) verdict.failed(id, error);
  else verdict.worked(id, found);
}

/** Every connection in a new order, evenly over the round. */
async function round(person, ids, verdict, faults, growth) {
  const order = ids.map((id) => [Math.random(), id]).toSorted(([a], [b]) => a - b);
  for (const [, id] of order) {
    const next = pause((ROUND * 1000) / ids.length);
    await faults.perhaps();
    await turn(person, id, verdict);
    growth.lookIfDue();
    await next;
  }
}

/** Without faults, every connection gives a token in the end: the longest rest is over by then. */
async function calm(person, ids, verdict) {
  verdict.calm();
  for (let looks = 0; looks < 24; looks += 1) {
    const left = ids.filter((id) => !verdict.works(id));
    if (left.length === 0) return;
    for (const id of left) await turn(person, id, verdict);
    await pause(30_000);
  }
}

async function soak(session, server) {
  const app = await App.start(session, { binary });
  await app.sees("Add your first connection");
  await app.run(WATCH);
  await server.allowPasswords();
  const person = new Person(app, server);
  const ids = [];
  for (let nth = 1; nth <= CONNECTIONS; nth += 1) {
    ids.push(await person.add(`Acme ${nth}`));
    const { error } = await person.signIn(ids.at(-1));
    if (error) throw new Error(error.message);
  }
  say(`${ids.length} connections are signed in`);

  const verdict = new Verdict(ids);
  const faults = new Faults(server);
  const growth = new Growth(session, binary, LOOK);
  const end = Date.now() + HOURS * 3_600_000;
  while (Date.now() < end) {
    await round(person, ids, verdict, faults, growth);
    say(`${((end - Date.now()) / 60_000).toFixed(0)} minutes left; ${verdict}; ${growth}`);
  }
  await calm(person, ids, verdict);
  const requests = await server.requests();
  await app.quit();
  return { verdict, faults, growth, requests };
}

const session = await Session.start();
const server = await Server.start({ accessTtl: LIFE, profile: "release" });
try {
  const { verdict, faults, growth, requests } = await soak(session, server);
  const tokens = requests.filter(({ path }) => path === "/oauth/token").length;
  const report = {
    hours: HOURS,
    connections: CONNECTIONS,
    tokenRequests: tokens,
    faults: faults.counts,
    ...verdict.report(faults.counts["lost-answer"] ?? 0),
    growth: growth.report(),
  };
  const folder = join(root, "target", "soak");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.stuck.length + report.unexplained.length > 0 ? 1 : 0;
} finally {
  await server.end();
  await session.end();
}
