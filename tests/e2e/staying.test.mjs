// What outlives the window.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { program } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("after a restart the person is still signed in", {}, async (stage) => {
  const { session, server, open } = stage;
  let app = await open();
  await signIn(stage, app);
  await app.quit();

  app = await open();
  await app.sees("Maria");
  await app.press("Copy access token");
  const token = await until("the copied token", () => session.clipboard());
  assert.equal((await server.api(`/users/${claims(token).sub}`, token)).status, 200);
});

story("f04 after a power cut the person is still signed in", {}, async (stage) => {
  let app = await stage.open();
  await signIn(stage, app);
  await app.kill();

  app = await stage.open();
  await app.sees("Maria");
  assert(await app.offers("Copy access token"));
});

story("it ends at once: no library is taken down under a thread", {}, async ({ session }) => {
  const [library, list] = ["endings.so", "endings"].map((name) => join(session.folder, name));
  const source = join(import.meta.dirname, "support", "endings.c");
  execFileSync("cc", ["-shared", "-fPIC", "-o", library, source]);
  const env = { LD_PRELOAD: library, ENDINGS: list };

  const latchkey = program("latchkey-desktop");
  const log = openSync(join(session.folder, "app.log"), "a");
  const started = session.start(latchkey, [], { env, stdio: ["ignore", log, log] });
  const ended = once(started, "exit");
  const window = await until("the window", async () => (await session.windows("Latchkey")).at(0));
  await session.closeWindow(window);
  assert.deepEqual(await ended, [0, null]);
  await once(session.start("sleep", ["0"], { env }), "exit");
  const endings = readFileSync(list, "utf8");
  assert.match(endings, /\/sleep$/m, "others end as usual");
  assert.ok(!endings.includes(latchkey), endings);
});

story("a start that meets a dying program takes its place", {}, async (stage) => {
  const first = await stage.open();
  await signIn(stage, first);
  const [dying] = first.processes();
  const die = await first.hang();
  const opened = stage.open();
  // It has asked the first, which never answers, when it speaks to the bus and has nothing else to do.
  let before;
  await until("the question", () => {
    const asking = first.processes().find(({ pid }) => pid !== dying.pid);
    if (!asking || !threads(asking.pid).some((name) => name.startsWith("zbus"))) return false;
    const now = busy(asking.pid);
    const rests = now === before;
    before = now;
    return rests;
  });
  die();
  const second = await opened;
  await second.sees("Maria");
  assert(await second.offers("Copy access token"));
});

/** The processor time of a program's first thread so far, in nanoseconds. */
const busy = (pid) => readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0];

/** What the threads of a program are called. */
function threads(pid) {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).map((id) => readFileSync(`${folder}/${id}/comm`, "utf8"));
}

story(
  "f42 an answer to a sign-in that is gone opens the window and changes nothing",
  {},
  async (stage) => {
    const { session, server, browser, open } = stage;
    await browser.open();
    let app = await open();
    await app.press("Sign in to ProcessMaker");
    await browser.logIn(server.user);
    await app.kill();
    await until("no window", async () => (await session.windows("Latchkey")).length === 0);

    await browser.authorize();
    const [window] = await until("the window", async () => {
      const windows = await session.windows("Latchkey");
      return windows.length > 0 && windows;
    });
    await session.closeWindow(window);
    await until("the program to end", () => app.processes().length === 0);
    const grants = (await server.requests()).filter(({ path }) => path === "/oauth/token");
    assert.deepEqual(grants, [], "no token was asked for");

    app = await open({ args: [await browser.answer()] });
    await app.sees("Sign in to ProcessMaker");
  },
);

story("f47 a second start only brings the window to the front", {}, async (stage) => {
  const { session, browser, open } = stage;
  const app = await open();
  const window = await app.window();
  await browser.open();
  await until("the browser in front", async () => (await session.activeWindow()) !== window);

  await session.run(program("latchkey-desktop"));
  await until("the window in front", async () => (await session.activeWindow()) === window);
  assert.equal((await session.windows("Latchkey")).length, 1);
  assert.equal(app.processes().length, 1);
});

story("a connection is added by hand", {}, async (stage) => {
  const { server, browser, open } = stage;
  const client = await server.client();
  const app = await open({ demo: undefined });
  await app.sees("Add your first connection");
  await app.fill("Address of your ProcessMaker", server.address);
  await app.fill("Client ID", client.client_id);
  assert(
    (await app.value("Redirect URL")).startsWith("http://127.0.0.1/callback/"),
    "the string to register is shown",
  );
  await app.fill("Client secret", client.client_secret);
  await app.fill("Name", "By hand");
  await app.choose("Environment", "Test");
  await app.press("Save and sign in");
  await browser.logIn(server.user);
  await browser.authorize();
  await app.sees("Maria");
  await app.sees("By hand");
  await app.press(/^Edit/);
  await app.sees("Saved in the keyring");
});
