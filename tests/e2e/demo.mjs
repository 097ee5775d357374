// The main job without hands, in a private desktop with a real browser and a real keyring: npm run demo
//
// Pictures of every state go to target/demo/, light and dark, wide and narrow.
// The last line, the only one on standard output, says what was measured; nothing in it is taken for granted.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { IDENTIFIER, root } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { play } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const pictures = join(root, "target", "demo");
const sizes = { wide: { width: 900, height: 640 }, narrow: { width: 420, height: 480 } };

const say = (line) => process.stderr.write(`demo: ${line}\n`);

/** Plays the whole job once and returns what was measured on the way. */
async function perform({ session, server, browser, open }, appearance) {
  let number = 0;
  const picture = async (name, ...shapes) => {
    number += 1;
    for (const shape of shapes.length > 0 ? shapes : Object.keys(sizes)) {
      await app.resize(sizes[shape]);
      const file = `${String(number).padStart(2, "0")}-${name}-${appearance}${shape === "wide" ? "" : `-${shape}`}.png`;
      await app.picture(join(pictures, file));
    }
    if (!shapes.includes("wide")) await app.resize(sizes.wide);
  };

  say(`opening the window (${appearance})`);
  let app = await open();
  await app.sees("Sign in to ProcessMaker");
  await picture("signed-out");
  await app.press("Add connection");
  await app.sees("Add a connection");
  await app.fill("Address of your ProcessMaker", server.address);
  await app.sees("ProcessMaker 4 answers here");
  await app.fill("Name", "Acme production");
  await picture("add-a-connection");
  await app.press("Cancel");
  await app.press("Settings");
  await app.sees("Clear a copied token");
  await picture("settings");
  await app.press("Done");

  say("pressing Sign in to ProcessMaker");
  await app.press("Sign in to ProcessMaker");
  await app.sees("Continue in your browser");
  // The browser comes to the front while it opens, and would be in the picture.
  await (await browser.page("/login")).waitForLoadState();
  await picture("continue-in-your-browser");
  await app.press("Paste the address instead");
  await picture("paste-the-address");
  await app.press("Back");

  say("signing in and refusing, in the browser");
  await browser.logIn(server.user);
  await browser.deny();
  await app.sees("The sign-in was cancelled");
  await picture("refused");

  say("signing in again and authorizing");
  await app.press("Sign in to ProcessMaker");
  await browser.authorize();
  await app.sees("Copy access token");
  const answer = new URL(await browser.answer());
  const redirect =
    answer.protocol === `${IDENTIFIER}:`
      ? "deep-link"
      : answer.hostname === "127.0.0.1"
        ? "loopback"
        : "unknown";
  await picture("signed-in");

  say("copying");
  await app.press("Copy access token");
  await app.sees(/Copied/);
  await picture("copied");
  const token = await until("the token on the clipboard", () => session.clipboard());
  const kinds = await session.clipboardKinds();
  assert(
    kinds.includes("x-kde-passwordManagerHint"),
    `the copy is marked as a secret (offered: ${kinds})`,
  );

  say("calling the API with the copied token");
  const reply = await server.api(`/users/${claims(token).sub}`, token);
  const person = reply.ok ? await reply.json() : undefined;
  const shown = await app.text();
  const signedInAs =
    person && [person.fullname, person.username].every((name) => shown.includes(name))
      ? person.fullname
      : "unknown";
  const secondsLeft = Math.round(claims(token).exp - Date.now() / 1000);
  await app.sees(new RegExp(countdownOf(secondsLeft)));

  say("restarting");
  await app.quit();
  app = await open();
  await app.sees(/Sign in to ProcessMaker|Copy access token/);
  const afterwards = await app.text();
  const afterRestart =
    afterwards.includes("Copy access token") && afterwards.includes(signedInAs)
      ? "signed-in"
      : "signed-out";
  await picture("after-the-restart");

  say("refreshing and signing out");
  await app.press("Refresh");
  await app.sees("it stops working at once");
  await picture("refresh");
  await app.press("Refresh", { inDialog: true });
  await app.sees("An earlier copy has stopped working");
  await picture("refreshed");
  await app.press("Sign out");
  await picture("sign-out");
  await app.press("Sign out", { inDialog: true });
  await app.sees("Your browser itself stays signed in");
  await picture("signed-out-again");
  const afterSignOut = await server.api(`/users/${claims(token).sub}`, token);
  assert.equal(afterSignOut.status, 401, "the copied token has stopped working");

  return {
    redirect,
    signed_in_as: signedInAs,
    seconds_left: secondsLeft,
    copied_bytes: Buffer.byteLength(token),
    copied_token_accepted: reply.status === 200,
    after_restart: afterRestart,
  };
}

/** What the countdown says of a time that has days or minutes to go. */
function countdownOf(seconds) {
  const days = Math.floor(seconds / 86_400);
  return days >= 1 ? `${days} days?` : "\\d+:\\d\\d|\\d+ h";
}

rmSync(pictures, { recursive: true, force: true });
const measured = {};
try {
  for (const appearance of ["light", "dark"]) {
    await play(`demo ${appearance}`, { appearance }, async (stage) => {
      measured[appearance] = await perform(stage, appearance);
    });
  }
  const { light } = measured;
  for (const result of Object.values(measured)) {
    assert.equal(result.redirect, "deep-link", "the sign-in came back by deep link");
    assert.notEqual(result.signed_in_as, "unknown", "the window shows whom the server names");
    assert(result.seconds_left > 0, "the token has time left");
    assert.equal(result.copied_token_accepted, true, "the server accepts the copied token");
    assert.equal(result.after_restart, "signed-in", "the restart kept the sign-in");
  }
  say(`pictures are in ${pictures}`);
  console.log(JSON.stringify(light));
} catch (error) {
  say(`this did not work: ${error.stack ?? error}${error.cause ? `\n${error.cause}` : ""}`);
  process.exitCode = 1;
}
