// Compiles everything for Windows, with warnings as errors, and runs what it can under wine: npm run check:windows
//
//   npm run check:windows              runs the core's tests and the stories told through it
//   npm run check:windows -- --shell   runs the shell's tests too, which takes some minutes more to link
//
// All of the workspace is compiled. Wine gets a home of its own, which is thrown away afterwards.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = "x86_64-pc-windows-gnu";

/** Tests that pass on Windows and cannot under wine, and why. */
const WINE_CANNOT = [
  {
    why: "wine finds the end of a file and writes there in two steps, and others write in between",
    tests: ["activity::file::tests::many_can_write_at_once"],
  },
  {
    why: "the foreign proxy is written in Python, which wine has not got",
    tests: [
      "desktop_proxies::f31_a_desktop_that_does_not_say_is_not_asked_again_for_a_while",
      "desktop_proxies::f31_a_proxy_of_the_desktop_gets_the_password_that_the_desktop_knows",
      "desktop_proxies::f31_the_desktops_proxy_is_asked_for_before_each_request",
      "proxies::f31_a_company_is_reached_through_its_proxy_and_known_by_its_authority",
      "proxies::f31_a_keyring_in_the_way_of_a_proxys_password_is_named",
      "proxies::f31_a_proxy_that_wants_a_password_gets_the_one_that_was_typed_for_it",
      "proxies::f31_another_proxy_counts_at_once_and_an_authority_with_its_connection",
      "proxies::f31_hosts_that_are_excepted_are_reached_without_the_proxy",
      "proxies::f31_what_a_proxy_has_against_it_is_told_apart",
    ],
  },
];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), TARGET, "debug");
const shell = process.argv.includes("--shell");

function says(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}

function found(...programs) {
  const program = programs.find((one) => spawnSync(one, ["--version"]).status === 0);
  if (program) return program;
  console.error(`None of these is here: ${programs.join(", ")}. Run .ci/setup --windows.`);
  process.exit(1);
}

/** How cargo builds for Windows: with the library that rustup brought, else with one made from Debian's sources. */
function toolchain() {
  if (existsSync(says("rustc", "--print", "target-libdir", "--target", TARGET))) {
    return { check: ["clippy"], build: [], lints: ["--", "-D", "warnings"], environment: {} };
  }
  const build = ["-Z", "build-std=std,panic_unwind,test"];
  const environment = {
    RUSTC: "/usr/bin/rustc",
    RUSTC_BOOTSTRAP: "1",
    RUSTFLAGS: "-D warnings",
  };
  return { check: ["check"], build, lints: [], environment };
}

const home = mkdtempSync(join(tmpdir(), "latchkey-wine-"));
const wine = found("wine64", "wine", "/usr/lib/wine/wine64");
const { check, build, lints, environment } = toolchain();
const env = {
  ...process.env,
  ...environment,
  CARGO_INCREMENTAL: "0",
  CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER: wine,
  WINEPREFIX: home,
  WINEDEBUG: "-all",
  // No questions about what only .NET and Internet Explorer need.
  WINEDLLOVERRIDES: "mscoree,mshtml=",
};
delete env.DISPLAY;

/** Runs a step to its end, and ends everything if it fails. */
function step(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env });
  if (status === 0) return;
  console.error(`failed: ${[command, ...args].join(" ")}`, error ?? "");
  process.exit(1);
}

function cargo(command, ...args) {
  step("cargo", ...command, "--locked", "--target", TARGET, ...build, ...args);
}

/** What the tests load that wine has not got. */
function furnish() {
  const system = join(home, "drive_c", "windows", "system32");
  const random = join(system, "bcryptprimitives.dll");
  if (!existsSync(random)) {
    const source = join(root, ".ci", "bcryptprimitives.c");
    step("x86_64-w64-mingw32-gcc", "-shared", "-o", random, source, "-ladvapi32");
  }
  if (!shell) return;
  const webview = readdirSync(join(built, "build"))
    .map((folder) => join(built, "build", folder, "out", "x64", "WebView2Loader.dll"))
    .find((file) => existsSync(file));
  copyFileSync(webview, join(system, "WebView2Loader.dll"));
}

process.on("exit", () => {
  spawnSync(wine, ["wineboot", "--kill"], { env, stdio: "ignore" });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

// Makes itself at home while the compiler works.
const atHome = new Promise((resolve) =>
  spawn(wine, ["wineboot", "--init"], { env, stdio: "ignore" }).on("exit", resolve),
);
const parts = ["-p", "latchkey-core", "-p", "integration-tests", "--lib"];
for (const test of ["faults", "integration", "contract", "stand-in"]) parts.push("--test", test);
if (shell) parts.push("-p", "latchkey");

cargo(check, "--workspace", "--all-targets", ...lints);
cargo(["test"], "--no-run", ...parts);
await atHome;
furnish();
for (const { why, tests } of WINE_CANNOT) console.log(`left out, as ${why}: ${tests.join(", ")}`);
const left = WINE_CANNOT.flatMap(({ tests }) => tests.flatMap((test) => ["--skip", test]));
cargo(["test"], ...parts, "--", "--quiet", ...left);
