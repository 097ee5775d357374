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
import { column, kilobytes, median, megabytes, ms, spread, sum } from "./figures.mjs";
import { measureAnswer } from "./answer.mjs";
import { SIZES, measureKeeper, measureMany } from "./many.mjs";
import { emptyShell, latchkey } from "./programs.mjs";
import { measureSignIns } from "./sign-ins.mjs";
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
    ["  ratio of the medians (goal: at most 1.15)", results.window.ratio.toFixed(2)],
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
    const { paints, read, memory, change, rail, overview } = found[size];
    const count = size.toLocaleString("en");
    const { tick, copy, told } = keeper[size];
    rows.push(
      [`${count} connections: start → list painted`, ms(spread(paints))],
      ["  all tokens read", ms(spread([read]))],
      ["  memory (PSS)", megabytes(memory)],
      ["  the page is told at a copy", `${kilobytes(change.bytes)} in ${change.messages} messages`],
      ["  the keeper's tick that finds nothing to do", `${tick.toFixed(1)} µs`],
      ["  the keeper's part of a copy", `${(copy / 1000).toFixed(2)} ms, ${told} shown anew`],
    );
    results.many[size] = {
      painted: spread(paints),
      read,
      memory,
      change,
      keeper: keeper[size],
      rail: scrolling("  scrolling the list", rail),
      overview: scrolling("  scrolling all connections", overview),
    };
  }
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

const parts = { windows, "sign-ins": signIns, many, answer, sizes };
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
