// The memory of everything that a program consists of.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** How long a program is left alone before it counts as at rest. */
const REST = 3000;

/**
 * The share of memory (PSS) of a program and of its web view's processes, by name, in MB, once they are at rest.
 *
 * @param {import("../e2e/support/session.mjs").Session} session
 * @param {string} binary
 */
export async function memoryOf(session, binary) {
  await pause(REST);
  const parts = {};
  for (const { pid, program } of session.processes()) {
    const name = program.split("/").at(-1);
    const isWebView = name.startsWith("WebKit") && name !== "WebKitWebDriver";
    if (program !== binary && !isWebView) continue;
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]);
    parts[name] = (parts[name] ?? 0) + kilobytes / 1024;
  }
  return parts;
}
