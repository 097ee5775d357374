// The gallery's script for the page of the real program (ui/src/gallery/inject.ts), built from its sources.
import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";
import { root } from "./programs.mjs";

/** @returns {Promise<string>} */
export async function galleryScript() {
  const [{ output }] = await build({
    configFile: false,
    logLevel: "warn",
    // Its own copy of the language is a rune's.
    plugins: [svelte({ configFile: false })],
    root: join(root, "ui"),
    build: {
      write: false,
      lib: { entry: "src/gallery/inject.ts", formats: ["iife"], name: "galleryScript" },
    },
  });
  // Testing Library asks Node.js for its settings.
  return `const process = { env: {} };\n${output[0].code}`;
}
