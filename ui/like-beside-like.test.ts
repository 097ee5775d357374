import { expect, it } from "vitest";
import { plainModules } from "./like-beside-like.ts";

it("puts modules beside each other, of which none is a language: only one is loaded", () => {
  const modules = plainModules();
  expect(modules).toContain("format.ts");
  expect(modules.filter((file) => file.startsWith("language/"))).toEqual([
    "language/words.ts",
    "language/language.svelte.ts",
  ]);
});
