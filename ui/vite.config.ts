import { readdirSync } from "node:fs";
import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { CompileOptions } from "svelte/compiler";
import { defineConfig } from "vitest/config";
import { buildRules } from "./build-rules.ts";
import { leanSvelte } from "./lean-svelte.ts";
import { likeBesideLike } from "./like-beside-like.ts";

const components = readdirSync(join(import.meta.dirname, "src"), {
  encoding: "utf8",
  recursive: true,
})
  .filter((file) => file.endsWith(".svelte"))
  .map((file) => file.replaceAll("\\", "/"))
  .sort();

/** A component's place in the list keeps its rules apart as well as Svelte's longer names. */
const cssHash: NonNullable<CompileOptions["cssHash"]> = ({ filename, hash, css }) => {
  const place = components.findIndex((file) => filename.endsWith(`src/${file}`));
  return place < 0 ? `s-${hash(css)}` : `s${place.toString(36)}`;
};

export default defineConfig({
  plugins: [
    svelte({
      configFile: false,
      compilerOptions: { runes: true, discloseVersion: false, cssHash },
    }),
    svelteTesting({ autoCleanup: false }),
    leanSvelte(),
    likeBesideLike(),
    buildRules(),
  ],
  base: "./",
  cacheDir: "../node_modules/.vite",
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    target: "safari16.4",
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    // The content security policy knows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      optimization: { inlineConst: { mode: "all", pass: 3 } },
      treeshake: {
        // Svelte creates a base class for custom elements on loading, which nothing here uses.
        moduleSideEffects: [{ test: /svelte.*custom-element\.js$/, sideEffects: false }],
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test-setup.ts"],
    include: ["src/**/*.test.ts", "*.test.ts"],
    restoreMocks: true,
    // axe takes a while on a busy machine.
    testTimeout: 30_000,
  },
});
