// Writes the licences of everything that is built into the program to target/licences/third-party.txt: npm run licences
//
// Reads what cargo and npm have unpacked already, and fetches nothing. Each text stands once, under the names of the
// packages that came with it. A package that came without one gets the usual text of its licence.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TEXT = /^(un)?(licen[cs]e|copying|copyright|notice)/i;

/** The licences that a text of our own stands for, in the order in which they are chosen where there is a choice. */
const USUAL = ["MIT", "Zlib", "BSL-1.0", "BSD-3-Clause", "MPL-2.0", "Apache-2.0"];

function cargo(...args) {
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 };
  return execFileSync("cargo", args, options);
}

/** The systems that this build is for: what `tauri build` says, else this one. */
function targets() {
  const asked = process.env.TAURI_ENV_TARGET_TRIPLE;
  if (asked === "universal-apple-darwin") return ["aarch64-apple-darwin", "x86_64-apple-darwin"];
  return asked ? [asked] : [/^host: (.*)$/m.exec(cargo("--version", "--verbose"))[1]];
}

/** The crates whose code ends up in the program: no build scripts, no macros, no tests. */
function crates() {
  const platforms = targets().flatMap((target) => ["--filter-platform", target]);
  const metadata = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", ...platforms));
  const edges = ["-p", "latchkey", "-e", "normal,no-proc-macro", "--prefix", "none", "-f", "{p}"];
  const tree = targets().flatMap((target) =>
    cargo("tree", "--locked", ...edges, "--target", target).split("\n"),
  );
  const built = new Set(tree.map((line) => line.split(" ").slice(0, 2).join(" ")));
  return metadata.packages
    .filter(({ source, name, version }) => source !== null && built.has(`${name} v${version}`))
    .map(({ name, version, license, authors, repository, manifest_path }) => ({
      name: `${name} ${version}`,
      licence: license ?? "see the text",
      authors: authors.map((author) => author.replace(/ *<.*>/, "")),
      repository,
      folder: dirname(manifest_path),
    }));
}

/** What the page can be made of: the packages that it imports, and theirs. Some of them only compile. */
function npmPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const wanted = Object.keys(packages[""].dependencies);
  const found = new Map();
  for (const name of wanted) {
    const { version, license, dependencies } = packages[`node_modules/${name}`];
    found.set(name, { version, license });
    for (const other of Object.keys(dependencies ?? {})) {
      if (!found.has(other) && !wanted.includes(other)) wanted.push(other);
    }
  }
  return [...found].map(([name, { version, license }]) => ({
    name: `${name} ${version} (npm)`,
    licence: license,
    authors: [],
    repository: `https://www.npmjs.com/package/${name}`,
    folder: join(root, "node_modules", name),
  }));
}

function textsOf(folder) {
  return readdirSync(folder)
    .filter((file) => TEXT.test(file) && statSync(join(folder, file)).isFile())
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
}

/** The usual texts, each from a package that came with just that one; without the lines that name its owner. */
function usualTexts(packages) {
  const usual = new Map();
  for (const { licence, texts } of packages) {
    if (texts.length === 1 && USUAL.includes(licence) && !usual.has(licence)) {
      usual.set(licence, texts[0].replace(/^ *copyright (\(c\)|©|\d).*\n+/gim, ""));
    }
  }
  return usual;
}

/** What stands for the text that a package came without. */
function instead({ name, licence, authors, repository }, usual) {
  const choice = USUAL.find((id) => licence.split(/[\s/()]+/).includes(id));
  const text = usual.get(choice);
  if (!text) throw new Error(`${name} came without a text, and nothing stands for ${licence}`);
  const owner = authors.length > 0 ? authors.join(", ") : `the authors of ${repository ?? name}`;
  return `Copyright (c) ${owner}\n\n${text}`;
}

/** The packages under each text, as they are printed. */
function byText(packages) {
  const usual = usualTexts(packages);
  const sections = new Map();
  for (const entry of packages) {
    const texts = entry.texts.length > 0 ? entry.texts : [instead(entry, usual)];
    for (const text of texts) {
      sections.set(text, [...(sections.get(text) ?? []), `${entry.name}: ${entry.licence}`]);
    }
  }
  return [...sections].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
}

const packages = [...crates(), ...npmPackages()]
  .map((entry) => ({ ...entry, texts: textsOf(entry.folder) }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const rule = `\n${"-".repeat(80)}\n\n`;
const file = join(root, "target", "licences", "third-party.txt");
const intro =
  "Latchkey contains the work of others, under these licences.\n" +
  "Their sources are at https://crates.io/ and, where marked so, at https://www.npmjs.com/.\n";
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, [intro, ...byText(packages)].join(rule));
console.log(`${packages.length} packages in ${file}`);
