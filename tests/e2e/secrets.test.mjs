// What nobody but the keyring and the person may get to see, and what the page may not do.
import assert from "node:assert/strict";
import { once } from "node:events";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { IDENTIFIER, root } from "./support/programs.mjs";
import { play, signIn, story } from "./support/story.mjs";

test("a secret is found wherever it gets to", { timeout: 180_000 }, async () => {
  const told = play("a secret everywhere", {}, async (stage) => {
    const { session, server, open } = stage;
    const app = await open();
    await signIn(stage, app);
    const secrets = await server.canaries();
    const token = secrets.find(({ kind }) => kind === "access-token").value;
    const { password } = server.user;

    await app.run("document.body.dataset.planted = arguments[0]", token);
    const invoke =
      "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).catch(() => {})";
    await app.run(invoke, "check_address", { address: token });
    const entered = { id: "", userName: "maria", password };
    await app.run(invoke, "sign_in_with_password", entered);
    await app.run(invoke, "sign_in_with_password", entered);
    await app.run(
      `const { runCallback, transformCallback } = window.__TAURI_INTERNALS__;
       runCallback(transformCallback(() => {}), arguments[0])`,
      token,
    );
    writeFileSync(join(session.home, "planted"), Buffer.from(token, "utf16le"));
    appendFileSync(join(session.folder, "app.log"), token);
    const idle = ["-e", "setInterval(() => {}, 1000)", token];
    session.start(process.execPath, idle, { env: { PLANTED: token } });
    await session.run(
      "dbus-send",
      "--session",
      "--dest=org.freedesktop.Notifications",
      "/org/freedesktop/Notifications",
      "org.freedesktop.Notifications.Notify",
      `string:${token}`,
    );
    const store = ["store", "--label=planted", "service", IDENTIFIER, "planted", "yes"];
    const keyring = session.start("secret-tool", store, { stdio: ["pipe", "ignore", "inherit"] });
    keyring.stdin.end(password);
    await once(keyring, "exit");
  });
  const { actual } = await told.then(assert.fail, (error) => error);
  for (const place of [
    /^access-token in the page:/,
    /^access-token in a command, check_address:/,
    /^password in a command, sign_in_with_password:/,
    /^access-token in an answer to the page:/,
    /^access-token in \/.*\/home\/planted:/,
    /^access-token in \/.*\/app\.log:/,
    /^access-token in the arguments of /,
    /^access-token in the environment of /,
    /^access-token in a message on the bus, .*Notify:/,
    /^password in the keyring:/,
  ]) {
    assert(
      actual.some((hit) => place.test(hit)),
      `${place} is not among\n${actual.join("\n")}`,
    );
  }
});

story("the page is held to the configured policy", {}, async ({ open }) => {
  const { security } = JSON.parse(
    readFileSync(join(root, "src-tauri", "tauri.conf.json"), "utf8"),
  ).app;
  const app = await open();
  // The policy forbids reading it with fetch; whoever breaks it is told what it says.
  const served = await app.run(`
    return new Promise((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.originalPolicy));
      new Image().src = "https://example.com/picture.png";
    })`);
  assert.deepEqual(directives(served), directives(security.csp));
  assert.equal(directives(served)["default-src"], "'none'");
  assert.doesNotMatch(served, /unsafe-|nonce-|data:|blob:|\*/);
});

story("the page leads nowhere else and reaches nothing else", {}, async ({ server, open }) => {
  const app = await open();
  await app.sees("Sign in to ProcessMaker");
  const home = await app.address();
  const before = (await server.requests()).length;

  assert.equal(
    await app.run("return window.open(arguments[0]) === null", server.address),
    true,
    "no second window",
  );
  await app.run("location.href = arguments[0] + '/login'", server.address);
  await app.run(
    "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click(); a.remove()",
    server.address,
  );
  const refused = (script, ...args) =>
    app.run(
      `return Promise.resolve().then(() => { ${script} }).then(() => "done", () => "refused")`,
      ...args,
    );
  assert.equal(await refused("return fetch(arguments[0])", server.address), "refused");
  for (const command of [
    "plugin:event|listen",
    "plugin:event|emit",
    "plugin:deep-link|get_current",
    "plugin:clipboard-manager|read_text",
    "plugin:webview|create_webview_window",
    "plugin:app|version",
  ]) {
    const answer = await refused(
      "return window.__TAURI_INTERNALS__.invoke(arguments[0], { event: 'deep-link://new-url' })",
      command,
    );
    assert.equal(answer, "refused", command);
  }

  assert.equal(await app.address(), home);
  await app.sees("Sign in to ProcessMaker");
  assert.equal((await server.requests()).length, before, "the server heard nothing of it");
});

/** A policy by directive, each with its sources in order, once. */
function directives(policy) {
  const listed =
    typeof policy === "string"
      ? policy
          .split(";")
          .map((directive) => directive.trim().split(/\s+/))
          .filter(([name]) => name)
      : Object.entries(policy).map(([name, sources]) => [
          name,
          ...[sources].flat().join(" ").split(/\s+/),
        ]);
  return Object.fromEntries(
    listed.map(([name, ...sources]) => [name, [...new Set(sources)].toSorted().join(" ")]),
  );
}
