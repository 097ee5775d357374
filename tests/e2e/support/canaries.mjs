// Every secret of a story, looked for wherever none may be.
//
// Only the server knows all of them, and tells at the end (see ../../processmaker/canaries.rs).
// Until then everything is kept that could be read from outside: what the page showed whenever a story looked, what
// crossed between page and program, arguments and environments, and every message on the session's bus.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App } from "./app.mjs";
import { IDENTIFIER } from "./programs.mjs";
import { until } from "./until.mjs";

/** Which secret a person may hand to the program, by the command that takes it, once. */
const TAKEN_BY = {
  add_connection: "client-secret",
  edit_connection: "client-secret",
  sign_in_with_password: "password",
  use_personal_token: "personal-token",
  paste_redirect: "code",
};

/** Which secret the server is asked about before it is saved, as often as a person wants to know. */
const ASKED_BY = { check_credentials: "client-secret" };

/** Which secrets the keyring keeps. */
const KEPT = ["client-secret", "access-token", "refresh-token", "personal-token"];

/** The way back from the browser, which brings the code: over the bus, through a second start, to the first one. */
const REDIRECT = new RegExp(`^${IDENTIFIER}://oauth/callback/`);
const HAND_OVER =
  /interface=org\.(freedesktop\.portal\.OpenURI|gtk\.gio\.DesktopAppInfo|SingleInstance\.DBus);/;

/** Whatever looks like a token of any generation. */
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+|def50200[0-9a-f]+|\b[0-9a-f]{40}\b/g;

/** Keeps what crosses between page and program. Only a snapshot crossed before, and the next one says it all again. */
const RECORD = `
  const crossed = (window.crossed = []);
  const ask = window.fetch;
  window.fetch = (address, wish) => {
    const command = decodeURIComponent(new URL(address).pathname.slice(1));
    crossed.push({ command, text: String(wish?.body) });
    return ask(address, wish);
  };
  const { callbacks } = window.__TAURI_INTERNALS__;
  callbacks.get = (id) => {
    const callback = Map.prototype.get.call(callbacks, id);
    return callback && ((answer) => {
      crossed.push({ text: JSON.stringify(answer) });
      return callback(answer);
    });
  };`;

const LOOK =
  "return { page: document.documentElement.outerHTML, crossed: window.crossed.splice(0) }";

export class Canaries {
  #session;
  #server;
  #pages = new Set();
  #asked = [];
  #answered = [];
  #processes = new Map();
  #bus = "";

  constructor(session, server) {
    this.#session = session;
    this.#server = server;
  }

  /** Begins before anything is told. */
  static async start(session, server) {
    const canaries = new Canaries(session, server);
    const monitor = session.start("dbus-monitor", ["--session"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    monitor.stdout.setEncoding("utf8").on("data", (text) => (canaries.#bus += text));
    await until("the bus to be heard", () => canaries.#bus !== "");
    return canaries;
  }

  /** Meets a page that has just been opened. @param {import("./webdriver.mjs").WebDriver} page */
  async meet(page) {
    await page.run(RECORD);
    await this.look(page);
  }

  /** Looks at a page, and at every program that runs. @param {import("./webdriver.mjs").WebDriver} page */
  async look(page) {
    const seen = await page.run(LOOK);
    this.#pages.add(seen.page);
    for (const one of seen.crossed) (one.command ? this.#asked : this.#answered).push(one);
    for (const one of this.#session.processes()) {
      this.#processes.set([one.pid, ...one.args].join(), one);
    }
  }

  /**
   * Fails if a secret was where none may be, or if one could have been there unseen.
   *
   * @param {boolean} emptied whether everything was removed at the end, from the keyring too
   */
  async check(emptied = false) {
    const secrets = await this.#server.canaries();
    const kept = await this.#session.keyring(IDENTIFIER);
    assert.deepEqual(this.#unproven(secrets, kept, emptied), [], "the search would find something");
    assert.deepEqual(this.#found(secrets, kept), [], "no secret is where none may be");
  }

  /** Whoever sees nothing finds nothing: what has to hold for a search to mean something, and does not. */
  #unproven(secrets, kept, emptied) {
    const kinds = new Set(secrets.map(({ kind }) => kind));
    const known = new Set(secrets.map(({ value }) => value));
    const proofs = [
      ["the log says everything", /latchkey=trace/.test(App.log(this.#session))],
      [
        "no token in the keyring is unknown",
        kept.match(TOKEN)?.every((one) => known.has(one)) ?? true,
      ],
    ];
    if (kinds.has("access-token")) {
      const sent = ["client-secret", "password", ...(kinds.has("code") ? ["verifier"] : [])];
      proofs.push(
        ...[...sent, "refresh-token"].map((kind) => [`the server saw a ${kind}`, kinds.has(kind)]),
        [
          emptied ? "the keyring is empty" : "the keyring holds secrets",
          [...known].some((value) => kept.includes(value)) !== emptied,
        ],
        ["the page asked the program", this.#asked.length > 0],
        ["the program answered", this.#answered.length > 0],
        ["the bus was heard", this.#bus.includes("org.freedesktop.secrets")],
      );
    }
    return proofs.filter(([, holds]) => !holds).map(([what]) => what);
  }

  #found(secrets, kept) {
    const hits = new Set();
    const search = (place, text, isAllowed = () => false) => {
      for (const { kind, value } of secrets) {
        const at = placeOf(value, text);
        if (at >= 0 && !isAllowed(kind, value)) {
          hits.add(`${kind} in ${place}: …${text.slice(Math.max(0, at - 60), at)}`);
        }
      }
    };
    const taken = new Set();
    for (const { command, text } of this.#asked) {
      search(`a command, ${command}`, text, (kind, value) => {
        if (ASKED_BY[command] === kind) return true;
        const first = !taken.has(value);
        taken.add(value);
        return first && TAKEN_BY[command] === kind;
      });
    }
    for (const { text } of this.#answered) search("an answer to the page", text);
    for (const page of this.#pages) search("the page", page);
    for (const { program, args, environment } of this.#processes.values()) {
      search(`the arguments of ${program}`, args.filter((one) => !REDIRECT.test(one)).join(" "));
      search(`the environment of ${program}`, environment);
    }
    for (const message of this.#bus.split(/^(?=method |signal |error )/m)) {
      const isHandOver = HAND_OVER.test(message);
      const [head] = message.split("\n", 1);
      search(`a message on the bus, ${head}`, message, (kind) => kind === "code" && isHandOver);
    }
    for (const [path, text] of filesOf(this.#session)) search(path, text);
    search("the keyring", kept, (kind) => KEPT.includes(kind));
    return [...hits];
  }
}

/** Where a secret is in a text, whole or without its beginning, in which all of a kind are alike; -1 if nowhere. */
function placeOf(secret, text) {
  const end = Math.max(0, secret.length - 16);
  const parts = [Math.floor(end / 2), end].map((at) => secret.slice(at, at + 16));
  return Math.max(...parts.map((part) => text.indexOf(part)));
}

/** Path and content of every file and log of a session; the browser's profile and the keyring's files are theirs. */
function* filesOf({ folder, home }) {
  const theirs = [join(home, "chromium"), join(home, ".local", "share", "keyrings")];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || theirs.some((other) => path.startsWith(other))) continue;
    // Data bases of the web view keep text as UTF-16.
    yield [path, `${entry.name} ${readFileSync(path, "latin1").replaceAll("\0", "")}`];
  }
}
