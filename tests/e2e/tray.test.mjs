// The tray, what goes on while the window is hidden, and what people are told then.
import assert from "node:assert/strict";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Panel } from "./support/panel.mjs";
import { IDENTIFIER, program } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** How the entry of a program that starts with the computer is called. */
const entryOf = (session) => join(session.home, ".config", "autostart", "Latchkey.desktop");

/** The windows of the program, minimised or not. */
function windows(session, ...which) {
  return until("a look at the windows", async () => {
    try {
      const found = await session.run("xdotool", "search", ...which, "--name", "^Latchkey$");
      return found.split("\n").filter(Boolean);
    } catch ({ stderr }) {
      // One that goes while they are counted spoils the count.
      return stderr === "" && [];
    }
  });
}

const seen = (session) => windows(session, "--onlyvisible");

/** Waits for the window on the screen. */
async function shown(session) {
  const [window] = await until("the window", async () => {
    const all = await seen(session);
    return all.length > 0 && all;
  });
  return window;
}

/** Signs in, sets what is to be set, and ends the program as a power cut would. */
async function prepared(stage, settings = {}) {
  const app = await stage.open({ env: { LATCHKEY_AUTOSTART: "yes" } });
  await signIn(stage, app);
  await app.press("Settings");
  for (const [name, option] of Object.entries(settings)) await app.choose(name, option);
  return app;
}

/** Starts the program without anybody who steers its page: that would not survive its window. */
async function start({ session, server }, ...args) {
  // The screen may still show the one of before.
  await until("no window", async () => (await windows(session)).length === 0);
  const env = { LATCHKEY_DEMO: server.address, LATCHKEY_AUTOSTART: "yes" };
  const log = openSync(join(session.folder, "app.log"), "a");
  session.start(program("latchkey-desktop"), args, { stdio: ["ignore", log, log], env });
}

/** Starts the program, and hides it once it has asked who the token speaks for. */
async function hidden(stage, panel) {
  const { session, server } = stage;
  const asked = async () =>
    (await server.requests()).filter(({ path }) => path.includes("/users/")).length;
  const before = await asked();
  await start(stage);
  await session.closeWindow(await shown(session));
  await until("no window", async () => (await windows(session)).length === 0);
  await until("the question who it is", async () => (await asked()) > before);
  return panel.tray("a token", ({ menu }) =>
    Object.values(menu).some((items) => "Refresh" in items),
  );
}

const running = (session) =>
  session.processes().filter((one) => one.program === program("latchkey-desktop"));

const HIDES = { "Closing the window": "Hides it in the tray" };

story("hidden in the tray, the program hands out tokens and comes back", {}, async (stage) => {
  const { session, server } = stage;
  const panel = await Panel.start(session);
  await (await prepared(stage, HIDES)).kill();

  const { menu, title } = await hidden(stage, panel);
  assert.equal(title, "Latchkey: all is fine");
  const [label] = Object.keys(menu);
  await panel.press(label, "Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
  assert.deepEqual(await windows(session), [], "nobody asked for the window");

  await panel.click();
  await session.closeWindow(await shown(session));
  await until("no window", async () => (await windows(session)).length === 0);
  await session.run(program("latchkey-desktop"));
  await shown(session);
  assert.equal(running(session).length, 1);
  await panel.press("Quit");
  await until("the program to end", () => running(session).length === 0);
});

story("without a tray the window is minimised, never lost", {}, async (stage) => {
  const { session } = stage;
  await (await prepared(stage, HIDES)).kill();
  await start(stage);
  const window = await shown(session);
  await session.closeWindow(window);
  await until("no window in sight", async () => (await seen(session)).length === 0);
  assert.deepEqual(await windows(session), [window], "it is in the task bar");
  await session.run(program("latchkey-desktop"));
  assert.equal(await shown(session), window);
});

story("who has to sign in is told, and brought there", {}, async (stage) => {
  const { session, server, browser } = stage;
  const panel = await Panel.start(session);
  await (await prepared(stage, HIDES)).kill();
  const before = await hidden(stage, panel);
  const [label] = Object.keys(before.menu);
  await server.revoke(server.user.username);
  await panel.press(label, "Refresh");
  const notification = await panel.notification(/sign-in needed/);
  assert.match(notification.body, /Sign in again/);
  const after = await panel.tray("the need", ({ title }) => title.includes("needs you"));
  assert.notEqual(after.picture, before.picture, "the icon says so too");
  assert.equal(after.status, "NeedsAttention");

  await panel.answer(notification, "Show");
  await session.closeWindow(await shown(session));
  await panel.answer(notification, "Sign in");
  // The browser still knows who it is.
  await browser.authorize();
  await panel.tray("a token", ({ title }) => title.includes("all is fine"));
  await until("nothing left to say", async () => (await panel.notifications()).length === 0);
});

story("what nobody wants to hear of is not told", {}, async (stage) => {
  const { session, server } = stage;
  const panel = await Panel.start(session);
  const app = await prepared(stage, HIDES);
  const settings = join(session.home, ".config", IDENTIFIER, "connections.json");
  for (const [at, kind] of ["signInNeeded", "ending", "copyEnded"].entries()) {
    await app.run(`document.querySelectorAll("dialog [type=checkbox]")[${at}].click()`);
    await until("silence", () => readFileSync(settings, "utf8").includes(`"${kind}": false`));
  }
  await app.kill();
  const { menu } = await hidden(stage, panel);
  await server.revoke(server.user.username);
  await panel.press(Object.keys(menu)[0], "Refresh");
  await panel.tray("the need", ({ title }) => title.includes("needs you"));
  assert.deepEqual(await panel.notifications(), []);
});

story("started with the computer, it stays hidden until it is wanted", {}, async (stage) => {
  const { session } = stage;
  const panel = await Panel.start(session);
  const app = await prepared(stage, {
    "When I log in to this computer": "Start Latchkey hidden",
  });
  const entry = entryOf(session);
  // It is there before anything is written into it.
  await until("the entry", () => existsSync(entry) && readFileSync(entry, "utf8").length > 0);
  assert.match(readFileSync(entry, "utf8"), /^Exec=.*latchkey-desktop.* --at-login$/m);
  await app.choose("When I log in to this computer", "Do nothing");
  await until("no entry", () => !existsSync(entry));
  await app.choose("When I log in to this computer", "Start Latchkey hidden");
  await until("the entry", () => existsSync(entry));
  await app.kill();

  await start(stage, "--at-login");
  await panel.tray("a token", ({ menu }) =>
    Object.keys(menu).some((label) => label.includes("left")),
  );
  assert.deepEqual(await windows(session), []);
  await session.run(program("latchkey-desktop"));
  await shown(session);
});

story("keys copy a token from anywhere", {}, async (stage) => {
  const { session, server } = stage;
  const app = await prepared(stage, { "Whose token they copy": "Demo instance" });
  await app.press("Set keys");
  await session.run("xdotool", "key", "ctrl+alt+t");
  await until("the keys", () => app.offers("Set keys: Ctrl + Alt + T"));
  await app.press("Done");
  const window = await app.window();
  await session.run("xdotool", "windowminimize", window);
  await session.run("xdotool", "key", "ctrl+alt+t");
  const token = await until("the copied token", () => session.clipboard());
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
});
