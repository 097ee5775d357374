// What only a real window can tell of every screen: whether its colours stand out from each other, and whether text of
// twice the size still finds room.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { App } from "./support/app.mjs";
import { galleryScript } from "./support/gallery-script.mjs";
import { Session } from "./support/session.mjs";
import { until } from "./support/until.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Shows an entry and says which colours in it are too near to each other. */
const FAINT = `
  const [name] = arguments;
  return gallery.show(name, false)
    .then(() => axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] }))
    .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)));`;

/**
 * Shows an entry with text of some size, and says which words reach beyond the edge of what they are in, where nobody
 * can scroll to them.
 */
const CUT = `
  const [name, narrow, size] = arguments;
  document.documentElement.style.fontSize = size;
  const words = (element) => [...element.childNodes]
    .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  const scrolls = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(at);
      // What is shortened says so, and says the whole in its title or elsewhere.
      if (textOverflow === "ellipsis" || overflowX === "auto" || overflowX === "scroll") return true;
    }
    return false;
  };
  return gallery.show(name, narrow).then(() => {
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    return [...dialog.querySelectorAll("*")]
      .filter((element) => words(element) && !element.closest(".unseen, svg") && !scrolls(element))
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && (left < -1 || right > innerWidth + 1);
      })
      .map((element) => element.outerHTML.slice(0, 160));
  });`;

/** Every entry in a window of its own, with what somebody wants to know of it. */
async function walk(t, appearance, size, ask) {
  const session = await Session.start({ appearance });
  t.after(() => session.end());
  const app = await App.start(session, { env: { TZ: "UTC" } });
  await app.resize(size);
  await until("the window's size", () => app.run("return innerWidth === arguments[0]", size.width));
  await app.reload();
  await app.run(await galleryScript());
  await app.run(`${axe}; window.axe = axe;`);
  const width = size.width < 640 ? "narrow" : "wide";
  const entries = await app.run("return gallery.list");
  const found = {};
  for (const { name, width: only } of entries) {
    if ((only ?? width) !== width) continue;
    const answer = await ask(app, name, width === "narrow");
    if (answer.length > 0) found[name] = answer;
  }
  return found;
}

for (const appearance of ["light", "dark"])
  test(`every colour stands out, ${appearance}`, { timeout: 600_000 }, async (t) => {
    const found = await walk(t, appearance, { width: 900, height: 640 }, (app, name) =>
      app.run(FAINT, name),
    );
    assert.deepEqual(found, {});
  });

for (const [size, { width, height }] of Object.entries({
  wide: { width: 900, height: 640 },
  narrow: { width: 420, height: 480 },
}))
  test(`text of twice the size is not cut, ${size}`, { timeout: 600_000 }, async (t) => {
    const found = await walk(t, "light", { width, height }, (app, name, narrow) =>
      app.run(CUT, name, narrow, "175%"),
    );
    assert.deepEqual(found, {});
  });
