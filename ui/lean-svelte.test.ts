import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compile } from "svelte/compiler";
import { describe, expect, it } from "vitest";
import { LEAN } from "./lean-parts.ts";
import { lean, leanComponent } from "./lean-svelte.ts";

const modules = join(dirname(createRequire(import.meta.url).resolve("svelte/package.json")), "..");
/** Those of packages; what the bundler writes itself is only there during a build. */
const files = Object.keys(LEAN).filter((file) => !file.startsWith("\0"));
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

it("is what the tests run on: what is derived has no effects inside", async () => {
  const inside: string = "svelte/internal/client";
  const { derived, effect_root, get, render_effect } = await import(/* @vite-ignore */ inside);
  const asked = (part: () => void) => () => effect_root(() => get(derived(part)));
  expect(asked(() => undefined)).not.toThrow();
  expect(asked(() => render_effect(() => () => undefined))).toThrow("no effects");
});

describe("a component", () => {
  const leanOf = (source: string) => leanComponent(compile(source, { runes: true }).js.code);

  it("sets and reads as it did, and leaves out what nobody needs", () => {
    const rest = leanOf(
      "<script>let on = $state(false); let { list } = $props();</script>" +
        "<button onclick={() => (on = true)}>{on}</button><b>{list}</b>",
    );
    expect(rest).toContain("$.set(on, true)");
    expect(rest).toContain("$.only_child(button)");
    expect(rest).not.toContain("$.delegate(");
  });

  it.each([
    "{#await promise}{/await}",
    "<svelte:boundary></svelte:boundary>",
    "<script>import { fade } from 'svelte/transition';</script><p transition:fade></p>",
    "<p class:on={true}></p>",
    "<script>import { tick, getAbortSignal } from 'svelte'; getAbortSignal(); tick();</script>",
    "<p ontouchend={() => 1}></p>",
    "<p onwheel={() => 1}></p>",
    "<script>let { list = [] } = $props();</script><p>{list}</p>",
    "<script>let all = $state.raw([]);</script>{#each [1] as one}<p bind:this={all[one]}></p>{/each}",
  ])("is refused when it asks for more: %s", (source) => {
    expect(() => leanOf(source)).toThrow("lean-parts.ts");
  });
});
