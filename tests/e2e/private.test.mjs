// What stays the program's own on a computer that others use too, and what whoever starts it again can do to it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { lstatSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App } from "./support/app.mjs";
import { IDENTIFIER, program } from "./support/programs.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("nobody else can look into the program's folders", {}, async (stage) => {
  const { home } = stage.session;
  const app = await stage.open();
  await signIn(stage, app);
  const settings = join(home, ".config", IDENTIFIER);
  const webView = join(home, ".local", "share", IDENTIFIER);
  const files = ["activity", "connections.json", "locks", "uses.json"];
  await until("the files", () => files.every((name) => readdirSync(settings).includes(name)));
  const below = readdirSync(settings, { recursive: true, encoding: "utf8" });
  const paths = [webView, settings, ...below.map((name) => join(settings, name))];
  const open = paths.filter((path) => (lstatSync(path).mode & 0o077) !== 0);
  assert.deepEqual(open, []);
});

story("a crash leaves no memory on the disk", {}, async ({ session }) => {
  // A shell says whether the system took the memory of what it started.
  const crash = async (name, crashes) => {
    const folder = join(session.folder, name);
    mkdirSync(folder);
    const script = 'ulimit -c unlimited; cd "$0"; "$@" >>"$LATCHKEY_SESSION/app.log" 2>&1; true';
    const started = session.start("bash", ["-c", script, folder, ...crashes], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    started.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    return { said: once(started, "close").then(() => said), folder };
  };
  const shell = await crash("shell", ["bash", "-c", "kill -ABRT $$"]);
  const dumps = /core dumped/.test(await shell.said);
  assert(dumps || !process.env.CI, "this system keeps what crashes");

  const latchkey = program("latchkey-desktop");
  const { said, folder } = await crash("latchkey", [latchkey]);
  await until("the window", async () => (await session.windows("Latchkey")).length > 0);
  const [{ pid }] = session.processes().filter((one) => one.program === latchkey);
  const limit = /^Max core file size +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8"));
  assert(["0", "1"].includes(limit?.[1]), `of a dump, ${limit?.[1]} bytes may be kept`);
  process.kill(pid, "SIGABRT");
  assert.match(await said, /Aborted/);
  assert.doesNotMatch(await said, /core dumped/);
  assert.deepEqual(readdirSync(folder), []);
});

story("f47 whatever a second start is called with changes nothing", {}, async (stage) => {
  const { session, server, browser, open } = stage;
  const app = await open();
  await app.press("Sign in to ProcessMaker");
  await browser.page("/login");
  await app.sees("Cancel");
  // The browser may still be loading its page.
  const asked = async () =>
    (await server.requests()).filter(({ path }) => /^\/(oauth\/token|api)/.test(path));
  const now = async () => [(await app.text()).replace(/ends in [\d:]+/, ""), await asked()];
  const before = await now();
  const latchkey = program("latchkey-desktop");
  const link = `${IDENTIFIER}://oauth/callback/0000000000000000?code=x&state=y`;
  const offer = `${IDENTIFIER}://connect?address=https%3A%2F%2Facme.example&name=Acme`;
  for (const args of [
    ["--help", "--remote-debugging-port=0", "-c", "true", ""],
    ["--", link],
    ["x".repeat(100_000)],
    [`${link}${"x".repeat(100_000)}`],
    [link],
    [offer, offer],
    ["file:///etc/passwd"],
  ]) {
    await session.run(latchkey, ...args);
  }
  const noText = session.run("bash", "-c", `"$0" $'\\xff\\xfe'`, latchkey);
  await assert.rejects(noText, /an argument is no text/);
  assert.deepEqual(await now(), before);
  assert.equal(app.processes().length, 1);
  assert.doesNotMatch(App.log(session), /panicked/);
});
