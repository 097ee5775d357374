// What is installed beside the program fits it, and what reads it takes it. Builds nothing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { markdown, releases } from "../../.ci/release-notes.mjs";

const root = join(import.meta.dirname, "..", "..");
const packaging = join(root, "src-tauri", "packaging");
const read = (...path) => readFileSync(join(root, ...path), "utf8");

const config = JSON.parse(read("src-tauri", "tauri.conf.json"));
const { bundle, identifier, mainBinaryName, productName } = config;
const [scheme] = config.plugins["deep-link"].desktop.schemes;
const metainfo = read("src-tauri", "packaging", `${identifier}.metainfo.xml`);

/** The desktop entry as the bundler writes it; the names are those that it gives to templates. */
function desktopEntry() {
  const values = {
    name: productName,
    comment: bundle.shortDescription,
    exec: mainBinaryName,
    icon: mainBinaryName,
    categories: "Development;",
  };
  return read("src-tauri", bundle.linux.deb.desktopTemplate).replace(
    /\{\{(\w+)\}\}/g,
    (_, name) => values[name] ?? assert.fail(`the bundler knows no ${name}`),
  );
}

function keys(entry) {
  const lines = entry.split("\n").filter((line) => line.includes("="));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** Runs a program on a file; where it is not installed, which counts as a failure in CI, skips the test. */
function validate(context, program, ...args) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (error?.code === "ENOENT" && !(process.env.CI && process.platform === "linux")) {
    return context.skip(`${program} is not installed`);
  }
  assert.equal(error, undefined);
  assert.equal(status, 0, `${stdout}${stderr}`);
}

test("the desktop entry hands links of the program's scheme to it", () => {
  const entry = keys(desktopEntry());
  assert.equal(entry.Exec, `${mainBinaryName} %u`);
  assert.deepEqual(entry.MimeType.split(";"), [`x-scheme-handler/${scheme}`, ""]);
  // GTK names windows by the program, and desktops find their icon by that.
  assert.equal(entry.StartupWMClass, mainBinaryName);
  assert.equal(bundle.linux.rpm.desktopTemplate, bundle.linux.deb.desktopTemplate);
});

test("the installed entry is not in the way of the one that the program writes for a person", () => {
  // The bundler names it so; an entry of the same name in the person's folder would hide it.
  const installed = `${productName}.desktop`;
  const claim = read("src-tauri", "src", "deep_link", "linux.rs");
  assert.match(claim, /format!\("\{\}-handler\.desktop", product\.scheme\)/);
  assert.notEqual(installed, `${scheme}-handler.desktop`);
  // By that name the program finds out that its package brings the links.
  assert.ok(claim.includes(`const PACKAGED: &str = "${installed}";`));
  assert.ok(metainfo.includes(`<launchable type="desktop-id">${installed}</launchable>`));
});

test("desktop-file-validate takes the desktop entry", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-packaging-"));
  try {
    const file = join(folder, `${productName}.desktop`);
    writeFileSync(file, desktopEntry());
    validate(context, "desktop-file-validate", file);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("appstreamcli takes the description for software centres", (context) => {
  validate(
    context,
    "appstreamcli",
    "validate",
    "--no-net",
    join(packaging, `${identifier}.metainfo.xml`),
  );
});

test("the description for software centres names what is installed", () => {
  assert.ok(metainfo.includes(`<id>${identifier}</id>`));
  assert.ok(metainfo.includes(`<project_license>${bundle.license}</project_license>`));
  assert.ok(metainfo.includes(`<mediatype>x-scheme-handler/${scheme}</mediatype>`));
  assert.ok(metainfo.includes(`<binary>${mainBinaryName}</binary>`));
  for (const kind of ["deb", "rpm", "appimage"]) {
    const { files } = bundle.linux[kind];
    assert.ok(files[`/usr/share/metainfo/${identifier}.metainfo.xml`], kind);
    assert.ok(files["/usr/share/doc/latchkey/copyright"], kind);
    assert.ok(files["/usr/share/doc/latchkey/third-party-licences.txt"], kind);
  }
});

test("everything that is built in comes with its licence", () => {
  const { error, status, stderr } = spawnSync(process.execPath, [join(".ci", "licences.mjs")], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
  const list = read("target", "licences", "third-party.txt");
  for (const name of ["tauri 2", "rustls 0", "svelte 5"])
    assert.match(list, new RegExp(`^${name}`, "m"));
  assert.equal(config.build.beforeBundleCommand, "npm run licences");
});

test("the version is the same everywhere, and its release has notes", () => {
  const { version } = JSON.parse(read("package.json"));
  const [, cargo] = /\[workspace\.package\]\nversion = "(.*)"/.exec(read("Cargo.toml"));
  const [newest] = releases();
  assert.equal(cargo, version);
  assert.equal(config.version, undefined, "Tauri takes Cargo's");
  assert.equal(newest.version, version);
  assert.notEqual(markdown(newest.notes), "");
});

test("notes become Markdown", () => {
  const notes = "<p>Less\n   is more.</p><ul><li>One &amp; two</li><li>&lt;three&gt;</li></ul>";
  assert.equal(markdown(notes), "Less is more.\n\n- One & two\n- <three>");
});

test("the program on a Mac runs hardened, asks for no exception, and where the page can be drawn", () => {
  const { entitlements, hardenedRuntime, minimumSystemVersion } = bundle.macOS;
  assert.ok(hardenedRuntime);
  assert.match(read("src-tauri", entitlements), /<dict\/>/);
  // The web view of a Mac is that of its system: 13.3 came with the first one of the page's target.
  assert.match(read("ui", "vite.config.ts"), /target: "safari16\.4"/);
  assert.equal(minimumSystemVersion, "13.3");
});

test("the actions of every workflow are pinned", () => {
  for (const name of ["ci.yml", "release.yml"]) {
    // Those of this repository stand at the same commit anyway.
    const uses = read(".github", "workflows", name).match(/uses: (?!\.\/).*/g);
    for (const line of uses) assert.match(line, /^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});
