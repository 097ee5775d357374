// Pictures of every screen and state there is, from the real program in a real window: npm run gallery
//
// They go to target/gallery/, light and dark, wide and narrow, with a page to look at them (index.html).
// What is shown, and how it is reached, is listed in ui/src/gallery/entries.ts.
// To draw only some of them anew:  npm run gallery -- guide settings
// In another language:             npm run gallery -- --language=de guide settings
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "./support/app.mjs";
import { galleryPage } from "./support/gallery-page.mjs";
import { galleryScript } from "./support/gallery-script.mjs";
import { root } from "./support/programs.mjs";
import { Session } from "./support/session.mjs";
import { until } from "./support/until.mjs";

const folder = join(root, "target", "gallery");
const sizes = { wide: { width: 900, height: 640 }, narrow: { width: 420, height: 480 } };
const themes = ["light", "dark"];
const option = "--language=";
const languages = process.argv.filter((part) => part.startsWith(option));
const language = languages.at(-1)?.slice(option.length) ?? "en";
const wanted = process.argv.slice(2).filter((part) => !part.startsWith(option));
const suffix = language === "en" ? "" : `-${language}`;

const say = (line) => process.stderr.write(`gallery: ${line}\n`);

/** Draws all entries in one window; returns them, and what could not be reached. */
async function draw(appearance, script) {
  const session = await Session.start({ appearance });
  try {
    // Moments of the day look the same wherever this runs.
    const app = await App.start(session, { env: { TZ: "UTC" } });
    const failures = [];
    let list;
    for (const [width, size] of Object.entries(sizes)) {
      await app.resize(size);
      await until("the window's size", () =>
        app.run("return innerWidth === arguments[0]", size.width),
      );
      await app.reload();
      await app.run(script);
      list = await app.run("return gallery.list");
      const here = list.filter((entry) => isWanted(entry) && (entry.width ?? width) === width);
      for (const { name } of here) {
        try {
          await app.run("return gallery.show(...arguments)", name, width === "narrow", language);
        } catch (error) {
          failures.push(`${name} (${appearance}, ${width}): ${error.message}`);
        }
        await app.drawing(join(folder, `${name}-${appearance}-${width}${suffix}.png`));
      }
      say(`${here.length} ${appearance} pictures of a ${width} window`);
    }
    return { list, failures };
  } finally {
    await session.end();
  }
}

function isWanted({ name }) {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

const before = performance.now();
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const script = await galleryScript();
const drawn = await Promise.all(themes.map((theme) => draw(theme, script)));
const failures = drawn.flatMap((one) => one.failures);
writeFileSync(join(folder, "index.html"), galleryPage(drawn[0].list, sizes, themes));
const count = readdirSync(folder).filter((name) => name.endsWith(".png")).length;
const seconds = Math.round((performance.now() - before) / 1000);
say(`${count} pictures after ${seconds} s: ${join(folder, "index.html")}`);
for (const failure of failures) say(failure);
if (failures.length > 0 || !existsSync(join(folder, "index.html"))) process.exitCode = 1;
