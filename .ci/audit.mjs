// Asks what is known against everything that the program is made of: npm run audit
//
// Licences, sources and what is banned stand in the repository. The lists of known holes are elsewhere: RustSec's at
// GitHub, npm's at its registry. Where one cannot be reached, that is said; with --complete, as before a release, it is
// a failure.
import { spawnSync } from "node:child_process";
import { cargoTool, root, stop } from "../tests/quality/tools.mjs";

const complete = process.argv.includes("--complete");

/** How git, cargo-deny and npm say that they could not ask. */
const UNREACHABLE =
  /failed to (fetch|clone|load) advisory database|audit endpoint returned an error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/;

const unasked = [];

/** Ends the command where something is wrong; what could not be asked is kept in mind. */
function ask(what, command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
  });
  const said = `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`;
  if (status === 0) {
    console.log(`${what}: nothing found`);
  } else if (UNREACHABLE.test(said) && !complete) {
    unasked.push(what);
    console.log(`${what}: NOT CHECKED, the list cannot be reached from here`);
  } else {
    stop(said, `${what}: see above`);
  }
}

const deny = cargoTool("deny", "0.20.2");
ask(
  "licences, bans and sources of the crates",
  deny,
  ...["--locked", "check", "licenses", "bans", "sources"],
);
ask("known holes in the crates", deny, "--locked", "check", "advisories");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
ask("known holes in what the page is made of", npm, "audit", "--omit=dev", "--package-lock-only");
if (unasked.length > 0) console.log(`\nThis says nothing about ${unasked.join(", nor about ")}.`);
