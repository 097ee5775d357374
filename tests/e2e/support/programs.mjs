// Where the programs under test lie, and the names under which a development build lives.
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** @param {string} name @param {"debug" | "release"} [profile] */
export function program(name, profile = "debug") {
  const path = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), profile, name);
  if (existsSync(path)) return realpathSync(path);
  throw new Error(`${path} is not there. Build it with: npm run build:e2e`);
}

/** Identifier, keyring service and scheme of a development build. */
export const IDENTIFIER = "io.github.latchkey-app.dev";
