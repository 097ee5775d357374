import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { OFF, switchedOff } from "./lean-svelte.ts";

const modules = join(dirname(createRequire(import.meta.url).resolve("svelte/package.json")), "..");

it.each(Object.entries(OFF))("the switches in %s are off for good", (file, switches) => {
  const lean = switchedOff(readFileSync(join(modules, file), "utf8"), switches);
  expect(lean).not.toBeNull();
  for (const name of switches) {
    expect(lean).toContain(`export const ${name} = false;`);
    expect(lean).not.toMatch(new RegExp(`^\\s*${name} =`, "m"));
  }
});

it("notices a Svelte that is written in another way", () => {
  expect(switchedOff("export let hydrating = maybe();", ["hydrating"])).toBeNull();
});
