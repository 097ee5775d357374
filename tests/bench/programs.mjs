// The release builds that are measured, and those that measure.
import { execFileSync } from "node:child_process";
import { program, root } from "../e2e/support/programs.mjs";

export const latchkey = program("latchkey-desktop", "release");
export const emptyShell = program("empty-shell", "release");

/** The program of a `[[bench]]` of tests/Cargo.toml. */
export function benchmark(name) {
  const wanted = ["-p", "integration-tests", "--bench", name];
  const built = execFileSync(
    "cargo",
    ["bench", "--quiet", "--locked", "--no-run", "--message-format=json", ...wanted],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  const made = built
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return made.find(({ executable, target }) => executable && target.name === name).executable;
}
