// Builds Latchkey, starts the demo instance and opens the window with a connection to it: npm start
//
// Installs what is missing first. Uses nothing but Node itself, since nothing else may be there yet.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";
const programs = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug");
const extension = windows ? ".exe" : "";

/** The demo's usual address, so that a connection made yesterday fits today. */
const PORT = 8095;

function say(line) {
  console.log(`\n${line}`);
}

/** Runs a step to its end, and ends everything if it fails. */
function step(command, ...args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: windows,
  });
  if (status === 0) return;
  console.error(
    `\nnpm start stops here, because this failed${error ? ` (${error.message})` : ""}: ${[command, ...args].join(" ")}`,
  );
  process.exit(1);
}

/** Starts the demo instance and returns it with what it says about itself. */
async function demoInstance(port) {
  const args = ["--port", String(port), "--demo", "--exit-with-parent"];
  const child = spawn(join(programs, `processmaker${extension}`), args, {
    stdio: ["pipe", "pipe", port === 0 ? "inherit" : "ignore"],
  });
  const firstLine = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const { value } = await firstLine;
  return value === undefined ? undefined : { child, ...JSON.parse(value) };
}

// A tool chain that was installed a moment ago may not be on the path of this terminal yet.
process.env.PATH += delimiter + join(homedir(), ".cargo", "bin");

if (!windows) step(join(root, ".ci", "setup"), "--build");
else if (!existsSync(join(root, "node_modules"))) step("npm", "ci", "--ignore-scripts");

if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  say("There is no display to open a window on, so here is the demo without hands (npm run demo).");
  step("npm", "run", "demo");
  process.exit(0);
}

say("Building the window's page and the program. The first time takes some minutes.");
step("npm", "run", "--silent", "build:ui");
// Built as for the tests, so that whoever runs those next does not wait again.
step("cargo", "build", "--locked", "--bins", "--tests");

const demo = (await demoInstance(PORT)) ?? (await demoInstance(0));
if (demo === undefined) {
  console.error("The demo instance did not start.");
  process.exit(1);
}
say(`The demo instance answers at ${demo.address} until the window closes.
Press “Sign in to ProcessMaker” and sign in there as ${demo.user} with the password ${demo.password}.`);

const window = spawn(join(programs, `latchkey-desktop${extension}`), [], {
  stdio: "inherit",
  env: { ...process.env, LATCHKEY_DEMO: demo.address },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => window.kill());
const [code] = await once(window, "exit");
demo.child.kill();
process.exit(code ?? 0);
