// The Debian package, installed on this machine: npm run test:installed
//
// The command builds one with the quick profile, whose program is an installed one in everything that it is asked for
// here. $LATCHKEY_PACKAGES names a folder with another, as `npm run build` makes it.
//
// It needs the rights to install packages, and refuses to touch a Latchkey that is installed already.
// In the end the package is gone again, whatever happened.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { App } from "../e2e/support/app.mjs";
import { Browser } from "../e2e/support/browser.mjs";
import { root } from "../e2e/support/programs.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until, within } from "../e2e/support/until.mjs";

/** Of what people install: the identifier, and the scheme of its links. */
const IDENTIFIER = "io.github.latchkey-app";
const KIND = `x-scheme-handler/${IDENTIFIER}`;
const PROGRAM = "/usr/bin/latchkey-desktop";

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8" });
const asRoot = (...command) => run(...(process.getuid() === 0 ? command : ["sudo", ...command]));
const isInstalled = () => existsSync(PROGRAM);

let folder, session, server, browser;

/** The package of this version. */
function built() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const quick = join(root, "target", "debug", "bundle", "deb");
  const packages = process.env.LATCHKEY_PACKAGES ?? quick;
  const name = readdirSync(packages).find(
    (name) => name.startsWith(`Latchkey_${version}_`) && name.endsWith(".deb"),
  );
  return { version, file: join(packages, name) };
}

/** The same package as one of a version before all others. */
function older({ file }) {
  const [unpacked, packed] = [join(folder, "unpacked"), join(folder, "older.deb")];
  run("dpkg-deb", "--raw-extract", file, unpacked);
  const control = join(unpacked, "DEBIAN", "control");
  const text = readFileSync(control, "utf8").replace(/^Version: .*$/m, "Version: 0.0.1");
  writeFileSync(control, text);
  run("dpkg-deb", "--root-owner-group", "--build", unpacked, packed);
  return packed;
}

const installedVersion = () =>
  run("dpkg-query", "--show", "--showformat", "${Version}", "latchkey");
const open = (...args) => App.start(session, { binary: PROGRAM, args });
const link = (query) => session.run("xdg-open", `${IDENTIFIER}://connect?${query}`);
const owner = async () => (await session.run("xdg-mime", "query", "default", KIND)).trim();
const running = () => session.processes().filter(({ program }) => program === PROGRAM);

before(async () => {
  assert.ok(!isInstalled(), `${PROGRAM} is there already`);
  folder = mkdtempSync(join(tmpdir(), "latchkey-installed-"));
  session = await Session.start();
  server = await Server.start();
  browser = new Browser(session);
  browser.allow(server.address, IDENTIFIER);
});

after(async () => {
  if (isInstalled()) asRoot("dpkg", "--purge", "latchkey");
  await server?.end();
  await session?.end();
  rmSync(folder, { recursive: true, force: true });
});

test("the installed package: links, a sign-in, an upgrade, and no trace", async (context) => {
  const { version, file } = built();
  // One builds on the other: the first that fails is the last.
  const step = (name, does) => {
    context.diagnostic(name);
    return within(name, 60, Promise.resolve().then(does));
  };

  await step("it installs, and the links of the scheme are its own", async () => {
    asRoot("dpkg", "--install", older({ file }));
    assert.equal(installedVersion(), "0.0.1");
    assert.equal(await owner(), "Latchkey.desktop");
    run("desktop-file-validate", "/usr/share/applications/Latchkey.desktop");
  });

  await step("a link starts it", async () => {
    await link("address=https://borealis.example&name=Borealis&client_id=7");
    const window = await until("the window", async () => (await session.windows("Latchkey")).at(0));
    const [{ args }] = running();
    assert.match(args.at(-1), new RegExp(`^${IDENTIFIER}://connect\\?address=`));
    await session.closeWindow(window);
    await until("the program to end", () => running().length === 0);
  });

  await step("a link reaches it while it runs, and a sign-in comes back to it", async () => {
    const app = await open();
    await app.sees("Add your first connection");
    const { client_id, client_secret } = await server.client();
    await link(
      new URLSearchParams({
        address: server.address,
        name: "Acme",
        environment: "test",
        client_id,
      }),
    );
    await app.press("Fill in the form");
    await server.register(await app.value("Redirect URL"));
    await app.fill("Client secret", client_secret);
    await app.press("Save and sign in");
    await browser.logIn(server.user);
    await browser.authorize();
    await app.sees("Maria");
    assert.match(await browser.answer(), new RegExp(`^${IDENTIFIER}://oauth/callback/`));
    await works(app);
    await app.quit();
  });

  await step("nothing of its own is written for the scheme into the home folder", () => {
    const entries = readdirSync(join(session.home, ".local", "share", "applications"));
    assert.deepEqual(
      entries.filter((name) => name.includes("atchkey")),
      [],
    );
  });

  await step("an upgrade keeps connections and tokens", async () => {
    asRoot("dpkg", "--install", file);
    assert.equal(installedVersion(), version);
    const before = await server.requests();
    const app = await open();
    await app.sees("Acme");
    await works(app);
    const since = (await server.requests()).slice(before.length);
    assert.ok(!since.some(({ path }) => path.startsWith("/oauth")), "nobody signed in again");
    await app.quit();
  });

  await step("a copy that was used before leaves the links to the package", async () => {
    const handler = `${IDENTIFIER}-handler.desktop`;
    const entry = join(session.home, ".local", "share", "applications", handler);
    writeFileSync(
      entry,
      `[Desktop Entry]\nType=Application\nName=Latchkey\nExec=/bin/false %u\nMimeType=${KIND};\n`,
    );
    await session.run("xdg-mime", "default", handler, KIND);
    assert.equal(await owner(), handler);
    const app = await open();
    await app.sees("Acme");
    await until("the links to be its own", async () => (await owner()) === "Latchkey.desktop");
    assert.ok(!existsSync(entry));
    await app.quit();
  });

  await step("it goes without a trace, but what a person has stays", async () => {
    const files = run("dpkg", "--listfiles", "latchkey").split("\n").filter(Boolean);
    const before = files.filter((path) => /latchkey/i.test(path));
    assert.ok(before.includes(PROGRAM));
    asRoot("dpkg", "--purge", "latchkey");
    assert.deepEqual(
      before.filter((path) => existsSync(path)),
      [],
    );
    assert.equal(await owner(), "");
    assert.ok(existsSync(join(session.home, ".config", IDENTIFIER, "connections.json")));
    assert.match(await session.keyring(IDENTIFIER), /secret = /);
  });
});

/** The token that the window hands out is one that the server takes. */
async function works(app) {
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  const answer = await server.api("/users/me", token);
  assert.notEqual(answer.status, 401, "the server accepts the copied token");
}
