// What many connections cost: the start, a change, scrolling, and the keeper's turns.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { App } from "../e2e/support/app.mjs";
import { root } from "../e2e/support/programs.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { fill, template } from "./filled.mjs";
import { scrolled } from "./frames.mjs";
import { memoryOf } from "./memory.mjs";
import { emptyShell, latchkey } from "./programs.mjs";

/** How many are opened and looked at. The keyring takes minutes to tell ten times as many apart. */
export const SIZES = [10, 1_000];
const STARTS = 11;

/** How many are opened only: their tokens are read long after the list is painted. */
export const MOST = 10_000;
const MOST_STARTS = 10;

/** When something was painted first. */
const FIRST_PAINT = `
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint ? performance.timeOrigin + paint.startTime : null;`;

/** Nothing is painted before the list: the page is empty until the program has told it everything. */
const LIST = `return document.querySelectorAll("nav li").length > 0`;

/** The last connection of the list is read last. */
const LAST_READ = `
  const list = document.querySelector("nav .scroller");
  list.scrollTop = list.scrollHeight;
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const row = [...list.querySelectorAll("li")].at(-1);
    done(row?.textContent.includes(arguments[0]) && !/…/.test(row.textContent));
  })));`;

/** Counts what the program tells the page from now on. */
const LISTEN = `
  const told = (window.told = { messages: 0, bytes: 0 });
  const { callbacks } = window.__TAURI_INTERNALS__;
  callbacks.get = (id) => {
    const callback = Map.prototype.get.call(callbacks, id);
    return callback && ((answer) => {
      if (answer?.message?.kind) {
        told.messages += 1;
        told.bytes += JSON.stringify(answer).length;
      }
      return callback(answer);
    });
  };`;

/** Starts a program through a script that notes when. */
function noting(session, program) {
  const note = join(session.folder, "started");
  const path = join(session.folder, `start-${basename(program)}`);
  writeFileSync(path, `#!/bin/sh\ndate +%s%N >'${note}'\nexec '${program}' "$@"\n`, {
    mode: 0o755,
  });
  return {
    path,
    at: () => Number(BigInt(readFileSync(note, "utf8").trim()) / 1000n) / 1000,
  };
}

/** Whether anything of a run is left. The web view's processes end after the program, and the next start would wait. */
const isRunning = (session) =>
  session
    .processes()
    .some(
      ({ program }) => [latchkey, emptyShell].includes(program) || program.includes("WebKitWebP"),
    );

const atEnd = (session) => until("everything to end", () => !isRunning(session), { seconds: 60 });

async function open(session, start, args = []) {
  const app = await App.start(session, { binary: start.path, args });
  const painted = await until("the first paint", () => app.run(FIRST_PAINT), { seconds: 60 });
  return { app, painted: painted - start.at() };
}

/** Opens the program and closes it again. @returns {Promise<number>} when the list was painted, from the start */
async function openList(session, start) {
  const { app, painted } = await open(session, start);
  await until("the list", () => app.run(LIST));
  await close(session, app);
  return painted;
}

/** The same with an empty window, in which there is but a word. */
async function openWord(session, start) {
  const { app, painted } = await open(session, start, ["word"]);
  const [window] = await session.windows("Empty shell");
  await session.closeWindow(window);
  await atEnd(session);
  await app.kill();
  return painted;
}

/** Does each of them so often, one after the other. The first time fills the caches and does not count. */
async function byTurns(openings) {
  const found = openings.map(() => []);
  for (let run = 0; run <= STARTS; run += 1) {
    for (const [nth, opening] of openings.entries()) {
      const painted = await opening();
      if (run > 0) found[nth].push(painted);
    }
  }
  return found;
}

async function close(session, app) {
  await app.quit();
  await atEnd(session);
}

/** Everything about one number of connections but the first paints. */
async function lookAt(session, start, size) {
  const from = now();
  const { app } = await open(session, start);
  await until("the list", () => app.run(LIST));
  await until("the last connection", () => app.run(LAST_READ, `Acme ${size}`), { seconds: 300 });
  const read = now() - from;
  const found = { read, memory: await memoryOf(session, latchkey) };
  found.change = await changed(app);
  found.rail = await scrolled(session, app, { list: "nav .scroller", row: "li", step: 120 });
  await app.press(/^All connections/);
  await app.sees("connections");
  found.overview = await scrolled(session, app, { list: "main .scroller", row: "li", step: 120 });
  await close(session, app);
  return found;
}

/** What the page is told when one connection of all is copied. */
async function changed(app) {
  await app.run(LISTEN);
  await app.press("Copy access token");
  await app.sees("Copied");
  return app.run("return window.told");
}

/** The start with more connections than anybody waits for: each run ends while their tokens are being read. */
async function measureMost(session, one, start) {
  await fill(session, one, MOST);
  const paints = [];
  let memory;
  for (let run = 0; run <= MOST_STARTS; run += 1) {
    const { app, painted } = await open(session, start);
    await until("the list", () => app.run(LIST));
    if (run > 0) paints.push(painted);
    if (run === MOST_STARTS) memory = await memoryOf(session, latchkey);
    await close(session, app);
  }
  return { paints, memory };
}

/** Says how far it is. */
export async function measureMany(say) {
  const session = await Session.start();
  const server = await Server.start({ profile: "release" });
  try {
    const one = await template(session, server);
    const start = noting(session, latchkey);
    const empty = noting(session, emptyShell);
    const found = {};
    for (const size of SIZES) {
      say(`${size} connections`);
      await fill(session, one, size);
      const [paints, words] = await byTurns([
        () => openList(session, start),
        () => openWord(session, empty),
      ]);
      say(`  painted after ${paints.map((time) => time.toFixed(0)).join(", ")} ms`);
      found[size] = { paints, words, ...(await lookAt(session, start, size)) };
    }
    say(`${MOST} connections`);
    found.most = await measureMost(session, one, start);
    return found;
  } finally {
    await server.end();
    await session.end();
  }
}

/** What the keeper's own work costs, in microseconds (keeper.rs). */
export function measureKeeper() {
  const cargo = ["bench", "--quiet", "--locked", "-p", "integration-tests", "--bench", "keeper"];
  return JSON.parse(execFileSync("cargo", cargo, { cwd: root, encoding: "utf8" }));
}
