// Breaks the core in every small way there is, and looks whether a test notices: npm run mutants
//
//   npm run mutants                                         all of it, which takes hours
//   npm run mutants -- --file src-tauri/core/src/claim.rs   one file; any choice that cargo-mutants knows
//   npm run mutants -- --re Locks                           what has this in its name
//
// Each broken core first meets its own unit tests; what they let pass meets the stories, and then the faults. The copies of the project
// that are broken stay in target/mutants, so that the next run has less to build.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { cargoTool, quietly, root, stop } from "./tools.mjs";

const CARGO_MUTANTS = "27.1.0";
const WANTED = 90;

/** Here nothing may survive: a state of a session, a redirect, an error or a refresh that no test looks at. */
const SPOTLESS = /core\/src\/(session(\/\w+)?|oauth\/(redirect|answer)|claim|schedule)\.rs$/;

/**
 * With what a broken core is tried, in turn, for how many seconds at most, and in how many copies at once for each
 * processor: a story that fails waits a minute for what does not come.
 */
const TRIALS = [
  { name: "unit tests", package: "latchkey-core", tests: ["--lib"], seconds: 30, atOnce: 1 },
  {
    name: "stories",
    package: "integration-tests",
    tests: ["--test=integration"],
    seconds: 240,
    atOnce: 4,
  },
  {
    name: "faults",
    package: "integration-tests",
    tests: ["--test=faults"],
    seconds: 240,
    atOnce: 4,
  },
];

/** How cargo-mutants ends when all is well, when something was missed, and when a trial took too long. */
const FINISHED = [0, 2, 3];

const program = cargoTool("mutants", CARGO_MUTANTS);
const folder = join(root, "target", "mutants");

/** Brings a copy of the project up to date, and leaves what was built there from files that are the same. */
function copyTo(tree) {
  mkdirSync(tree, { recursive: true });
  const files = (...args) =>
    quietly("git", ["ls-files", "-z", ...args])
      .split("\0")
      .filter(Boolean);
  for (const file of files("--cached", "--others", "--exclude-standard")) {
    const [from, to] = [join(root, file), join(tree, file)];
    if (!existsSync(from)) rmSync(to, { force: true });
    else if (!existsSync(to) || !isSame(from, to)) {
      mkdirSync(dirname(to), { recursive: true });
      cpSync(from, to, { preserveTimestamps: true });
    }
  }
}

function isSame(a, b) {
  return statSync(a).size === statSync(b).size && readFileSync(a).equals(readFileSync(b));
}

/** Tries some mutants in one copy of the project, and returns what came of each. */
async function tryIn(number, trial, chosen) {
  const place = join(folder, String(number));
  const [tree, log] = [join(place, "tree"), join(place, "log.txt")];
  copyTo(tree);
  rmSync(join(place, "mutants.out"), { recursive: true, force: true });
  const lines = openSync(log, "a");
  const args = [
    ["mutants", "--config", join(tree, "tests", "quality", "mutants.toml"), "--output", place],
    ["--in-place", "--no-shuffle", ...chosen],
    ["--package", "latchkey-core", "--test-package", trial.package],
    ["--timeout", String(trial.seconds), "--baseline", "skip", "--colors", "never"],
    // Given to cargo each time, so that nothing else is built.
    ["--locked", ...trial.tests].map((argument) => `--cargo-arg=${argument}`),
  ].flat();
  const child = spawn(program, args, {
    cwd: tree,
    stdio: ["ignore", lines, lines],
    // Nobody debugs them, and they are linked thousands of times.
    env: { ...process.env, CARGO_PROFILE_DEV_DEBUG: "0", CARGO_PROFILE_TEST_DEBUG: "0" },
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  if (!FINISHED.includes(status))
    stop(`mutants: the ${trial.name} did not come to their end, see ${log}`);
  const { outcomes } = JSON.parse(
    readFileSync(join(place, "mutants.out", "outcomes.json"), "utf8"),
  );
  return outcomes.flatMap(({ scenario, summary }) => {
    if (!scenario.Mutant) return [];
    const { name, file } = scenario.Mutant;
    return [[name, { file, summary, trial: trial.name }]];
  });
}

const fates = new Map();
let missed = null;
for (const trial of TRIALS) {
  const shares = [...Array(trial.atOnce * availableParallelism()).keys()];
  // What one trial lets pass is dealt out anew: some files let more pass than others.
  const chosen = (share) => {
    if (missed === null) return ["--shard", `${share}/${shares.length}`, ...process.argv.slice(2)];
    const names = missed.filter((_, index) => index % shares.length === share);
    // Fields left out of a struct are chosen by their file only.
    const files = new Set(names.map((name) => fates.get(name).file));
    return [
      ...[...files].flatMap((file) => ["--file", file]),
      ...names.flatMap((name) => ["--re", `^${escaped(name)}$`]),
    ];
  };
  const busy = shares.filter((share) => chosen(share).length > 0);
  const tried = await Promise.all(busy.map((share) => tryIn(share, trial, chosen(share))));
  for (const [name, fate] of tried.flat())
    if (missed === null || missed.includes(name)) fates.set(name, fate);
  missed = [...fates].filter(([, { summary }]) => summary === "MissedMutant").map(([name]) => name);
  if (missed.length === 0) break;
}
const fate = [...fates];

const files = new Map();
const all = { noticed: 0, missed: [] };
for (const [name, { file, summary }] of fate) {
  if (summary === "Unviable") continue;
  if (!files.has(file)) files.set(file, { noticed: 0, missed: [] });
  for (const score of [files.get(file), all]) {
    // One that never ends is noticed by whoever waits.
    if (summary === "CaughtMutant" || summary === "Timeout") score.noticed += 1;
    else score.missed.push(name);
  }
}
for (const [file, score] of [...files].sort()) console.log(`${inPercent(score)}  ${file}`);
for (const name of all.missed.sort()) console.log(`missed: ${name}`);
for (const { name } of TRIALS) {
  const noticed = fate.filter(
    ([, { trial, summary }]) => trial === name && /Caught|Timeout/.test(summary),
  );
  console.log(`noticed by the ${name}: ${noticed.length}`);
}
console.log(`${inPercent(all)}  of all mutants that can be built`);

const stained = [...files].filter(([file, { missed }]) => SPOTLESS.test(file) && missed.length > 0);
for (const [file] of stained) console.error(`mutants: none may survive in ${file}`);
const low = all.noticed < (WANTED / 100) * (all.noticed + all.missed.length);
if (low) console.error(`mutants: at least ${WANTED} % are to be noticed`);
process.exit(stained.length > 0 || low ? 1 : 0);

/** A text as a pattern that only it matches. */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function inPercent({ noticed, missed }) {
  const whole = noticed + missed.length;
  return `${((100 * noticed) / whole).toFixed(1)} % (${noticed}/${whole})`.padStart(18);
}
