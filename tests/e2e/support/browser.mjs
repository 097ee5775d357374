// The default browser of a session: a real Chromium that the program under test starts, and that a story steers.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { IDENTIFIER } from "./programs.mjs";
import { until, within } from "./until.mjs";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "default-browser");

export class Browser {
  #session;
  #profile;
  #connection;

  /** Tabs whose form was answered; the browser leaves them open when the answer leads to another program. */
  #answered = new Set();

  /** Every address that a server sent this browser to. @type {string[]} */
  redirects = [];

  /** @param {import("./session.mjs").Session} session */
  constructor(session) {
    this.#session = session;
    this.#profile = join(session.home, "chromium");
  }

  /**
   * Ticks "Always allow 127.0.0.1 to open links of this type in the associated application".
   * Chromium asks that before it starts another program, in a window that nobody can press from a test.
   *
   * @param {string} address of the server that may
   * @param {string} [scheme] of those links
   */
  allow(address, scheme = IDENTIFIER) {
    const folder = join(this.#profile, "Default");
    mkdirSync(folder, { recursive: true });
    const pairs = { [new URL(address).origin]: { [scheme]: true } };
    const preferences = { protocol_handler: { allowed_origin_protocol_pairs: pairs } };
    writeFileSync(join(folder, "Preferences"), JSON.stringify(preferences));
  }

  /** Opens the browser before anything else does. */
  async open() {
    this.#session.start(program, ["about:blank"], { stdio: "ignore", detached: true }).unref();
    await this.#context();
  }

  /**
   * The newest page whose address contains this, in the browser that was started meanwhile.
   *
   * @param {string} part
   * @param {Set<import("playwright-core").Page>} [others] pages that do not count
   */
  async page(part, others = new Set()) {
    const context = await this.#context();
    return until(`a page at …${part}… in the browser`, () =>
      context.pages().findLast((page) => page.url().includes(part) && !others.has(page)),
    );
  }

  async #context() {
    if (!this.#connection) {
      const file = join(this.#profile, "DevToolsActivePort");
      const port = await until("the browser to start", () => {
        const [line, path] = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
        return path && line;
      });
      this.#connection = await within(
        "the browser",
        20,
        chromium.connectOverCDP(`http://127.0.0.1:${port}`),
      );
      this.#connection.contexts()[0].on("response", (response) => {
        const to = response.headers().location;
        if (to) this.redirects.push(new URL(to, response.url()).href);
      });
    }
    return this.#connection.contexts()[0];
  }

  /** Fills in ProcessMaker's login page. @param {{ username: string, password: string }} user */
  async logIn(user) {
    const page = await this.page("/login");
    await page.locator("#username").fill(user.username);
    await page.locator("#password").fill(user.password);
    await page.getByRole("button", { name: "Log In" }).click();
  }

  /** Presses Authorize on the consent page. */
  async authorize() {
    await this.#press("Authorize");
  }

  /** Presses Cancel on the consent page. */
  async deny() {
    await this.#press("Cancel");
  }

  /** Presses Accept on the consent page of ProcessMaker 3. */
  async accept() {
    await this.#press("Accept", "/oauth2/authorize");
  }

  async #press(name, consent = "/oauth/authorize") {
    const page = await this.page(consent, this.#answered);
    this.#answered.add(page);
    // The answer may lead out of the browser, so there is nothing to wait for here.
    await page.getByRole("button", { name, exact: true }).click({ noWaitAfter: true });
  }

  /** The last redirect that left the server for one of our addresses. */
  async answer() {
    return until("the redirect", () =>
      this.redirects.findLast((to) => /[?&](code|error)=/.test(to)),
    );
  }
}
