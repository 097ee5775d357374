// Latchkey itself in its window, used as a person uses it: by what can be read and pressed.
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { program } from "./programs.mjs";
import { until } from "./until.mjs";
import { WebDriver } from "./webdriver.mjs";

/** Where elements of a role are looked for; the browser's own idea of role and name decides. */
const CANDIDATES = {
  // A tab is a button too.
  button: "//button | //summary",
  // What takes a file has no label as long as nobody sees it.
  textbox: "//input[not(@type='file')] | //textarea",
  combobox: "//select",
  status: "//*[@role='status']",
};

/** Who looks over a story's shoulder when it has nobody else (see canaries.mjs). */
const NOBODY = { async meet() {}, async look() {} };

/** The key, in the protocol's code. */
const CONTROL = "\uE009";

export class App {
  #session;
  #driver;
  #page;
  #binary;
  #witness;
  #over = false;

  constructor(session, driver, page, binary, witness) {
    this.#session = session;
    this.#driver = driver;
    this.#page = page;
    this.#binary = binary;
    this.#witness = witness;
  }

  /**
   * Opens the window.
   *
   * @param {import("./session.mjs").Session} session
   * @param {{ demo?: string, args?: string[], binary?: string, env?: Record<string, string>,
   *   witness?: Pick<import("./canaries.mjs").Canaries, "meet" | "look"> }} [wish]
   *   demo: the address of the instance to have a ready connection for
   */
  static async start(
    session,
    { demo, args = [], binary = program("latchkey-desktop"), env, witness = NOBODY } = {},
  ) {
    const port = await freePort();
    const logFile = openSync(join(session.folder, "app.log"), "a");
    const driver = session.start("WebKitWebDriver", [`--port=${port}`], {
      stdio: ["ignore", logFile, logFile],
      env: {
        // Tauri lets its web view be driven only if asked to.
        TAURI_WEBVIEW_AUTOMATION: "true",
        ...(demo && { LATCHKEY_DEMO: demo }),
        ...env,
      },
    });
    const address = `http://127.0.0.1:${port}`;
    await until("the web view's driver", async () => (await fetch(`${address}/status`)).ok);
    const page = await WebDriver.start(address, { binary, args });
    await witness.meet(page);
    return new App(session, driver, page, binary, witness);
  }

  /** Everything the program and its libraries wrote, over all its runs in this session. */
  static log(session) {
    return readFileSync(join(session.folder, "app.log"), "utf8");
  }

  // Reading

  /** Lets the witness see what the story sees, as long as there is a window. */
  async look() {
    if (!this.#over) await this.#witness.look(this.#page);
  }

  /** What can be read in the window. @returns {Promise<string>} */
  async text() {
    await this.look();
    return this.#page.run("return document.body.innerText");
  }

  /** Waits until this can be read. @param {string | RegExp} wanted */
  async sees(wanted, { seconds = 15 } = {}) {
    const holds =
      typeof wanted === "string" ? (text) => text.includes(wanted) : (text) => wanted.test(text);
    let text = "";
    try {
      return await until(
        `"${wanted}" in the window`,
        async () => holds((text = await this.text())) && text,
        { seconds },
      );
    } catch (error) {
      throw new Error(`${error.message}; it says:\n${text}`, { cause: error.cause });
    }
  }

  /** Runs the body of a function in the page: what an attacker's script would try. */
  run(script, ...args) {
    return this.#page.run(script, ...args);
  }

  /** The address that the window shows. */
  address() {
    return this.#page.address();
  }

  // Acting

  /** Presses a button. @param {string | RegExp} name @param {{ inDialog?: boolean }} [where] */
  async press(name, where) {
    await this.#page.click(await this.#the("button", name, where));
  }

  /** Whether such a button can be pressed at this moment. */
  async offers(name, where) {
    return (await this.#find("button", name, where)) !== undefined;
  }

  /** Types into a field, replacing what is there. */
  async fill(name, text) {
    const field = await this.#the("textbox", name);
    await this.#page.clear(field);
    await this.#page.type(field, text);
  }

  /** Pastes into a field, over what is there: a text copied in another program, else what was copied before. */
  async paste(name, text) {
    const field = await this.#the("textbox", name);
    if (text !== undefined) await this.#session.copyElsewhere(text);
    await this.#page.clear(field);
    await this.#page.click(field);
    await this.#page.press(CONTROL, "v");
  }

  /** Chooses a file, as in the dialog that the system would open. */
  async attach(name, path) {
    const field = `//input[@type="file" and @aria-label="${name}"]`;
    const element = await until(
      `the file "${name}"`,
      async () => (await this.#page.find(field))[0],
    );
    await this.#page.type(element, path);
  }

  /** Chooses from a list. */
  async choose(name, option) {
    await this.#page.center(await this.#the("combobox", name));
    // The system draws an open list outside of the page, so the driver chooses without opening it.
    const [element] = await this.#page.find(`//select/option[normalize-space()="${option}"]`);
    await this.#page.click(element);
  }

  /** Presses keys, in the protocol's code, where the focus is. */
  keys(...keys) {
    return this.#page.press(...keys);
  }

  /** What a field holds. */
  async value(name) {
    return this.#page.property(await this.#the("textbox", name), "value");
  }

  #the(role, name, where) {
    return until(`the ${role} "${name}"`, () => this.#find(role, name, where));
  }

  async #find(role, name, { inDialog = false } = {}) {
    await this.look();
    const path = CANDIDATES[role];
    const scope = inDialog ? path.replaceAll("//", "//dialog[@open]//") : path;
    for (const element of await this.#page.find(scope)) {
      const label = await this.#page.label(element);
      const fits = typeof name === "string" ? label === name : name.test(label);
      if (fits && (await this.#page.shown(element)) && (await this.#page.enabled(element)))
        return element;
    }
    return undefined;
  }

  // The window

  /** The window's number on the screen. */
  async window() {
    const [window] = await until("the window", async () => {
      const windows = await this.#session.windows("Latchkey");
      return windows.length > 0 && windows;
    });
    return window;
  }

  /** @param {{ width: number, height: number }} size */
  resize(size) {
    return this.#page.resize(size);
  }

  /** Saves a picture of what is in the window. */
  async picture(file) {
    const window = await this.window();
    await this.#session.run("xdotool", "windowactivate", "--sync", window);
    // Two frames later everything that was to be drawn is drawn.
    await this.#page.run(
      "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
    await this.#session.picture(window, file);
  }

  /** Saves what the page draws: the same pixels as `picture`, without asking the screen for them. */
  async drawing(file) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(await this.#page.picture(), "base64"));
  }

  /** Loads the page anew. */
  async reload() {
    await this.#page.go(await this.address());
  }

  /** Comes to the front, as at a click on it. */
  async comeBack() {
    await this.#session.run("xdotool", "windowactivate", "--sync", await this.window());
  }

  // Ending

  /** Closes the window as its close button does, and waits for the program to end. */
  async quit() {
    await this.look();
    await this.#session.closeWindow(await this.window());
    await this.#ended();
  }

  /** Ends the program at once, as a power cut would. */
  async kill() {
    await this.look();
    for (const { pid } of this.processes()) process.kill(pid, "SIGKILL");
    await this.#ended();
  }

  /** Hangs from now on, until what comes back is called: that ends it. */
  async hang() {
    await this.look();
    this.#over = true;
    const hanging = this.processes();
    for (const { pid } of hanging) process.kill(pid, "SIGSTOP");
    return () => {
      for (const { pid } of hanging) process.kill(pid, "SIGKILL");
      this.#driver.kill();
    };
  }

  /** The running programs of this session that are Latchkey. */
  processes() {
    return this.#session.processes().filter((one) => one.program === this.#binary);
  }

  async #ended() {
    this.#over = true;
    const over = until("the program to end", () => this.processes().length === 0);
    await over.catch(async ({ message }) => {
      const windows = await this.#session.windows("Latchkey");
      throw new Error(`${message}, which has ${windows.length} windows`);
    });
    this.#driver.kill();
  }
}

/** A port that was free a moment ago: the driver cannot choose one and tell. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
