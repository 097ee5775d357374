// Throws broken input at everything that reads a stranger's words: npm run fuzz
//
//   npm run fuzz                        30 seconds for each target, along the same way every time
//   npm run fuzz -- --minutes 60        an hour, shared among all of them, along a new way
//   npm run fuzz -- record claims       these only
//
// The inputs in corpus/ are where it begins. What it learns stays in target/fuzz/corpus, and an input that breaks a
// promise in target/fuzz/artifacts; that one becomes a test beside the code that broke it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cargoTool, quietly, root, stop } from "../quality/tools.mjs";

const CARGO_FUZZ = "0.13.2";
const SECONDS_EACH = 30;

/** More than the 16 KiB that the listener reads; nothing else takes as much. */
const MAX_LENGTH = 17_000;

/** By the wall's clock, so that a busy machine is not taken for slow code. Inputs take microseconds. */
const SECONDS_FOR_ONE_INPUT = 5;
const MAX_MEGABYTES = 256;

const here = dirname(fileURLToPath(import.meta.url));
const target = join(root, "target", "fuzz");

/** Builds all targets and returns the folder they are in. */
function build() {
  // Says so when the lock file does not fit; cargo-fuzz would change it.
  quietly("cargo", ["fetch", "--quiet", "--locked", "--manifest-path", join(here, "Cargo.toml")]);
  // There is no unsafe code of ours that a sanitizer could watch, and without one the memory counted is the program's.
  const args = ["fuzz", "build", "--fuzz-dir", here, "--sanitizer", "none"];
  // The counters that guide the fuzzer are an unstable option of the compiler.
  quietly(cargoTool("fuzz", CARGO_FUZZ), args, { CARGO_TARGET_DIR: target, RUSTC_BOOTSTRAP: "1" });
  const [, triple] = quietly("rustc", ["-vV"]).match(/^host: (.+)$/m);
  return join(target, triple, "release");
}

/** Runs one target and says what came of it; returns whether all promises were kept. */
function run(programs, name, seconds) {
  const learnt = join(target, "corpus", name);
  const artifacts = join(target, "artifacts", name);
  for (const folder of [learnt, artifacts]) mkdirSync(folder, { recursive: true });
  const options = {
    max_total_time: seconds,
    max_len: MAX_LENGTH,
    timeout: SECONDS_FOR_ONE_INPUT,
    rss_limit_mb: MAX_MEGABYTES,
    artifact_prefix: artifacts + "/",
    print_final_stats: 1,
    // 0 lets it choose one.
    seed: values.minutes ? 0 : 1,
  };
  const { status, stderr } = spawnSync(
    join(programs, name),
    [
      ...Object.entries(options).map(([key, value]) => `-${key}=${value}`),
      learnt,
      join(here, "corpus", name),
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const number = (pattern) => Number(stderr.match(pattern)?.[1] ?? 0);
  const runs = number(/number_of_executed_units: (\d+)/);
  const edges = Number([...stderr.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? 0);
  const memory = number(/peak_rss_mb:\s+(\d+)/);
  console.log(
    `${name.padEnd(18)} ${runs.toLocaleString("en").padStart(12)} runs ${String(edges).padStart(6)} edges ${String(memory).padStart(4)} MB`,
  );
  if (status === 0) return true;
  const input = stderr.match(/Test unit written to (\S+)/)?.[1];
  const cause = stderr.match(/panicked at [^]*?(?=\nstack backtrace|\nnote:|\n==)/)?.[0];
  console.error(`${name}: ${cause ?? stderr.slice(-2000)}`);
  if (input) console.error(`again with: ${join(programs, name)} ${input}`);
  return false;
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string" } },
  allowPositionals: true,
});
const all = readdirSync(join(here, "corpus")).sort();
const unknown = positionals.find((name) => !all.includes(name));
if (unknown) stop(`fuzz: there is no target ${unknown}; there are ${all.join(", ")}`);
const names = positionals.length > 0 ? positionals : all;
const minutes = Number(values.minutes ?? (names.length * SECONDS_EACH) / 60);
if (!(minutes > 0)) stop("fuzz: --minutes takes a number");
// libFuzzer takes 0 for no end.
const seconds = Math.max(1, Math.round((minutes * 60) / names.length));

setPriority(constants.priority.PRIORITY_LOW);
const programs = build();
const kept = names.map((name) => run(programs, name, seconds));
process.exit(kept.every(Boolean) ? 0 : 1);
