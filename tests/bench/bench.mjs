// What Latchkey costs in time, memory and size, beside an empty Tauri window: npm run bench
//
// Measured from outside on release builds, in a private desktop, against the stand-in server.
// What others need on the way (the server, the keyring) is measured too and taken off.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer, get, request } from "node:http";
import { arch, cpus, release } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { App } from "../e2e/support/app.mjs";
import { program, root } from "../e2e/support/programs.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";

const WINDOW_RUNS = 15;
const SIGN_IN_RUNS = 15;

const latchkey = program("latchkey-desktop", "release");
const emptyShell = program("empty-shell", "release");

const say = (line) => process.stderr.write(`bench: ${line}\n`);

/** Milliseconds since 1970, with fractions. */
const now = () => performance.timeOrigin + performance.now();

// From the start of a program to its window on the screen

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

async function measureWindows() {
  const session = await Session.start();
  try {
    const found = { latchkey: [], "empty shell": [] };
    const memory = {};
    const programs = [
      ["latchkey", latchkey, "Latchkey"],
      ["empty shell", emptyShell, "Empty shell"],
    ];
    // The first run of each fills the caches and does not count; then they take turns.
    for (let run = 0; run <= WINDOW_RUNS; run += 1) {
      for (const [name, binary, title] of programs) {
        const last = run === WINDOW_RUNS;
        const look = last ? async () => (memory[name] = await memoryOf(session)) : undefined;
        const time = await openOnce(session, binary, title, look);
        if (run > 0) found[name].push(time);
      }
    }
    return { times: found, memory };
  } finally {
    await session.end();
  }
}

/** The share of memory of every process that a program consists of, in MB, once it is at rest. */
async function memoryOf(session) {
  await pause(3000);
  const parts = {};
  for (const { pid, program: path } of session.processes()) {
    const name = path.split("/").at(-1);
    if (path !== latchkey && path !== emptyShell && !name.startsWith("WebKit")) continue;
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]);
    parts[name] = (parts[name] ?? 0) + kilobytes / 1024;
  }
  return parts;
}

// From the click to the browser, and from the answer to "signed in"

/** Passes everything on to the server, and notes when each request came and when its answer had gone. */
async function noting(server) {
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
function notingKeyring(session) {
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

/** How much of a span others were at work, counted once where they overlap. */
function covered(from, to, intervals) {
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

/** Puts notes in the place of xdg-open and of the browser: when each was started, and with what. */
function notingBrowser(session) {
  const notes = join(session.folder, "notes");
  const bin = join(session.folder, "bin");
  mkdirSync(bin);
  const real = execFileSync("which", ["xdg-open"], { encoding: "utf8" }).trim();
  const note = (name) => `#!/bin/sh\necho "${name} $(date +%s%N) $1" >>'${notes}'\n`;
  writeFileSync(join(bin, "xdg-open"), `${note("opener")}exec '${real}' "$1"\n`, { mode: 0o755 });
  writeFileSync(join(bin, "browser"), note("browser"), { mode: 0o755 });
  const entry = join(session.home, ".local", "share", "applications", "browser.desktop");
  writeFileSync(
    entry,
    readFileSync(entry, "utf8").replace(/^Exec=.*$/m, `Exec=${join(bin, "browser")} %u`),
  );
  writeFileSync(notes, "");
  return {
    path: `${bin}:${session.environment.PATH}`,
    /** Waits for the opener and the browser of the sign-in number `count`. */
    async started(count) {
      const lines = await until("the browser", () => {
        const all = readFileSync(notes, "utf8").split("\n").filter(Boolean);
        return all.length >= 2 * count && all;
      });
      const last = (name) => lines.findLast((line) => line.startsWith(name)).split(" ");
      const at = (name) => Number(BigInt(last(name)[1]) / 1000n) / 1000;
      return { opener: at("opener"), browser: at("browser"), address: last("browser")[2] };
    },
  };
}

/** Does what a person does in a browser, and returns the address it is sent to in the end. */
async function consent(server, address) {
  let cookie = "";
  const visit = async (where, form) => {
    const answer = await fetch(new URL(where, server.address), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie },
      body: form && new URLSearchParams(form),
    });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (cookies.length > 0) cookie = cookies.join("; ");
    return answer;
  };
  await visit(address);
  await visit("/login", server.user);
  const answer = await visit(address);
  const away = answer.headers.get("location");
  if (away) return away;
  const [form] = (await answer.text()).split("</form>");
  const hidden = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
  return (await visit("/oauth/authorize", fields)).headers.get("location");
}

const CLICK = `
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === arguments[0]);
  const at = Date.now();
  button.click();
  return at;`;

const SIGNED_IN = `
  return new Promise((done) => {
    const look = () => document.querySelector("[role=timer]") && done(Date.now());
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  });`;

async function measureSignIns() {
  const session = await Session.start();
  const server = await Server.start();
  const proxy = await noting(server);
  const keyring = notingKeyring(session);
  const browser = notingBrowser(session);
  try {
    const app = await App.start(session, {
      binary: latchkey,
      env: { PATH: browser.path },
    });
    await app.sees("Add your first connection");
    const client = await server.client();
    await app.fill("Address of your ProcessMaker", proxy.address);
    await app.fill("Client ID", client.client_id);
    await app.fill("Client secret", client.client_secret);
    await app.fill("Name", "Bench");
    const registration = await app.value("Redirect URL");
    await server.register(registration);
    await app.press("Save");
    await app.sees("Sign in to ProcessMaker");

    const clicks = [];
    for (let run = 0; run <= SIGN_IN_RUNS; run += 1) {
      const clicked = await app.run(CLICK, "Sign in to ProcessMaker");
      const { opener, browser: started } = await browser.started(run + 1);
      const total = opener - clicked;
      const preflight = covered(clicked, opener, proxy.intervals);
      if (run > 0)
        clicks.push({ total, preflight, own: total - preflight, launcher: started - opener });
      await app.press("Cancel");
      await app.sees("Sign in to ProcessMaker");
    }

    // The local address alone: its answer is one request, whose moment is known exactly.
    await server.register(registration.split(",")[0]);
    const answers = [];
    for (let run = 0; run <= SIGN_IN_RUNS; run += 1) {
      await app.press("Sign in to ProcessMaker");
      const { address } = await browser.started(SIGN_IN_RUNS + run + 2);
      const away = await consent(server, address);
      const shown = app.run(SIGNED_IN);
      const answered = now();
      get(away).on("response", (answer) => answer.resume());
      const settled = await shown;
      await pause(200);
      const others = [...proxy.intervals, ...keyring.intervals];
      const total = settled - answered;
      const waiting = covered(answered, settled, others);
      const sums = {
        server: covered(answered, settled, proxy.intervals),
        keyring: covered(answered, settled, keyring.intervals),
      };
      if (run > 0) answers.push({ total, ...sums, own: total - waiting });
      await app.press("Sign out");
      await app.press("Sign out", { inDialog: true });
      await app.sees("Sign in to ProcessMaker");
    }
    await app.quit();
    return { clicks, answers };
  } finally {
    keyring.end();
    proxy.end();
    await server.end();
    await session.end();
  }
}

// Sizes

function frontEnd() {
  const folder = join(root, "ui", "dist");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const zipped = files.map(
    (one) =>
      gzipSync(readFileSync(join(one.parentPath ?? one.path, one.name)), { level: 9 }).length,
  );
  return zipped.reduce((sum, size) => sum + size, 0) / 1000;
}

// The report

const sorted = (values) => values.toSorted((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const spread = (values) => {
  const all = sorted(values);
  return { median: median(all), least: all[0], most: all.at(-1), runs: all.length };
};
const column = (rows, name) => spread(rows.map((row) => row[name]));

say("windows");
const windows = await measureWindows();
say("sign-ins");
const signIns = await measureSignIns();
const sum = (parts) => Object.values(parts).reduce((total, part) => total + part, 0);
const results = {
  machine: `${cpus().length} × ${cpus()[0].model}, ${arch()}, Linux ${release()}`,
  window: {
    latchkey: spread(windows.times.latchkey),
    empty_shell: spread(windows.times["empty shell"]),
    ratio: median(windows.times.latchkey) / median(windows.times["empty shell"]),
  },
  memory: windows.memory,
  click_to_browser: {
    total: column(signIns.clicks, "total"),
    preflight: column(signIns.clicks, "preflight"),
    own: column(signIns.clicks, "own"),
    launcher: column(signIns.clicks, "launcher"),
  },
  answer_to_signed_in: {
    total: column(signIns.answers, "total"),
    server: column(signIns.answers, "server"),
    keyring: column(signIns.answers, "keyring"),
    own: column(signIns.answers, "own"),
  },
  size: {
    latchkey: statSync(latchkey).size / 1e6,
    empty_shell: statSync(emptyShell).size / 1e6,
    front_end_gzip: frontEnd(),
  },
};

const file = join(root, "target", "bench", "results.json");
mkdirSync(join(root, "target", "bench"), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);

const ms = ({ median: middle, least, most }) =>
  `${middle.toFixed(1)} ms (${least.toFixed(1)}–${most.toFixed(1)})`;
const mb = (parts) => {
  const listed = Object.entries(parts).map(([name, size]) => `${name} ${size.toFixed(0)}`);
  return `${sum(parts).toFixed(0)} MB (${listed.join(" + ")})`;
};
const rows = [
  ["window visible, Latchkey", ms(results.window.latchkey)],
  ["window visible, empty shell", ms(results.window.empty_shell)],
  ["  ratio of the medians (goal: at most 1.15)", results.window.ratio.toFixed(2)],
  ["click → browser's launcher started", ms(results.click_to_browser.total)],
  ["  of this the pre-flight's round trip", ms(results.click_to_browser.preflight)],
  ["  our own (goal: under 50 ms)", ms(results.click_to_browser.own)],
  ["  then the system's launcher needs", ms(results.click_to_browser.launcher)],
  ["answer → window says signed in", ms(results.answer_to_signed_in.total)],
  ["  of this exchange and users call", ms(results.answer_to_signed_in.server)],
  ["  of this the keyring", ms(results.answer_to_signed_in.keyring)],
  ["  our own (goal: under 30 ms)", ms(results.answer_to_signed_in.own)],
  ["memory (PSS), Latchkey", mb(results.memory.latchkey)],
  ["memory (PSS), empty shell", mb(results.memory["empty shell"])],
  ["size, Latchkey", `${results.size.latchkey.toFixed(1)} MB`],
  ["size, empty shell", `${results.size.empty_shell.toFixed(1)} MB`],
  ["front end, gzip (goal: under 56 kB)", `${results.size.front_end_gzip.toFixed(1)} kB`],
];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
console.log(
  `\nMedians of ${WINDOW_RUNS} runs (least–most) on ${results.machine}; all of it in ${file}`,
);
