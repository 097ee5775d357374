import type { Plugin } from "vite";

/**
 * What Svelte keeps switches for and this window never does. Nothing turns them on, which a bundler
 * can find out by itself; this one does not, and would ship what they switch for two more kilobytes.
 */
export const OFF = {
  "svelte/src/internal/client/dom/hydration.js": ["hydrating"],
  "svelte/src/internal/flags/index.js": [
    "async_mode_flag",
    "legacy_mode_flag",
    "tracing_mode_flag",
  ],
} as const;

/** The module with its switches off for good; `null` if it is written in another way than is known. */
export function switchedOff(code: string, switches: readonly string[]): string | null {
  let fixed = code;
  for (const name of switches) {
    const declared = `export let ${name} = false;`;
    if (!fixed.includes(declared)) return null;
    fixed = fixed
      .replace(declared, `export const ${name} = false;`)
      .replaceAll(new RegExp(`^\\s*${name} = \\w+;$`, "gm"), "");
  }
  return fixed;
}

/** Turns them off in a build. */
export function leanSvelte(): Plugin {
  return {
    name: "lean-svelte",
    apply: "build",
    transform(code, id) {
      const found = Object.entries(OFF).find(([file]) => id.endsWith(file));
      if (!found) return null;
      const lean = switchedOff(code, found[1]);
      if (lean === null) this.error(`${found[0]} is not what it was; look at lean-svelte.ts`);
      return { code: lean, map: null };
    },
  };
}
