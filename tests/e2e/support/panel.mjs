// The panel of a private desktop, which has none by itself: a tray, notifications, a portal (see ../../panel).
import { createInterface } from "node:readline";
import { program } from "./programs.mjs";
import { until, within } from "./until.mjs";

export class Panel {
  #child;
  #answers;

  constructor(child) {
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** @param {import("./session.mjs").Session} session @param {"debug" | "release"} [profile] */
  static async start(session, profile) {
    const child = session.start(program("panel", profile), [], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const panel = new Panel(child);
    await panel.#answer();
    return panel;
  }

  /** What the icon shows, once it is as described. */
  tray(what, isSo) {
    return until(what, async () => {
      const seen = await this.#ask({ ask: "tray" });
      return seen !== null && isSo(seen) && seen;
    });
  }

  /** Presses an item of the menu, by the beginnings of the labels that lead to it. */
  press(...path) {
    return until(`${path.join(" → ")} in the tray`, () => this.#ask({ ask: "press", path }));
  }

  /** Clicks the icon. */
  click() {
    return until("the icon", () => this.#ask({ ask: "click" }));
  }

  /** Every notification on the screen. */
  notifications() {
    return this.#ask({ ask: "notifications" });
  }

  /** The notification whose title is this. */
  notification(title) {
    return until(`the notification "${title}"`, async () =>
      (await this.notifications()).find((one) => title.test(one.title)),
    );
  }

  /** Presses the button with these words on a notification. */
  async answer({ id, actions }, label) {
    const at = actions.indexOf(label);
    await this.#ask({ ask: "answer", id, action: actions[at - 1] });
  }

  /** Makes the desktop light or dark; before, it has no portal. @param {"light" | "dark"} appearance */
  async becomes(appearance) {
    await this.#ask({ ask: "scheme", scheme: appearance === "dark" ? 1 : 2 });
  }

  async #ask(question) {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    return this.#answer();
  }

  async #answer() {
    const { value } = await within("the panel", 20, this.#answers.next());
    return JSON.parse(value);
  }
}
