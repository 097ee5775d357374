// What nobody but the keyring and the person may get to see, and what the page may not do.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { App } from "./support/app.mjs";
import { IDENTIFIER, root } from "./support/programs.mjs";
import { claims } from "./support/server.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("no secret reaches a file, a log, an argument or the page", {}, async (stage) => {
  const { session, server, browser, open } = stage;
  const { client_secret } = await server.client();
  const pages = [];
  let app = await open();
  await signIn(stage, app);
  const code = new URL(await browser.answer()).searchParams.get("code");
  const secrets = new Map([
    ["the client secret", client_secret],
    ["the code", code],
  ]);
  const note = async (which) => {
    for (const [token] of (await session.keyring(IDENTIFIER)).matchAll(
      /eyJ[\w-]+\.[\w-]+\.[\w-]+|def50200[0-9a-f]+/g,
    )) {
      secrets.set(`${which} ${token.startsWith("eyJ") ? "access" : "refresh"} token`, token);
    }
    pages.push(await app.source());
  };
  await note("the first");
  assert(
    secrets.has("the first access token") && secrets.has("the first refresh token"),
    "both were found in the keyring",
  );
  await app.press("Copy access token");
  await app.sees("Copied");
  pages.push(await app.source());
  await app.press("Refresh");
  await app.press("Refresh", { inDialog: true });
  await until(
    "another token",
    async () =>
      !(await session.keyring(IDENTIFIER)).includes(secrets.get("the first access token")),
  );
  await app.sees("Maria");
  await note("the second");
  await app.press(/^Edit/);
  await app.sees("Saved in the keyring");
  pages.push(await app.source());
  await app.quit();
  app = await open();
  await app.sees("Maria");
  pages.push(await app.source());
  const running = session.processes();

  await app.press("Sign out");
  await app.press("Sign out", { inDialog: true });
  await app.sees("every copy of it has stopped working");
  pages.push(await app.source());
  await app.quit();

  const log = App.log(session);
  assert.match(log, /TRACE|DEBUG/, "the log was as talkative as it can be");
  const places = [
    ["the log", log],
    ...running.map(({ pid, args }) => [`the arguments of process ${pid}`, args.join(" ")]),
    ...pages.map((page, number) => [`page ${number + 1}`, page]),
    ...filesUnder(session.home),
  ];
  const hits = [];
  for (const [name, secret] of secrets) {
    // The middle of it, which a shortened form would still show.
    const part = secret.slice(secret.length / 2 - 8, secret.length / 2 + 8);
    for (const [place, text] of places) if (text.includes(part)) hits.push(`${name} in ${place}`);
  }
  assert.deepEqual(hits, []);
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

/** The name and content of every file that the program could have written; the browser's and the keyring's are theirs. */
function* filesUnder(home) {
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const ours =
      !path.startsWith(join(home, "chromium")) &&
      !path.startsWith(join(home, ".local", "share", "keyrings"));
    if (entry.isFile() && ours) yield [path, `${entry.name} ${readFileSync(path, "latin1")}`];
  }
}
