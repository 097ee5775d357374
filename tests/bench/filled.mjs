// A computer on which somebody is signed in to many connections.
//
// One is signed in by the program itself; the others are copies of it under ids of their own. A keyring of the usual
// kind is written anew at each entry, so theirs is one that lies in the clear, written at once.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "../e2e/support/app.mjs";
import { until } from "../e2e/support/until.mjs";
import { latchkey } from "./programs.mjs";

/** Identifier and keyring service of a release build. */
export const IDENTIFIER = "io.github.latchkey-app";

/**
 * Signs a user of the stand-in in, by password.
 *
 * @param {string} [address] of the server, where something stands in front of it
 * @returns {Promise<string>} the id of the connection
 */
export async function signedIn(app, server, user, address = server.address) {
  await server.allowPasswords();
  const client = await server.client();
  const draft = {
    name: "Acme 0",
    address,
    generation: "version4",
    environment: "test",
    method: "password",
    clientId: client.client_id,
    clientSecret: client.client_secret,
    trust: { kind: "system" },
  };
  const invoke = "return window.__TAURI_INTERNALS__.invoke(...arguments)";
  const id = await app.run(invoke, "add_connection", { draft });
  await app.sees(draft.name);
  const { username: userName, password } = user;
  await app.run(invoke, "sign_in_with_password", { id, userName, password });
  await app.sees("Copy access token");
  return id;
}

/** One connection, as it lies on the disk and in the keyring. */
export async function template(session, server) {
  const app = await App.start(session, { binary: latchkey });
  await app.sees("Add your first connection");
  const id = await signedIn(app, server, server.user);
  await app.quit();
  const list = JSON.parse(readFileSync(listOf(session), "utf8"));
  const entries = await until("the entries of the keyring", async () => {
    // Attributes go to the other stream.
    const search = `stdbuf -oL secret-tool search --all service ${IDENTIFIER} 2>&1`;
    const found = read(await session.run("sh", "-c", search));
    return found.length > 0 && found;
  });
  return { id, list, entries };
}

const listOf = ({ home }) => join(home, ".config", IDENTIFIER, "connections.json");

/** Secrets and attributes, from what secret-tool prints of them. */
function read(printed) {
  return printed
    .split(/^\[.*\]$/m)
    .slice(1)
    .map((item) => ({
      secret: /^secret = (.*)$/m.exec(item)[1],
      attributes: [...item.matchAll(/^attribute\.(\S+) = (.*)$/gm)].map(([, ...pair]) => pair),
    }));
}

/** Fills the computer with so many connections, and makes its keyring ready: that takes a minute for ten thousand. */
export async function fill(session, { id, list, entries }, count) {
  const [connection] = list.connections;
  const ids = Array.from({ length: count }, () => randomUUID());
  const connections = ids.map((own, nth) => ({ ...connection, id: own, name: `Acme ${nth + 1}` }));
  writeFileSync(listOf(session), JSON.stringify({ ...list, connections }));

  const items = ids.flatMap((own) => entries.map((entry) => renamed(entry, id, own)));
  const folder = join(session.home, ".local", "share", "keyrings");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "many.keyring"), keyringFile(items));
  const start = "printf demo | gnome-keyring-daemon --replace --unlock --components=secrets";
  await session.run("sh", "-c", `${start} >'${session.folder}/keyring.log' 2>&1`);
  const [, user] = items.at(-1).attributes.find(([name]) => name === "username");
  await until(
    "the filled keyring",
    async () =>
      (await session.run("secret-tool", "search", "--unlock", "username", user)).includes("secret"),
    { seconds: 180 },
  );
}

function renamed({ secret, attributes }, from, to) {
  return { secret, attributes: attributes.map(([name, value]) => [name, value.replace(from, to)]) };
}

/** The format of a keyring of GNOME that has no password. */
function keyringFile(items) {
  const lines = ["[keyring]", "display-name=many", "ctime=0", "mtime=0"];
  lines.push("lock-on-idle=false", "lock-after=false");
  for (const [nth, { secret, attributes }] of items.entries()) {
    lines.push("", `[${nth + 1}]`, "item-type=0", "display-name=Latchkey");
    lines.push(`secret=${secret.replaceAll("\\", "\\\\")}`, "mtime=0", "ctime=0");
    for (const [number, [name, value]] of attributes.entries()) {
      lines.push("", `[${nth + 1}:attribute${number}]`);
      lines.push(`name=${name}`, "type=string", `value=${value}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
