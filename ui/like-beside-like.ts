import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const src = join(import.meta.dirname, "src");

/** The kinds of modules without markup, as they follow each other. */
const KINDS = [/\.svelte\.ts$/, /^(?!.*words)/, /words/];

/** These modules; one that names components would bring them along. */
export function plainModules(): string[] {
  const files = readdirSync(src, { encoding: "utf8", recursive: true })
    .map((file) => file.replaceAll("\\", "/"))
    .filter(
      (file) => file.endsWith(".ts") && !/test|gallery|fixture|^main|^language\/.*\//.test(file),
    )
    .filter((file) => !readFileSync(join(src, file), "utf8").includes('.svelte"'))
    .sort();
  return KINDS.flatMap((_, at) =>
    files.filter((file) => KINDS.findIndex((one) => one.test(file)) === at),
  );
}

/**
 * Puts what is alike beside each other: Svelte, words, code, components. A page is compressed by
 * what came shortly before, and so takes one per cent less.
 */
export function likeBesideLike(): Plugin {
  return {
    name: "like-beside-like",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/ui/src/main.ts")) return null;
      const first = [...plainModules().map((file) => `./${file}`)];
      return { code: first.map((file) => `import "${file}";`).join("\n") + code, map: null };
    },
  };
}
