// What is seen from outside while the program is measured: the server and the keyring, from when to when, and what
// happens on the desktop.
import { createServer, request } from "node:http";
import { createInterface } from "node:readline";
import { until, within } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { benchmark } from "./programs.mjs";

/** Passes everything on to the server, and notes when each request came and when its answer had gone. */
export async function noting(server) {
  const intervals = [];
  const proxy = createServer((incoming, outgoing) => {
    const from = now();
    outgoing.once("close", () => intervals.push([from, now()]));
    const { method, url: path, headers } = incoming;
    const onward = request(server.address + path, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${proxy.address().port}`,
    intervals,
    end: () => proxy.close(),
  };
}

/** Notes when the keyring was asked something and when it had answered. */
export function notingKeyring(session) {
  const intervals = [];
  const asked = new Map();
  const monitor = session.start("dbus-monitor", ["--session", "--profile"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: monitor.stdout }).on("line", (line) => {
    // A question names its object, an answer the serial of the question.
    const [kind, time, serial, from, to, about] = line.split("\t");
    if (kind === "mc" && about.startsWith("/org/freedesktop/secrets")) {
      asked.set(`${from} ${serial}`, Number(time) * 1000);
    } else if ((kind === "mr" || kind === "err") && asked.has(`${to} ${about}`)) {
      intervals.push([asked.get(`${to} ${about}`), Number(time) * 1000]);
      asked.delete(`${to} ${about}`);
    }
  });
  return { intervals, end: () => monitor.kill() };
}

/** Notes when somebody took the clipboard and when windows came, as every other program learns of it (desktop.rs). */
export async function notingDesktop(session) {
  const clipboard = [];
  const windows = [];
  const watch = session.start(benchmark("desktop"), [], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: watch.stdout });
  const listening = new Promise((resolve) => lines.once("line", resolve));
  await within("the look at the desktop", 60, listening);
  lines.on("line", (line) => {
    const [what, time, ...title] = line.split(" ");
    if (what === "clipboard") clipboard.push(Number(time));
    else windows.push({ title: title.join(" "), time: Number(time) });
  });
  /** When a window of this title came, after that. */
  const cameAfter = (wanted, from) =>
    until(`the window "${wanted}"`, () => {
      const found = windows.find(({ title, time }) => title === wanted && time > from);
      return found?.time;
    });
  return { clipboard, cameAfter, end: () => watch.kill() };
}

/** How much of a span others were at work, counted once where they overlap. */
export function covered(from, to, intervals) {
  let sum = 0;
  let end = from;
  for (const [start, stop] of intervals.toSorted(([a], [b]) => a - b)) {
    const begin = Math.max(start, end);
    const finish = Math.min(stop, to);
    if (finish > begin) sum += finish - begin;
    end = Math.max(end, finish);
  }
  return sum;
}
