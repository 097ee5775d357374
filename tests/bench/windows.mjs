// From the start of a program to its window on the screen, beside an empty Tauri window.
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { memoryOf } from "./memory.mjs";
import { notingDesktop } from "./noting.mjs";
import { emptyShell, latchkey } from "./programs.mjs";

const RUNS = 25;

/**
 * Starts a program, waits for its window, has `look` look at it, and closes it again.
 *
 * The web view's processes end after the program. While they do, the next one would start more slowly.
 */
async function openOnce({ session, desktop }, { binary, title, look = async () => {} }) {
  const from = now();
  const child = session.start(binary, [], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const visible = (await desktop.cameAfter(title, from)) - from;
  const [window] = await session.windows(title);
  await look(child.pid);
  await session.closeWindow(window);
  await ended;
  const isWebView = ({ program }) => program.includes("WebKit");
  await until("its processes to end", () => !session.processes().some(isWebView));
  return visible;
}

export async function measureWindows() {
  const session = await Session.start();
  const desktop = await notingDesktop(session);
  try {
    const found = { latchkey: [], "empty shell": [] };
    const memory = {};
    const programs = [
      ["latchkey", latchkey, "Latchkey"],
      ["empty shell", emptyShell, "Empty shell"],
    ];
    // The first run of each fills the caches and does not count; then they take turns in being first.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [name, binary, title] of run % 2 ? programs.toReversed() : programs) {
        const last = run === RUNS;
        const look = last
          ? async () => (memory[name] = await memoryOf(session, binary))
          : undefined;
        const time = await openOnce({ session, desktop }, { binary, title, look });
        if (run > 0) found[name].push(time);
      }
    }
    return { times: found, memory };
  } finally {
    desktop.end();
    await session.end();
  }
}
