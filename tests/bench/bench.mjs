// What Latchkey costs in time, memory and size, beside an empty Tauri window: npm run bench
//
// Measured from outside on release builds, in a private desktop, against the stand-in server.
// What others need on the way (the server, the keyring) is measured too and taken off.
// Only a part of it:  npm run bench -- windows sign-ins many
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { arch, cpus, release } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../e2e/support/programs.mjs";
import { column, kilobytes, median, megabytes, ms, share, spread, sum } from "./figures.mjs";
import { measureAnswer } from "./answer.mjs";
import { measureFlood } from "./flood.mjs";
import { measureHidden } from "./hidden.mjs";
import { MOST, SIZES, measureKeeper, measureMany } from "./many.mjs";
import { emptyShell, latchkey } from "./programs.mjs";
import { measureSignIns } from "./sign-ins.mjs";
import { measureTokens } from "./tokens.mjs";
import { measureWindows } from "./windows.mjs";

const wanted = process.argv.slice(2);
const isWanted = (part) => wanted.length === 0 || wanted.includes(part);

/** Names of figures, and the figures as they are read; the results keep all of it. */
const rows = [];
const results = { machine: `${cpus().length} × ${cpus()[0].model}, ${arch()}, Linux ${release()}` };

const say = (line) => process.stderr.write(`bench: ${line}\n`);

async function windows() {
  const { times, memory } = await measureWindows();
  const [own, empty] = [spread(times.latchkey), spread(times["empty shell"])];
  results.window = { latchkey: own, empty_shell: empty, ratio: own.median / empty.median };
  results.memory = memory;
  rows.push(
    ["window visible, Latchkey", ms(own)],
    ["window visible, empty shell", ms(empty)],
    ["  ratio of the medians (goal: at most 1.10)", results.window.ratio.toFixed(2)],
    ["memory (PSS), Latchkey", megabytes(memory.latchkey)],
    ["memory (PSS), empty shell", megabytes(memory["empty shell"])],
  );
}

async function signIns() {
  const { clicks, answers } = await measureSignIns();
  const click = Object.fromEntries(
    ["total", "preflight", "own", "launcher"].map((name) => [name, column(clicks, name)]),
  );
  const answer = Object.fromEntries(
    ["total", "server", "keyring", "own"].map((name) => [name, column(answers, name)]),
  );
  results.click_to_browser = click;
  results.answer_to_signed_in = answer;
  rows.push(
    ["click → browser's launcher started", ms(click.total)],
    ["  of this the pre-flight's round trip", ms(click.preflight)],
    ["  our own (goal: under 50 ms)", ms(click.own)],
    ["  then the system's launcher needs", ms(click.launcher)],
    ["answer → window says signed in", ms(answer.total)],
    ["  of this exchange and users call", ms(answer.server)],
    ["  of this the keyring", ms(answer.keyring)],
    ["  our own (goal: under 30 ms)", ms(answer.own)],
  );
}

/** How a list scrolls, beside plain lines in its place. */
function scrolling(name, { own, plain }) {
  const both = (figure) => `${figure(own)}; plain lines ${figure(plain)}`;
  rows.push(
    [`${name}: the page's work for a frame`, both(({ work }) => ms(spread(work)))],
    ["  until it is painted", both(({ painted }) => `${median(painted).toFixed(1)} ms`)],
    ["  from frame to frame", both(({ every }) => `${median(every).toFixed(1)} ms`)],
    ["  rows in the page", own.rows.toString()],
  );
  const figures = ({ work, painted, every, rows: most }) => ({
    work: spread(work),
    painted: spread(painted),
    every: spread(every),
    rows: most,
  });
  return { own: figures(own), plain: figures(plain) };
}

async function many() {
  const keeper = measureKeeper();
  const found = await measureMany(say);
  results.many = { keeper };
  for (const size of SIZES) {
    const { paints, words, read, memory, change, rail, overview } = found[size];
    const count = size.toLocaleString("en");
    const { tick, copy, told } = keeper[size];
    rows.push(
      [`${count} connections: start → list painted`, ms(spread(paints))],
      ["  an empty shell with a word in it, at the same time", ms(spread(words))],
      ["  beside it (goal with 10: at most 1.10)", (median(paints) / median(words)).toFixed(2)],
      ["  all tokens read", ms(spread([read]))],
      ["  memory (PSS)", megabytes(memory)],
      ["  the page is told at a copy", `${kilobytes(change.bytes)} in ${change.messages} messages`],
      ["  the keeper's tick that finds nothing to do", `${tick.toFixed(1)} µs`],
      ["  the keeper's part of a copy", `${(copy / 1000).toFixed(2)} ms, ${told} shown anew`],
    );
    results.many[size] = {
      painted: spread(paints),
      word: spread(words),
      read,
      memory,
      change,
      keeper: keeper[size],
      rail: scrolling("  scrolling the list", rail),
      overview: scrolling("  scrolling all connections", overview),
    };
  }
  const { paints, memory } = found.most;
  results.many[MOST] = { painted: spread(paints), memory };
  rows.push(
    [`${MOST.toLocaleString("en")} connections: start → list painted`, ms(spread(paints))],
    ["  memory (PSS)", megabytes(memory)],
  );
  const most = keeper[10_000];
  rows.push(
    ["10,000 connections: the keeper's idle tick", `${most.tick.toFixed(1)} µs`],
    ["  the keeper's part of a copy", `${(most.copy / 1000).toFixed(2)} ms`],
  );
  const [ten, thousand] = [10, 1_000].map((size) => results.many[size].painted.median);
  results.many.ratio = thousand / ten;
  rows.push(["1,000 connections beside 10, start (goal: under 2)", (thousand / ten).toFixed(2)]);
}

async function answer() {
  const found = Object.entries(await measureAnswer());
  results.answer = Object.fromEntries(
    found.map(([name, way]) => [name, scrolling(`an answer of 11 MB, by ${name}`, way)]),
  );
}

async function hidden() {
  const { visible, comes, memory, hidden: atRest } = await measureHidden();
  const woken = sum(atRest.woken);
  results.hidden = { visible, comes: spread(comes), memory, at_rest: atRest };
  const listed = (parts, factor = 1) =>
    Object.entries(parts)
      .map(([name, size]) => `${name} ${(size * factor).toFixed(2)}`)
      .join(", ");
  const part = ({ core }) =>
    `${(sum(core) * 100).toFixed(2)} % of a core: ${listed(core, 100) || "nothing"}`;
  rows.push(
    ["memory (PSS), hidden in the tray", megabytes(memory)],
    ["  comes back from there in (goal: under 300 ms)", ms(spread(comes))],
    [
      "  wakes up in 30 s (goal: at most once)",
      `${atRest.moments.toFixed(2)} times, with ${woken.toFixed(2)} turns of threads: ${listed(atRest.woken)}`,
    ],
    ["  and takes", part(atRest)],
    ["visible, with seconds running (goal: under 1 %)", part(visible)],
  );
  if (results.memory) {
    const ratio = sum(memory) / sum(results.memory["empty shell"]);
    results.hidden.ratio = ratio;
    rows.push(["  memory hidden beside the empty shell (goal: at most 0.6)", ratio.toFixed(2)]);
  }
}

async function tokens() {
  const { copied, refreshed, bare, scripts } = await measureTokens();
  const owned = copied.map((one) => one.owned);
  const quick = { p50: share(owned, 0.5), p99: share(owned, 0.99) };
  const painted = column(copied, "painted");
  const [refresh, script] = [refreshed, scripts].map((all) => ({
    total: column(all, "total"),
    own: column(all, "own"),
  }));
  const parts = Object.fromEntries(
    ["request", "write", "total"].map((name) => [name, column(bare, name)]),
  );
  const waiting = column(refreshed, "waiting");
  const ratio = refresh.total.median / parts.total.median;
  const times = script.own.median / refresh.own.median;
  results.copy = { ...quick, runs: owned.length, painted };
  results.refresh = { ...refresh, waiting, bare: parts, ratio, script, times };
  rows.push(
    [
      "click on copy → clipboard has it (goal: p50 8 ms, p99 16 ms)",
      `p50 ${quick.p50.toFixed(1)} ms, p99 ${quick.p99.toFixed(1)} ms`,
    ],
    ["  from what the page is told until it is painted", ms(painted)],
    ["refresh, from the click to the page", ms(refresh.total)],
    ["  of this the server and the keyring", ms(waiting)],
    ["  our own", ms(refresh.own)],
    ["a bare request for tokens, and one write to the keyring", ms(parts.total)],
    ["  of this the request", ms(parts.request)],
    ["  a refresh beside it (goal: at most 1.1)", ratio.toFixed(2)],
    ["the same by a Python script, without the server", ms(script.own)],
    ["  beside our own (goal: at least 10 times)", times.toFixed(1)],
  );
}

async function flood() {
  const accepted = spread(await measureFlood());
  results.flood = accepted;
  rows.push(["an answer among 200 that knock is taken in (goal: under 1 s)", ms(accepted)]);
}

function sizes() {
  const size = {
    latchkey: statSync(latchkey).size / 1e6,
    empty_shell: statSync(emptyShell).size / 1e6,
    front_end_gzip: frontEnd(),
  };
  results.size = size;
  rows.push(
    ["size, Latchkey", `${size.latchkey.toFixed(1)} MB`],
    ["size, empty shell", `${size.empty_shell.toFixed(1)} MB`],
    ["front end, gzip (goal: under 90 kB)", `${size.front_end_gzip.toFixed(1)} kB`],
  );
}

function frontEnd() {
  const folder = join(root, "ui", "dist");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const zipped = ({ parentPath, path, name }) =>
    gzipSync(readFileSync(join(parentPath ?? path, name)), { level: 9 }).length;
  // Of the languages a window loads one; the heaviest counts.
  const isLanguage = ({ name }) => /^(en|es|pt-br|de|fr)-[\w-]+\.js$/.test(name);
  const languages = files.filter(isLanguage).map(zipped);
  const others = files.filter((one) => !isLanguage(one)).map(zipped);
  return others.reduce((sum, size) => sum + size, Math.max(...languages)) / 1000;
}

const parts = { windows, hidden, "sign-ins": signIns, tokens, flood, many, answer, sizes };
for (const [name, measure] of Object.entries(parts).filter(([name]) => isWanted(name))) {
  say(name);
  await measure();
}

const file = join(root, "target", "bench", "results.json");
mkdirSync(join(root, "target", "bench"), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);

const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
console.log(`\nMedians (least–most) on ${results.machine}; all of it in ${file}`);
