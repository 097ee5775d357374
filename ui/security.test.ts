import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "SECURITY.md"), "utf8");
const [, promises = ""] = /^## Promises\n(.*?)^## /ms.exec(text) ?? [];

/** Whether a file holds a test of that name: a function of Rust, or a title. */
function isThere(file: string, name: string): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, "utf8");
  const rust = new RegExp(String.raw`#\[(tokio::)?test\b[^\]]*\]\s+(async )?fn ${name}\(`);
  const isFunction = /^\w+$/.test(name) && rust.test(source);
  return isFunction || source.includes(`"${name}"`);
}

it("finds every test that SECURITY.md names", () => {
  const named = [...promises.matchAll(/^ {2}- `(.+?)::(.+)`$/gm)];
  const gone = named.filter(([, file = "", name = ""]) => !isThere(file, name));
  expect(gone.map(([line]) => line.trim())).toEqual([]);
});

it("finds a test below every promise", () => {
  const lines = promises.split("\n").filter((line) => /^ *- /.test(line));
  const kept = lines.filter((line, at) => line.startsWith("- ") && lines[at + 1]?.startsWith("  "));
  expect(kept.length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.startsWith("- "))).toEqual(kept);
  expect(lines.filter((line) => !/^(- |  - `[^`]+::[^`]+`$)/.test(line))).toEqual([]);
});
