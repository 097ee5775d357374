// Whoever gets out of a page gets here: a server that speaks HTTP, a port that only counts who comes, one for UDP, and
// a list of the names that programs ask the system for.
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { createServer as createTcp } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "lookups.c");

/** What makes the names that a program asks for known: they are asked of the C library, before there is any DNS. */
export function listened(session) {
  const library = join(session.folder, "lookups.so");
  if (!existsSync(library)) execFileSync("cc", ["-shared", "-fPIC", "-o", library, source, "-ldl"]);
  return { LD_PRELOAD: library, CANARY_LOOKUPS: listOf(session) };
}

const listOf = (session) => join(session.folder, "lookups");

/** Comes by everything that is counted, from a program that nothing holds back. */
export async function knock(session, { ports, domain }, env) {
  const script = `
    const { http, tcp, udp } = ${JSON.stringify(ports)};
    fetch("http://127.0.0.1:" + http + "/http");
    require("net").connect(tcp, "127.0.0.1").on("error", () => {});
    const socket = require("dgram").createSocket("udp4");
    socket.send("x", udp, "127.0.0.1", () => socket.close());
    require("dns").lookup("name.${domain}", () => {});`;
  await once(session.start(process.execPath, ["-e", script], { env, stdio: "inherit" }), "exit");
}

export class Canary {
  #session;
  #label;
  #http;
  #tcp;
  #udp;
  #came = [];

  constructor(session, label) {
    this.#session = session;
    this.#label = label;
  }

  /** @param {string} label tells this canary's names from those of another one */
  static async start(session, label) {
    const canary = new Canary(session, label);
    const note = (what) => canary.#came.push(what);
    canary.#http = createHttp((request, response) => {
      note(request.url.split("?", 1)[0]);
      response.setHeader("access-control-allow-origin", "*").setHeader("cache-control", "no-store");
      response
        .setHeader("content-type", request.url.endsWith(".js") ? "text/javascript" : "text/html")
        .end();
    });
    canary.#http.on("upgrade", (request, socket) => {
      note(request.url.split("?", 1)[0]);
      socket.destroy();
    });
    canary.#http.on("connection", () => note("connected"));
    canary.#tcp = createTcp((socket) => {
      note("/preconnect");
      socket.destroy();
    });
    canary.#udp = createSocket("udp4", () => note("/stun"));
    for (const server of [canary.#http, canary.#tcp]) server.listen(0, "127.0.0.1");
    canary.#udp.bind(0, "127.0.0.1");
    await Promise.all(
      [canary.#http, canary.#tcp, canary.#udp].map((one) => once(one, "listening")),
    );
    return canary;
  }

  /** What a way out needs to know of here. */
  get ports() {
    const [http, tcp, udp] = [this.#http, this.#tcp, this.#udp].map((one) => one.address().port);
    return { http, tcp, udp };
  }

  /** The ending of the names that lead here. */
  get domain() {
    return `${this.#label}.test`;
  }

  /** Everything that came so far, once: by number as "/way", by name as "way.…test". */
  came() {
    const list = listOf(this.#session);
    const names = existsSync(list) ? readFileSync(list, "utf8").split("\n") : [];
    const ours = names.filter((name) => name.endsWith(`.${this.domain}`));
    return new Set([...this.#came, ...ours]);
  }

  end() {
    this.#http.closeAllConnections();
    for (const one of [this.#http, this.#tcp, this.#udp]) one.close();
  }
}
