// The gallery in Chromium, of which Windows has its web views: the page as it was built, with the gallery behind it.
// Only there can it be seen what becomes of it in the colours that a person has chosen for everything.
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { chromium } from "playwright-core";
import { galleryScript } from "./gallery-script.mjs";
import { entriesFor, sizes } from "./gallery-window.mjs";
import { root } from "./programs.mjs";
import { browserProgram } from "./session.mjs";

const built = join(root, "ui", "dist");
/** No server is asked: everything is answered from the folder. */
const ORIGIN = "http://latchkey.invalid";
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export class GalleryBrowser {
  #browser;
  #page;

  /** Every entry, whatever the window it is for. */
  list = [];

  constructor(browser, page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** @param {"light" | "dark"} appearance of the colours that the person has chosen */
  static async open(appearance) {
    const args = ["--no-sandbox", "--disable-dev-shm-usage"];
    const browser = await chromium.launch({ executablePath: browserProgram(), args });
    const page = await browser.newPage({
      viewport: sizes.wide,
      colorScheme: appearance,
      forcedColors: "active",
      timezoneId: "UTC",
      locale: "en",
    });
    await page.route("**/*", (route) => {
      const { pathname } = new URL(route.request().url());
      const path = pathname === "/" ? "/index.html" : pathname;
      const contentType = kinds[extname(path)] ?? "application/octet-stream";
      return route.fulfill({ body: readFileSync(join(built, path)), contentType });
    });
    return new GalleryBrowser(browser, page);
  }

  /** Says what there is to see in a wide window. */
  async take() {
    const script = await galleryScript();
    await this.#page.goto(`${ORIGIN}/`);
    await this.#page.evaluate(`(() => { ${script} })()`);
    this.list = await this.#page.evaluate("gallery.list");
    return entriesFor(this.list, false);
  }

  /** Shows an entry. */
  show(name, language = "en") {
    return this.#page.evaluate(
      ([name, language]) => window.gallery.show(name, false, language),
      [name, language],
    );
  }

  /** Asks the page something. @param {(...args: any) => unknown} question which can see nothing but the page */
  ask(question, ...args) {
    return this.#page.evaluate(`(${question})(...${JSON.stringify(args)})`);
  }

  /** Goes on to what the Tab key leads to. */
  tab() {
    return this.#page.keyboard.press("Tab");
  }

  /** Saves what the page draws. */
  async drawing(path) {
    mkdirSync(dirname(path), { recursive: true });
    await this.#page.screenshot({ path });
  }

  end() {
    return this.#browser.close();
  }
}
