// Pictures of every screen and state there is, from the real program in a real window: npm run gallery
//
// They go to target/gallery/, light and dark, wide and narrow, in the longest language, at 200 % and in colours that a
// person has chosen for everything, with a page to look at them (index.html).
// What is shown, and how it is reached, is listed in ui/src/gallery/entries.ts.
// To draw only some of them anew:  npm run gallery -- guide settings
// In another language alone:       npm run gallery -- --language=es guide settings
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GalleryBrowser } from "./support/gallery-browser.mjs";
import { galleryPage } from "./support/gallery-page.mjs";
import { GalleryWindow, sizes } from "./support/gallery-window.mjs";
import { longestLanguages } from "./support/languages.mjs";
import { root } from "./support/programs.mjs";

const folder = join(root, "target", "gallery");
const option = "--language=";
const options = process.argv.filter((part) => part.startsWith(option));
const language = options.at(-1)?.slice(option.length);
const wanted = process.argv.slice(2).filter((part) => !part.startsWith(option));
const [longest] = longestLanguages();

/** What is drawn: the look that has a name of its own in the files, in which themes and sizes. */
const both = Object.keys(sizes);
const everywhere = ["light", "dark"].map((theme) => ({ theme, sizes: both }));
const runs =
  language === undefined
    ? [
        ...everywhere.map((run) => ({ look: "", ...run })),
        { look: longest, language: longest, theme: "light", sizes: both },
        { look: "200", zoom: 200, theme: "dark", sizes: ["wide"] },
        { look: "forced", Stage: GalleryBrowser, theme: "light", sizes: ["wide"] },
        { look: "forced", Stage: GalleryBrowser, theme: "dark", sizes: ["wide"] },
      ]
    : everywhere.map((run) => ({ look: language === "en" ? "" : language, language, ...run }));

const say = (line) => process.stderr.write(`gallery: ${line}\n`);

/** Draws all entries on one stage; returns them, and what could not be reached. */
async function draw({ look, language = "en", zoom, Stage = GalleryWindow, theme, sizes }) {
  const stage = await Stage.open(theme);
  try {
    const failures = [];
    for (const size of sizes) {
      const here = (await stage.take(size, { zoom })).filter(isWanted);
      for (const { name } of here) {
        const file = `${[name, theme, size, look].filter(Boolean).join("-")}.png`;
        try {
          await stage.show(name, language);
        } catch (error) {
          failures.push(`${file}: ${error.message}`);
        }
        await stage.drawing(join(folder, file));
      }
      say([here.length, theme, size, look].join(" "));
    }
    return { list: stage.list, failures };
  } finally {
    await stage.end();
  }
}

function isWanted({ name }) {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

/** Draws what is left to draw, one run after another. */
async function drawOn(left) {
  const drawn = [];
  for (let run = left.shift(); run !== undefined; run = left.shift()) drawn.push(await draw(run));
  return drawn;
}

const before = performance.now();
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const left = [...runs];
const drawn = (await Promise.all([drawOn(left), drawOn(left)])).flat();
const failures = drawn.flatMap((one) => one.failures);
const pictures = readdirSync(folder).filter((name) => name.endsWith(".png"));
const looks = runs.filter(({ look }, at) => runs.findIndex((run) => run.look === look) === at);
const page = galleryPage(drawn[0].list, { sizes, looks: looks.map(({ look }) => look), pictures });
writeFileSync(join(folder, "index.html"), page);
const seconds = Math.round((performance.now() - before) / 1000);
say(`${pictures.length} pictures after ${seconds} s: ${join(folder, "index.html")}`);
for (const failure of failures) say(failure);
if (failures.length > 0) process.exitCode = 1;
