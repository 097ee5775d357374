// How memory, open files and threads grow.
import { readFileSync, readdirSync } from "node:fs";

/** The beginning does not count: caches fill. */
const WARM = 10 * 60_000;

export class Growth {
  #session;
  #binary;
  #every;
  #due = 0;
  #looks = [];

  /** @param {number} every seconds */
  constructor(session, binary, every) {
    this.#session = session;
    this.#binary = binary;
    this.#every = every * 1000;
  }

  lookIfDue() {
    const now = Date.now();
    if (now < this.#due) return;
    this.#due = now + this.#every;
    const look = { at: now, program: 0, page: 0, files: 0, threads: 0 };
    for (const { pid, program } of this.#session.processes()) {
      const isPage = program.endsWith("WebKitWebProcess");
      if (program !== this.#binary && !isPage) continue;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      look[isPage ? "page" : "program"] += Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]) / 1024;
      if (isPage) continue;
      look.files = readdirSync(`/proc/${pid}/fd`).length;
      look.threads = readdirSync(`/proc/${pid}/task`).length;
    }
    this.#looks.push(look);
  }

  toString() {
    const { program, page, files, threads } = this.#looks.at(-1);
    return `${program.toFixed(1)} + ${page.toFixed(1)} MB, ${files} files, ${threads} threads`;
  }

  /** Per hour, by the line that fits best, and where each began and ended. */
  report() {
    const [{ at: start }] = this.#looks;
    const warm = this.#looks.filter(({ at }) => at - start >= WARM);
    const looks = warm.length > 1 ? warm : this.#looks;
    const of = (name) => ({
      perHour: slope(looks.map((look) => [(look.at - start) / 3_600_000, look[name]])),
      first: looks[0][name],
      last: looks.at(-1)[name],
      most: Math.max(...looks.map((look) => look[name])),
    });
    return {
      looks: looks.length,
      program: of("program"),
      page: of("page"),
      files: of("files"),
      threads: of("threads"),
    };
  }
}

/** Of the line through the points with the least squares. */
function slope(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const rise = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
  const run = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
  return run === 0 ? 0 : rise / run;
}
