// Breaks the core in every small way there is, and looks whether a test notices: npm run mutants
//
//   npm run mutants                                         all of it, which takes hours
//   npm run mutants -- --file src-tauri/core/src/claim.rs   one file; any choice that cargo-mutants knows
//   npm run mutants -- --re Locks                           what has this in its name
//
// Each broken core first meets its own unit tests; what they let pass meets the stories. The copies of the project
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

/** With what a broken core is tried, in turn, and for how many seconds at most. */
const TRIALS = [
  { name: "unit tests", package: "latchkey-core", tests: ["--lib"], seconds: 30 },
  {
    name: "stories",
    package: "integration-tests",
    tests: ["--test", "integration", "--test", "faults"],
    seconds: 240,
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

/** Tries one share of the mutants, and returns what came of each. */
async function tryShare(number, shares) {
  const place = join(folder, String(number));
  const [tree, log] = [join(place, "tree"), join(place, "log.txt")];
  copyTo(tree);
  rmSync(join(place, "mutants.out"), { recursive: true, force: true });
  const lines = openSync(log, "w");
  const fate = new Map();
  let chosen = ["--shard", `${number}/${shares}`, ...process.argv.slice(2)];
  for (const trial of TRIALS) {
    const args = [
      ["mutants", "--config", join(tree, "tests", "quality", "mutants.toml"), "--output", place],
      ["--in-place", "--no-shuffle", ...chosen],
      ["--package", "latchkey-core", "--test-package", trial.package],
      ["--timeout", String(trial.seconds), "--baseline", "skip", "--colors", "never"],
      ["--cargo-arg=--locked", "--", ...trial.tests],
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
    for (const { scenario, summary } of outcomes)
      if (scenario.Mutant) {
        const { name, file } = scenario.Mutant;
        fate.set(name, { file, summary, trial: trial.name });
      }
    const missed = [...fate].filter(([, { summary }]) => summary === "MissedMutant");
    if (missed.length === 0) break;
    chosen = missed.flatMap(([name]) => ["--re", `^${escaped(name)}$`]);
  }
  return fate;
}

const shares = availableParallelism();
const tried = await Promise.all([...Array(shares).keys()].map((share) => tryShare(share, shares)));
const fate = tried.flatMap((share) => [...share]);

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
