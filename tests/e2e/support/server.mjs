// The stand-in ProcessMaker (tests/processmaker), as a program of its own.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { program } from "./programs.mjs";
import { within } from "./until.mjs";

export class Server {
  #child;
  #lastCanaries;

  constructor(child, announced) {
    this.#child = child;
    /** Where it answers, without a slash at the end. @type {string} */
    this.address = announced.address;
    /** Who may sign in. @type {{ username: string, password: string }} */
    this.user = { username: announced.user, password: announced.password };
    /** Who may register clients. @type {{ username: string, password: string }} */
    this.administrator = { username: announced.administrator, password: announced.password };
  }

  /**
   * @param {{ accessTtl?: number, port?: number, generation?: "3" | "4" | "2026",
   *   profile?: "debug" | "release" }} [wish]
   *   seconds that an access token lives; 0: any free port
   */
  static async start({ accessTtl, port = 0, generation = "4", profile } = {}) {
    const args = ["--port", String(port), "--demo", "--exit-with-parent"];
    args.push("--generation", generation);
    if (accessTtl !== undefined) args.push("--access-ttl", String(accessTtl));
    const child = spawn(program("processmaker", profile), args, {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const ended = new Promise((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the stand-in server ended with ${code}`)));
    });
    ended.catch(() => {});
    const firstLine = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    const { value } = await within("the stand-in server", 20, Promise.race([firstLine, ended]));
    const server = new Server(child, JSON.parse(value));
    // One that is found nowhere by chance.
    server.user.password = `canary-${randomUUID()}`;
    server.administrator.password = server.user.password;
    await server.#change("passwords", { are: server.user.password });
    return server;
  }

  /** What Latchkey is registered as. @returns {Promise<{ client_id: string, client_secret: string, redirect: string }>} */
  async client() {
    return (await fetch(`${this.address}/_stand-in/client`)).json();
  }

  /** Registers another redirect string for Latchkey, as an administrator does. */
  async register(redirect) {
    await this.#change("client", { redirect });
  }

  /** Ticks the box for passwords on Latchkey's client, as an administrator does. */
  async allowPasswords() {
    await this.#change("client", { also: "password" });
  }

  /** Revokes every token of a person, as they can in ProcessMaker. */
  async revoke(username) {
    await this.#change("revoke", { username });
  }

  /** Spoils the next request to an endpoint. @param {{ retryAfter?: number }} [wish] in seconds */
  async spoil(endpoint, fault, { retryAfter = 60 } = {}) {
    await this.#change("fault", { endpoint, fault, retry_after: String(retryAfter) });
  }

  /** Every request so far. @returns {Promise<{ method: string, path: string, status: number, grant_type: string | null }[]>} */
  async requests() {
    return (await fetch(`${this.address}/_stand-in/requests`)).json();
  }

  /**
   * Every secret that was sent or issued so far, also once the server has ended.
   *
   * @returns {Promise<{ kind: string, value: string }[]>}
   */
  async canaries() {
    return this.#lastCanaries ?? (await fetch(`${this.address}/_stand-in/canaries`)).json();
  }

  async #change(what, fields) {
    const answer = await fetch(`${this.address}/_stand-in/${what}`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    if (!answer.ok) throw new Error(`the stand-in server answered ${answer.status} to ${what}`);
  }

  /**
   * Asks the API as a person's script would, with the token from the clipboard.
   *
   * @param {string} path
   * @param {string} token
   */
  async api(path, token) {
    const headers = { accept: "application/json", authorization: `Bearer ${token}` };
    return fetch(`${this.address}/api/1.0${path}`, { headers });
  }

  async end() {
    this.#lastCanaries = await this.canaries();
    this.#child.kill();
  }
}

/** The claims of an access token, unverified. */
export function claims(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString("utf8"));
}
