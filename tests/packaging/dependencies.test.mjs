// What the program is made of, by its lock files: nothing with a known hole, and nothing that opens a door. Builds nothing.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..", "..");
const read = (...path) => readFileSync(join(root, ...path), "utf8");

/** The oldest version without the hole. */
const MENDED = {
  // CVE-2026-42184: a name that only begins like one of ours counted as this program's own page.
  tauri: "2.11.1",
  // RUSTSEC-2024-0399: a server could crash whoever spoke to it.
  rustls: "0.23.18",
  // RUSTSEC-2025-0009: so could a certificate.
  ring: "0.17.12",
  // RUSTSEC-2024-0421: two spellings of a host counted as one.
  idna: "1.0.0",
};

/** The first version that costs more than it should. */
const NOT_YET = {
  // Its idle threads wake up twice a second for ever, so a program that is hidden would keep a laptop awake.
  blocking: "1.7.0",
};

/** All that Tauri is extended by. Others open files, addresses or programs to the page, and had holes in that. */
const PLUGINS = ["autostart", "deep-link", "global-shortcut", "single-instance"];

/** What speaks TLS in another way than rustls does, or in an older one. */
const OTHER_TLS =
  /^(openssl(-sys|-probe-sys)?|native-tls|(tokio|hyper|async)-(native-tls|tls|openssl)|boring.*)$/;

/** What Tauri and its web view can be built with, and this program is not. */
const DOORS = ["devtools", "tracing", "dynamic-acl", "unstable", "isolation", "protocol-asset"];

/** Ways around certificates, and around rustls; pages of somebody else's; and what is called, in a log. */
const FORBIDDEN = [
  /\.\w*danger\w*\(/,
  /accept_invalid_/,
  /tls_certs_only|tls_sni|tls_backend_|use_native_tls/,
  /WebviewUrl::(External|CustomProtocol)/,
  /(tracing::|#\[)instrument\b|connection_verbose/,
];

const crates = read("Cargo.lock")
  .split("[[package]]\n")
  .slice(1)
  .map((entry) =>
    Object.fromEntries([...entry.matchAll(/^(\w+) = "(.*)"$/gm)].map((one) => one.slice(1))),
  );
const { packages } = JSON.parse(read("package-lock.json"));

const versionsOf = (name) => crates.filter((one) => one.name === name).map((one) => one.version);

/** Whether a version is that one or a later one. */
function reaches(version, least) {
  const parts = (text) => text.split(/[-+]/, 1)[0].split(".").map(Number);
  const [have, want] = [parts(version), parts(least)];
  const at = have.findIndex((number, place) => number !== want[place]);
  return at < 0 || have[at] > want[at];
}

test("nothing wakes up a program that is at rest", () => {
  for (const [name, first] of Object.entries(NOT_YET)) {
    const versions = versionsOf(name);
    assert.ok(versions.length > 0, `${name} is gone, and so can its line be`);
    for (const version of versions) assert.ok(!reaches(version, first), `${name} ${version}`);
  }
});

test("a version reaches itself and older ones", () => {
  for (const older of ["2.11.1", "2.11.0", "2.9.9", "1.20.0"]) assert.ok(reaches("2.11.1", older));
  for (const newer of ["2.11.2", "2.12.0", "3.0.0"]) assert.ok(!reaches("2.11.1", newer), newer);
});

test("nothing is older than the version that mended a known hole", () => {
  for (const [name, least] of Object.entries(MENDED)) {
    const versions = versionsOf(name);
    assert.notEqual(versions.length, 0, name);
    for (const version of versions) assert.ok(reaches(version, least), `${name} ${version}`);
  }
});

test("Tauri has no plugin but those that are needed, and the page none", () => {
  const names = crates.map(({ name }) => name);
  const plugins = names.filter((name) => name.startsWith("tauri-plugin-"));
  assert.deepEqual(
    plugins,
    PLUGINS.map((name) => `tauri-plugin-${name}`),
  );
  assert.deepEqual(
    Object.keys(packages).filter((path) => /@tauri-apps\/plugin-/.test(path)),
    [],
  );
});

test("there is one TLS, and one program that speaks HTTP with it", () => {
  const others = crates.map(({ name }) => name).filter((name) => OTHER_TLS.test(name));
  assert.deepEqual(others, []);
  assert.equal(versionsOf("rustls").length, 1);
  assert.deepEqual(
    versionsOf("reqwest").map((version) => version.split(".", 2).join(".")),
    ["0.13"],
  );
});

test("everything comes from the two registries, as it was when it was locked", () => {
  for (const { name, source, checksum } of crates) {
    if (source === undefined)
      assert.ok(/^(latchkey|integration-tests|empty-shell)/.test(name), name);
    else
      assert.match(
        `${source} ${checksum}`,
        /^registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index [0-9a-f]{64}$/,
        name,
      );
  }
  for (const [path, { resolved, integrity }] of Object.entries(packages)) {
    if (path === "") continue;
    assert.match(integrity, /^sha512-/, path);
    if (resolved) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
  }
});

test("what is installed has no developer tools and none of Tauri's other open doors", () => {
  const tree = ["tree", "--locked", "-p", "latchkey", "--target", "all", "-e", "features,normal"];
  for (const crate of ["tauri", "tauri-runtime-wry", "wry"]) {
    const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 };
    const written = execFileSync("cargo", [...tree, "-i", crate, "--depth", "1"], options);
    const features = [...written.matchAll(/ feature "(.*?)"/g)].map(([, feature]) => feature);
    assert.notEqual(features.length, 0, crate);
    assert.deepEqual(
      features.filter((one) => DOORS.includes(one)),
      [],
      crate,
    );
  }
  assert.match(read("src-tauri", "src", "window.rs"), /\.devtools\(cfg!\(debug_assertions\)\)/);
  assert.doesNotMatch(read("Cargo.toml"), /debug-assertions/, "a release has none");
});

test("no line of the program goes around a certificate, or writes what it is called with", () => {
  const sources = readdirSync(join(root, "src-tauri"), { recursive: true, encoding: "utf8" });
  const rust = sources.filter((file) => file.endsWith(".rs"));
  assert.ok(rust.length > 100, "they are read");
  const found = rust.filter((file) => {
    const source = read("src-tauri", file);
    return FORBIDDEN.some((word) => word.test(source));
  });
  assert.deepEqual(found, []);
});
