// How much of the core its tests run: npm run coverage
//
// The unit tests and the stories count; a line counts once any of them has run it. The page to look at is
// target/coverage/tarpaulin-report.html.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cargoTool, root, stop } from "./tools.mjs";

const TARPAULIN = "0.37.5";
const WANTED = 95;

const folder = join(root, "target", "coverage");
const suites = ["integration", "faults", "model", "interop"];

const { status } = spawnSync(
  cargoTool("tarpaulin", TARPAULIN),
  [
    [
      "tarpaulin",
      "--engine",
      "llvm",
      "--locked",
      "--skip-clean",
      "--target-dir",
      join(folder, "build"),
    ],
    ["--packages", "latchkey-core", "--packages", "integration-tests", "--lib"],
    suites.flatMap((suite) => ["--test", suite]),
    ["--include-files", "src-tauri/core/src/*", "--exclude-files", "**/tests.rs", "**/tests/*"],
    ["--timeout", "600", "--out", "json", "html", "--output-dir", folder],
  ].flat(),
  { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
);
if (status !== 0) stop("coverage: a test failed");

const { files } = JSON.parse(readFileSync(join(folder, "tarpaulin-report.json"), "utf8"));
let covered = 0;
let lines = 0;
for (const file of files.filter(({ coverable }) => coverable > 0)) {
  covered += file.covered;
  lines += file.coverable;
  const missing = file.traces.filter(({ stats }) => stats.Line === 0).map(({ line }) => line);
  const name = file.path.slice(file.path.indexOf("src") + 1).join("/");
  console.log(
    `${percent(file.covered, file.coverable).padStart(7)}  ${name}${missing.length > 0 ? `: ${missing.join(", ")}` : ""}`,
  );
}
console.log(`${percent(covered, lines).padStart(7)}  of ${lines} lines of the core`);
if ((100 * covered) / lines < WANTED) stop(`coverage: at least ${WANTED} % are wanted`);

function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
