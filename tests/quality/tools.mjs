// Programs of cargo's that only these commands need: installed in target/tools, each in the version that is asked for.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const tools = join(root, "target", "tools");

/** Ends the command with an explanation. */
export function stop(...lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}

/** Runs a step that has nothing to say unless it fails, and returns what it wrote. */
export function quietly(command, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  if (status !== 0) stop(stderr ?? "", `failed: ${[command, ...args].join(" ")}`, error ?? "");
  return stdout;
}

/** The path of a subcommand of cargo's, in exactly this version. */
export function cargoTool(name, version) {
  const program = join(tools, "bin", `cargo-${name}`);
  const found = existsSync(program) && quietly(program, [name, "--version"]).trim();
  if (!found || !found.endsWith(version)) {
    console.error(`installing cargo-${name} ${version} in target/tools`);
    const crate = [`cargo-${name}`, "--version", version];
    quietly("cargo", ["install", ...crate, "--locked", "--force", "--root", tools]);
  }
  return program;
}
