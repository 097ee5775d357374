// The little of the WebDriver protocol (https://www.w3.org/TR/webdriver2/) that these tests speak,
// straight to the driver of the web view: WebKitWebDriver.

/** The name under which the protocol hands out a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Has the page drawn again and again, without a difference: WebKit waits for that before it takes a picture. */
const REPAINT = `
  const { style } = document.documentElement;
  const nothing = "linear-gradient(transparent, transparent)";
  window.repainting = setInterval(() => {
    style.backgroundImage = style.backgroundImage === "" ? nothing : "";
  }, 20);`;

const REST = `
  clearInterval(window.repainting);
  document.documentElement.style.backgroundImage = "";`;

export class WebDriver {
  #session;

  /** @param {string} session the address of the session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * Starts the program through the driver and waits for its window.
   *
   * @param {string} driver the driver's address
   * @param {{ binary: string, args: string[] }} program
   */
  static async start(driver, program) {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": program } };
    const { sessionId } = await command("POST", `${driver}/session`, { capabilities });
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  #ask(method, path, body) {
    return command(method, this.#session + path, body);
  }

  /** Closes the window and with it the session. */
  end() {
    return this.#ask("DELETE", "");
  }

  address() {
    return this.#ask("GET", "/url");
  }

  /** @param {string} address */
  go(address) {
    return this.#ask("POST", "/url", { url: address });
  }

  /**
   * Runs the body of a function in the page; what it returns, or its promise, comes back.
   *
   * @param {string} script
   * @param {unknown[]} args
   */
  run(script, ...args) {
    return this.#ask("POST", "/execute/sync", { script, args });
  }

  /** @param {{ width: number, height: number }} size */
  resize({ width, height }) {
    return this.#ask("POST", "/window/rect", { x: null, y: null, width, height });
  }

  /** What the page looks like, as a PNG in Base64. @returns {Promise<string>} */
  async picture() {
    await this.run(REPAINT);
    try {
      return await this.#ask("GET", "/screenshot");
    } finally {
      await this.run(REST);
    }
  }

  /** @returns {Promise<string[]>} */
  async find(xpath) {
    const found = await this.#ask("POST", "/elements", { using: "xpath", value: xpath });
    return found.map((element) => element[ELEMENT]);
  }

  /** Scrolls to it, so that nothing that stays at an edge lies over it. */
  center(element) {
    return this.run('arguments[0].scrollIntoView({ block: "center" })', { [ELEMENT]: element });
  }

  click(element) {
    return this.#ask("POST", `/element/${element}/click`, {});
  }

  type(element, text) {
    return this.#ask("POST", `/element/${element}/value`, { text });
  }

  clear(element) {
    return this.#ask("POST", `/element/${element}/clear`, {});
  }

  /** The name that a screen reader says. */
  label(element) {
    return this.#ask("GET", `/element/${element}/computedlabel`);
  }

  /** The role that a screen reader says. */
  role(element) {
    return this.#ask("GET", `/element/${element}/computedrole`);
  }

  property(element, name) {
    return this.#ask("GET", `/element/${element}/property/${name}`);
  }

  enabled(element) {
    return this.#ask("GET", `/element/${element}/enabled`);
  }

  shown(element) {
    return this.#ask("GET", `/element/${element}/displayed`);
  }

  /**
   * Presses keys one after another while the modifiers are held.
   *
   * @param {string[]} keys in the protocol's code points
   */
  press(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    return this.#ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

/** One command of the protocol. */
async function command(method, address, body) {
  const answer = await fetch(address, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
