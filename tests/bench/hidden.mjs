// The program at rest: hidden in the tray, and in its window while seconds run.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { App } from "../e2e/support/app.mjs";
import { Panel } from "../e2e/support/panel.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { IDENTIFIER, signedIn } from "./filled.mjs";
import { memoryOf } from "./memory.mjs";
import { notingDesktop } from "./noting.mjs";
import { latchkey } from "./programs.mjs";

const RUNS = 15;

/** How long is watched what it does by itself, in seconds. */
const WATCHED = 120;
const SECONDS_RUN = 30;

/** What wakes up within this many milliseconds wakes the computer once. */
const MOMENT = 100;

/** How long WebKit takes to put its things away after the window is gone, in milliseconds. */
const PUT_AWAY = 30_000;

/** What a new token lives, in seconds: in its last hour the seconds are shown. */
const LIFE = 3000;

const windowNow = async (session) => (await session.windows("Latchkey")).at(0);
const shown = (session) => until("the window", () => windowNow(session));
const gone = (session) =>
  until("no window", async () => (await windowNow(session)) === undefined, { every: 5 });

/** Every thread of the program and of its web view, with how often it woke up and how long it ran. */
function threads(session) {
  const found = new Map();
  for (const { pid, program } of session.processes()) {
    const isPart = program === latchkey || /\/WebKit(Web|Network)Process$/.test(program);
    if (!isPart) continue;
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const folder = `/proc/${pid}/task/${task}`;
      const name = readFileSync(`${folder}/comm`, "utf8").trim();
      const [, woken] = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(
        readFileSync(`${folder}/status`, "utf8"),
      );
      const fields = readFileSync(`${folder}/stat`, "utf8").split(") ").at(-1).split(" ");
      // In hundredths of a second.
      const ran = Number(fields[11]) + Number(fields[12]);
      found.set(task, { name, woken: Number(woken), ran });
    }
  }
  return found;
}

const turns = (all) => [...all.values()].reduce((sum, { woken }) => sum + woken, 0);

/**
 * In 30 seconds: in how many moments it woke up, and how often each thread did; and what part of a core it took.
 */
async function atRest(session, seconds) {
  const before = threads(session);
  const end = now() + seconds * 1000;
  let last = turns(before);
  let active = 0;
  while (now() < end) {
    await pause(MOMENT);
    const present = turns(threads(session));
    if (present !== last) active += 1;
    last = present;
  }
  const moments = (active * 30) / seconds;
  const woken = {};
  const core = {};
  for (const [task, thread] of threads(session)) {
    const since = before.get(task) ?? { woken: 0, ran: 0 };
    const ran = (thread.ran - since.ran) / 100 / seconds;
    if (ran > 0) core[thread.name] = (core[thread.name] ?? 0) + ran;
    const often = ((thread.woken - since.woken) * 30) / seconds;
    if (often > 0) woken[thread.name] = (woken[thread.name] ?? 0) + often;
  }
  return { moments, woken, core };
}

/** Signs in, and has the window hide when it is closed. */
async function prepare(session, server) {
  const app = await App.start(session, { binary: latchkey });
  await app.sees("Add your first connection");
  await signedIn(app, server, server.user);
  await app.press("Settings");
  await app.choose("Closing the window", "Hides it in the tray");
  const settings = join(session.home, ".config", IDENTIFIER, "connections.json");
  await until("the setting on the disk", () => readFileSync(settings, "utf8").includes('"hides"'));
  await app.kill();
}

export async function measureHidden() {
  const session = await Session.start();
  const server = await Server.start({ profile: "release", accessTtl: LIFE });
  const desktop = await notingDesktop(session);
  try {
    await Panel.start(session, "release");
    await prepare(session, server);
    session.start(latchkey, [], { stdio: "ignore" });
    await shown(session);
    await pause(5000);
    const visible = await atRest(session, SECONDS_RUN);

    const comes = [];
    for (let run = 0; run <= RUNS; run += 1) {
      await session.closeWindow(await shown(session));
      await gone(session);
      if (run === RUNS) break;
      await pause(500);
      const from = now();
      session.start(latchkey, [], { stdio: "ignore" });
      const came = await desktop.cameAfter("Latchkey", from);
      if (run > 0) comes.push(came - from);
    }
    const memory = await memoryOf(session, latchkey);
    await pause(PUT_AWAY);
    return { visible, comes, memory, hidden: await atRest(session, WATCHED) };
  } finally {
    desktop.end();
    await server.end();
    await session.end();
  }
}
