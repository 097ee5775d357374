// What only a real window can tell of every screen: whether its colours stand out from each other, whether longer words,
// text of twice the size and a page drawn twice as large still find room, and what is left of it in colours that a
// person has chosen for everything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { GalleryBrowser } from "./support/gallery-browser.mjs";
import { GalleryWindow, sizes } from "./support/gallery-window.mjs";
import { longestLanguages } from "./support/languages.mjs";
import { crowded, lost } from "./support/looks.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [longest] = longestLanguages();

/** Which colours are too near to each other. */
function faint() {
  return window.axe
    .run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] })
    .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)));
}

/** What is found at every entry, on a stage of its own. */
async function walk(t, stage, size, { language, questions, ...wish }) {
  t.after(() => stage.end());
  const found = {};
  for (const { name } of await stage.take(size, wish)) {
    await stage.show(name, language);
    for (const question of questions) {
      const answer = await stage.ask(question);
      if (answer.length > 0) (found[name] ??= []).push(...answer);
    }
  }
  return found;
}

for (const appearance of ["light", "dark"])
  test(`every colour stands out, ${appearance}`, { timeout: 600_000 }, async (t) => {
    const before = `${axe}; window.axe = axe;`;
    const stage = await GalleryWindow.open(appearance);
    assert.deepEqual(await walk(t, stage, "wide", { before, questions: [faint] }), {});
  });

for (const size of Object.keys(sizes))
  test(`text of twice the size is not cut, ${size}`, { timeout: 600_000 }, async (t) => {
    const before = 'document.documentElement.style.fontSize = "175%"';
    const stage = await GalleryWindow.open("light");
    const found = await walk(t, stage, size, { before, questions: [crowded] });
    const cut = Object.entries(found).filter(([, all]) =>
      all.some((what) => what.startsWith("cut")),
    );
    assert.deepEqual(cut, []);
  });

test(
  "a page drawn twice as large finds room in the smallest window, in the longest language",
  { timeout: 600_000 },
  async (t) => {
    const stage = await GalleryWindow.open("light");
    const wish = { language: longest, zoom: 200, questions: [crowded] };
    assert.deepEqual(await walk(t, stage, "narrow", wish), {});
  },
);

test("nothing is lost in colours that a person has chosen", { timeout: 600_000 }, async (t) => {
  const stage = await GalleryBrowser.open("dark");
  assert.deepEqual(await walk(t, stage, "wide", { questions: [lost, crowded] }), {});
});
