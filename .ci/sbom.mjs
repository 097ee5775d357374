// Writes what the program and its page are made of to target/sbom/, as CycloneDX: npm run sbom
//
// Needs `cargo install --locked cargo-cyclonedx`. In the list of npm, what the page is made of has the scope
// "required"; the rest only builds and tests it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "target", "sbom");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 };

mkdirSync(folder, { recursive: true });

// It writes one beside each manifest of the workspace; the program's is wanted.
const written = "latchkey-sbom.cdx";
const manifest = ["--manifest-path", join("src-tauri", "Cargo.toml")];
const all = ["--target", "all", "--override-filename", written];
const format = ["--format", "json", "--spec-version", "1.5"];
execFileSync("cargo", ["cyclonedx", ...manifest, ...all, ...format], {
  ...options,
  stdio: "inherit",
});
renameSync(join(root, "src-tauri", `${written}.json`), join(folder, "latchkey-cargo.cdx.json"));
for (const place of ["src-tauri", "tests"]) {
  const files = readdirSync(join(root, place), { recursive: true, encoding: "utf8" });
  for (const file of files) if (file.endsWith(`${written}.json`)) rmSync(join(root, place, file));
}

// npm takes the name of the folder for that of the program.
const npm = "npm sbom --package-lock-only --sbom-format cyclonedx --sbom-type application";
const { metadata, ...rest } = JSON.parse(execFileSync(npm, [], { ...options, shell: true }));
const component = { ...metadata.component, name, version };
const page = { ...rest, metadata: { ...metadata, component } };
writeFileSync(join(folder, "latchkey-npm.cdx.json"), `${JSON.stringify(page, null, 2)}\n`);
