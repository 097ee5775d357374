// Which languages have the longest words for what there is to say: where those find room, all do.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./programs.mjs";

const folder = join(root, "ui", "src", "language");

/** The languages of the window, the one with the most letters in its sentences first. @returns {string[]} */
export function longestLanguages() {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  return languages
    .map(({ name }) => ({
      tag: name.replace(/-\w+$/, (region) => region.toUpperCase()),
      letters: letters(name),
    }))
    .sort((one, other) => other.letters - one.letters)
    .map(({ tag }) => tag);
}

function letters(name) {
  const files = readdirSync(join(folder, name));
  const texts = files.map((file) => readFileSync(join(folder, name, file), "utf8"));
  return [...texts.join("")].length;
}
