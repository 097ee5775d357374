// The gallery in the window of the real program: its own page, with the gallery in place of everything behind it.
import { App } from "./app.mjs";
import { galleryScript } from "./gallery-script.mjs";
import { Session } from "./session.mjs";
import { until } from "./until.mjs";

/** The sizes that the window is looked at in: the usual one, and the smallest that it can have. */
export const sizes = { wide: { width: 900, height: 640 }, narrow: { width: 420, height: 480 } };

/** Under this width the page is laid out for a narrow window (see ui/src/App.svelte). */
const NARROW = 640;

/** The width of the smallest page, in its own points (see src-tauri/src/window.rs). */
const SMALLEST_PAGE = 320;

export class GalleryWindow {
  #session;
  #app;
  #narrow;

  /** Every entry, whatever the window it is for. */
  list = [];

  constructor(session, app) {
    this.#session = session;
    this.#app = app;
  }

  /** @param {"light" | "dark"} appearance */
  static async open(appearance) {
    const session = await Session.start({ appearance });
    try {
      // Moments of the day look the same wherever this runs.
      return new GalleryWindow(session, await App.start(session, { env: { TZ: "UTC" } }));
    } catch (error) {
      await session.end();
      throw error;
    }
  }

  /**
   * Gives the window a size, and says what there is to see in it.
   *
   * @param {keyof typeof sizes} name
   * @param {{ zoom?: number, before?: string }} [wish] zoom: in percent; before: a script that the page is to run
   * @returns {Promise<{ name: string, group: string, shows: string, width: string | null }[]>}
   */
  async take(name, { zoom = 100, before = "" } = {}) {
    const app = this.#app;
    const size = sizes[name];
    await app.run('return __TAURI_INTERNALS__.invoke("zoom", { change: arguments[0] })', zoom);
    await app.resize(size);
    // The window becomes no smaller than the smallest page needs.
    const width = Math.max(SMALLEST_PAGE, Math.round((size.width * 100) / zoom));
    await until("the window's size", () =>
      app.run("return Math.abs(innerWidth - arguments[0]) <= 1", width),
    );
    await app.reload();
    await app.run(await galleryScript());
    await app.run(before);
    this.#narrow = width < NARROW;
    this.list = await app.run("return gallery.list");
    return entriesFor(this.list, this.#narrow);
  }

  /** Shows an entry, in English if not told otherwise. */
  show(name, language = "en") {
    return this.#app.run("return gallery.show(...arguments)", name, this.#narrow, language);
  }

  /** Asks the page something. @param {(...args: any) => unknown} question which can see nothing but the page */
  ask(question, ...args) {
    return this.#app.run(`return (${question})(...arguments)`, ...args);
  }

  /** Saves what the page draws. */
  drawing(file) {
    return this.#app.drawing(file);
  }

  end() {
    return this.#session.end();
  }
}

/** What there is to see in a window that is narrow, or is not. */
export function entriesFor(entries, narrow) {
  const other = narrow ? "wide" : "narrow";
  return entries.filter(({ width }) => width !== other);
}
