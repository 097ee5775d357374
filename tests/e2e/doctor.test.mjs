// What stands in the way is found, and taken out of it where a click can do that.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IDENTIFIER } from "./support/programs.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const KIND = `x-scheme-handler/${IDENTIFIER}`;
const LOOKED = /Everything is in order|needs? a look/;

async function checkUp(app) {
  await app.press("Settings");
  await app.press("Check this computer");
  await app.sees(LOOKED);
}

/** What a line says, by the name of what it is about. */
const line = (app, name) =>
  app.run(
    `const line = [...document.querySelectorAll("dialog li")]
      .find((one) => one.querySelector("b")?.textContent === arguments[0]);
     return line?.innerText ?? "";`,
    name,
  );

story("links that another program has taken are taken back by a click", {}, async (stage) => {
  const { session, server, open } = stage;
  const app = await open();
  const mine = await until("links to come here", async () => {
    const opens = (await session.run("xdg-mime", "query", "default", KIND)).trim();
    return opens.startsWith(IDENTIFIER) && opens;
  });
  await checkUp(app);
  assert.match(await line(app, "Links from the browser"), /They open Latchkey/);
  assert.match(await line(app, "Browser"), /Browser opens the sign-in page/);
  assert.match(await line(app, "Keyring"), /GNOME Keyring is unlocked/);
  assert.match(await line(app, "Session bus"), /can speak to each other/);
  assert.match(await line(app, new URL(server.address).host), /ProcessMaker 4 answers/);
  await app.press("Done");

  const thief = join(session.home, ".local/share/applications/thief.desktop");
  const entry = `[Desktop Entry]\nType=Application\nName=Link thief\nExec=/bin/true %u\nMimeType=${KIND};\n`;
  writeFileSync(thief, entry);
  await session.run("xdg-mime", "default", "thief.desktop", KIND);
  await checkUp(app);
  assert.match(await line(app, "Links from the browser"), /They open Link thief/);
  await app.press("Have links open Latchkey");
  await app.sees("They open Latchkey.");
  assert.equal((await session.run("xdg-mime", "query", "default", KIND)).trim(), mine);
});

story("a server that has stopped is said to be gone", {}, async (stage) => {
  const { server, open } = stage;
  const app = await open();
  await app.sees("Sign in to ProcessMaker");
  await server.end();
  await checkUp(app);
  await app.sees("1 of 9 needs a look");
  assert.match(await line(app, new URL(server.address).host), /The server cannot be reached/);
});

story("a keyring that is locked is said to be", {}, async (stage) => {
  const { session, open } = stage;
  const app = await open();
  await app.sees("Sign in to ProcessMaker");
  const collection = "/org/freedesktop/secrets/collection/login";
  await session.run(
    ...["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets"],
    ...["--object-path", "/org/freedesktop/secrets"],
    ...["--method", "org.freedesktop.Secret.Service.Lock", `['${collection}']`],
  );
  await checkUp(app);
  assert.match(await line(app, "Keyring"), /GNOME Keyring: The keyring is locked/);
  assert.ok(await app.offers("Unlock"));
});

story("whoever chooses the local address comes back by it", {}, async (stage) => {
  const { server, browser, open } = stage;
  const app = await open();
  await checkUp(app);
  await app.press("Use the local address instead");
  await app.sees("sign-ins come back to the local address, as you chose");
  await app.press("Done");
  await app.press("Sign in to ProcessMaker");
  await browser.logIn(server.user);
  await browser.authorize();
  await app.sees("Maria");
  assert.equal(new URL(await browser.answer()).hostname, "127.0.0.1");
});

story(
  "the report says where it was looked, tells no secret and names nobody",
  {},
  async (stage) => {
    const { session, server, open } = stage;
    const app = await open();
    await signIn(stage, app);
    await checkUp(app);
    await app.press("Copy report");
    const report = await until("the report", () => session.clipboard());
    assert.match(report, /^Latchkey \d/);
    assert.match(report, /\[good\] Keyring: GNOME Keyring, unlocked/);
    assert.ok(report.includes(new URL(server.address).host));
    assert.ok(!report.includes(session.home), "no folder of the person's own");
    assert.ok(!report.includes("Maria"), "no person");
    const secrets = await server.canaries();
    assert.notEqual(secrets.length, 0);
    assert.deepEqual(
      secrets.filter(({ value }) => report.includes(value)).map(({ kind }) => kind),
      [],
    );
  },
);
