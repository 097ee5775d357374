import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { LEAN } from "./lean-parts.ts";
import { lean } from "./lean-svelte.ts";

const modules = join(dirname(createRequire(import.meta.url).resolve("svelte/package.json")), "..");
const files = Object.keys(LEAN);
const read = (file: string) => readFileSync(join(modules, file), "utf8");

it.each(files)("%s is still written in the way that is known", (file) => {
  expect(lean(read(file), LEAN[file] ?? {})).not.toBeNull();
});

it("turns switches off for good", () => {
  const rest = lean(read("svelte/src/internal/client/dom/hydration.js"), { off: ["hydrating"] });
  expect(rest).toContain("export const hydrating = false;");
  expect(rest).not.toMatch(/^\s*hydrating =/m);
});

it("leaves a function what it comes to, and a method that nothing calls out", () => {
  const code =
    "export function one(a) {\n\treturn {\n\t};\n}\n\ttwo(b) {\n\t\tthree();\n\t}\n\tfour() {\n\t}";
  const rest = lean(code, { bodies: { one: "return a;", two: null } });
  expect(rest).toBe("export function one(a) {return a;}\n\n\tfour() {\n\t}");
});

it("gives the one answer there is", () => {
  expect(lean("if (asks()) go();", { always: { "asks()": "true" } })).toBe("if (true) go();");
});

it.each([{ off: ["one"] }, { always: { "one()": "true" } }, { bodies: { one: null } }])(
  "notices a Svelte that is written in another way: %o",
  (wish) => {
    expect(lean("export let other = maybe();", wish)).toBeNull();
  },
);

it("is what the tests run on: state that is changed inside is refused", async () => {
  // Svelte says nothing of the types in there.
  const inside: string = "svelte/internal/client";
  const { proxy } = await import(/* @vite-ignore */ inside);
  expect(proxy("text")).toBe("text");
  expect(proxy(null)).toBeNull();
  expect(proxy(document.body)).toBe(document.body);
  expect(() => proxy([])).toThrow("$state.raw");
  expect(() => proxy({})).toThrow("$state.raw");
});
