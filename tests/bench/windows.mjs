// From the start of a program to its window on the screen, beside an empty Tauri window.
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { memoryOf } from "./memory.mjs";
import { emptyShell, latchkey } from "./programs.mjs";

const RUNS = 15;

/** Starts a program, waits for its window, has `look` look at it, and closes it again. */
async function openOnce(session, binary, title, look = async () => {}) {
  const from = now();
  const child = session.start(binary, [], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const [window] = await until("the window", () => windowsNow(session, title), { every: 0 });
  const visible = now() - from;
  await look(child.pid);
  await session.closeWindow(window);
  await ended;
  return visible;
}

async function windowsNow(session, title) {
  const windows = await session.windows(title);
  return windows.length > 0 && windows;
}

export async function measureWindows() {
  const session = await Session.start();
  try {
    const found = { latchkey: [], "empty shell": [] };
    const memory = {};
    const programs = [
      ["latchkey", latchkey, "Latchkey"],
      ["empty shell", emptyShell, "Empty shell"],
    ];
    // The first run of each fills the caches and does not count; then they take turns.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [name, binary, title] of programs) {
        const last = run === RUNS;
        const look = last
          ? async () => (memory[name] = await memoryOf(session, binary))
          : undefined;
        const time = await openOnce(session, binary, title, look);
        if (run > 0) found[name].push(time);
      }
    }
    return { times: found, memory };
  } finally {
    await session.end();
  }
}
