// Several connections: one is found by typing, all are seen at once, and their order is a person's.
import assert from "node:assert/strict";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** Keys in the protocol's code. */
const CONTROL = "\uE009";
const ALT = "\uE00A";
const UP = "\uE013";
const ENTER = "\uE007";

/** Saves connections, as the guide does at its end. */
async function add(app, names) {
  for (const name of names) {
    const draft = {
      name,
      address: `https://${name.toLowerCase().replaceAll(" ", "-")}.example`,
      generation: "version4",
      environment: "test",
      method: "browser",
      clientId: "4",
      clientSecret: "secret",
      trust: { kind: "system" },
    };
    await app.run(
      'return window.__TAURI_INTERNALS__.invoke("add_connection", { draft: arguments[0] })',
      draft,
    );
    await app.sees(name);
  }
}

/** The names in the rail, from top to bottom. */
function listed(app) {
  return app.run(
    'return [...document.querySelectorAll("nav li b")].map((name) => name.textContent)',
  );
}

const heading = (app) => app.run('return document.querySelector("h1")?.textContent');

story("a connection is found by typing, and all are seen at a glance", {}, async (stage) => {
  const app = await stage.open();
  await signIn(stage, app);
  await add(app, ["Borealis invoices", "Café Nuñez"]);

  await app.keys(CONTROL, "k");
  await app.fill("Find a connection", "nunez");
  await app.keys(ENTER);
  await until("the connection", async () => (await heading(app)) === "Café Nuñez");

  await app.press(/^All connections/);
  await app.sees("3 connections");
  await app.press(/^Copy the token of /);
  await until("the copied token", () => stage.session.clipboard());
  await app.sees("Copied");
});

story("connections moved by hand lie there after a restart", {}, async (stage) => {
  let app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await add(app, ["Acme", "Borealis", "Café"]);
  const order = async () =>
    (await listed(app)).filter((name) => /^(Acme|Borealis|Café)$/.test(name));
  assert.deepEqual(await order(), ["Acme", "Borealis", "Café"]);

  await app.press(/^Café/);
  for (const wanted of ["Acme,Café,Borealis", "Café,Acme,Borealis"]) {
    await app.keys(ALT, UP);
    await until(`the order ${wanted}`, async () => `${await order()}` === wanted);
  }
  await app.quit();

  app = await stage.open();
  await app.sees("Borealis");
  assert.deepEqual(await order(), ["Café", "Acme", "Borealis"]);
});
