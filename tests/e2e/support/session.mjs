// A desktop of its own (see ../desktop-session), held open for as long as a story lasts.
import { execFile, execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { until, within } from "./until.mjs";

const wrapper = join(dirname(dirname(fileURLToPath(import.meta.url))), "desktop-session");

/** Runs inside: tells its environment, and lasts until nobody listens any more. */
const holder =
  'console.log(JSON.stringify(process.env)); process.stdin.resume().on("end", () => process.exit())';

export class Session {
  #wrapper;

  constructor(wrapper, environment) {
    this.#wrapper = wrapper;
    /** What a program needs to be started in this desktop. */
    this.environment = environment;
    /** Holds the home folder, the run-time folder and the logs. */
    this.folder = environment.LATCHKEY_SESSION;
    this.home = environment.HOME;
  }

  /**
   * @param {{ appearance?: "light" | "dark", desktop?: string, log?: string }} [wish]
   *   desktop: its name, as $XDG_CURRENT_DESKTOP; log: how much programs write, as $RUST_LOG
   */
  static async start({ appearance = "light", desktop = "GNOME", log = "warn" } = {}) {
    const child = spawn(wrapper, [process.execPath, "-e", holder], {
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        ...process.env,
        LATCHKEY_BROWSER: browserProgram(),
        LATCHKEY_DESKTOP: desktop,
        RUST_LOG: log,
      },
    });
    const ended = new Promise((_, reject) => {
      child.once("exit", (code) => reject(new Error(`the desktop session ended with ${code}`)));
    });
    ended.catch(() => {});
    const firstLine = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    const { value } = await within("the desktop session", 60, Promise.race([firstLine, ended]));
    const session = new Session(child, JSON.parse(value));
    session.#choose(appearance);
    return session;
  }

  /** As the person's system setting, read by every GTK program at its start. */
  #choose(appearance) {
    const folder = join(this.home, ".config", "gtk-3.0");
    mkdirSync(folder, { recursive: true });
    const dark = appearance === "dark" ? 1 : 0;
    writeFileSync(
      join(folder, "settings.ini"),
      `[Settings]\ngtk-application-prefer-dark-theme=${dark}\n`,
    );
  }

  /**
   * Starts a program in this desktop.
   *
   * @param {string} program
   * @param {string[]} args
   * @param {import("node:child_process").SpawnOptions} [options]
   */
  start(program, args, { env, ...options } = {}) {
    return spawn(program, args, { ...options, env: { ...this.environment, ...env } });
  }

  /**
   * Runs a program in this desktop to its end and returns what it printed.
   *
   * @param {string} program
   * @param {string[]} args
   */
  async run(program, ...args) {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      env: this.environment,
      timeout: 10_000,
    });
    appendFileSync(join(this.folder, "others.log"), stderr);
    return stdout;
  }

  /** The text on the clipboard, `undefined` when there is none. */
  async clipboard() {
    const kinds = await this.clipboardKinds();
    if (!kinds.includes("UTF8_STRING")) return undefined;
    return this.run("xclip", "-selection", "clipboard", "-o", "-t", "UTF8_STRING");
  }

  /** Under which names the clipboard offers its content. */
  async clipboardKinds() {
    // Without an owner of the clipboard, xclip fails.
    const kinds = await this.run("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").catch(
      () => "",
    );
    return kinds.split("\n").filter(Boolean);
  }

  /** Copies a text, as a person does in another program. */
  async copyElsewhere(text) {
    const xclip = this.start("xclip", ["-selection", "clipboard", "-i"], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    xclip.stdin.end(text);
    await until("the other program's copy", async () => (await this.clipboard()) === text);
  }

  /** Everything that the keyring holds for a service, in the clear. */
  async keyring(service) {
    return this.run("secret-tool", "search", "--all", "service", service).catch(() => "");
  }

  /** The windows on the screen with this title. */
  async windows(title) {
    const found = await this.run(
      "xdotool",
      "search",
      "--onlyvisible",
      "--name",
      `^${title}$`,
    ).catch(() => "");
    return found.split("\n").filter(Boolean);
  }

  /** Which window has the keyboard. */
  async activeWindow() {
    return (await this.run("xdotool", "getactivewindow").catch(() => "")).trim();
  }

  /** Closes a window as a task bar does: keys would go to whatever has the keyboard in that moment. */
  async closeWindow(window) {
    await this.run("wmctrl", "-i", "-c", window);
  }

  /** Brings a window to the front and saves a picture of its inside. */
  async picture(window, file) {
    mkdirSync(dirname(file), { recursive: true });
    await this.run("xdotool", "windowactivate", "--sync", window);
    await this.run("scrot", "--overwrite", "--focused", file);
  }

  /** Saves a picture of the whole screen. */
  async screenshot(file) {
    mkdirSync(dirname(file), { recursive: true });
    await this.run("scrot", "--overwrite", file);
  }

  /**
   * Everything that runs in this desktop.
   *
   * @returns {{ pid: number, program: string, args: string[], environment: string }[]}
   */
  processes() {
    const mark = `LATCHKEY_SESSION=${this.folder}`;
    const found = [];
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
        if (!environment.split("\0").includes(mark)) continue;
        const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
        const program = readlinkSync(`/proc/${pid}/exe`);
        found.push({ pid: Number(pid), program, args, environment });
      } catch {
        // It ended while we looked, or it belongs to somebody else.
      }
    }
    return found;
  }

  /** Ends everything that was started in this desktop. */
  async end() {
    const ended = new Promise((resolve) => this.#wrapper.once("exit", resolve));
    this.#wrapper.stdin.end();
    await within("the desktop session to end", 30, ended);
  }
}

/** A browser that Chromium's switches work with, and that can live in another home folder: no snap can. */
export function browserProgram() {
  for (const name of ["chromium", "google-chrome-stable", "google-chrome"]) {
    try {
      const path = realpathSync(execFileSync("which", [name], { encoding: "utf8" }).trim());
      if (!/(^|\/)snap($|\/)/.test(path)) return path;
    } catch {
      // Not installed: the next one.
    }
  }
  return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
}
