// Connections that go to others, and those that come from them.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { IDENTIFIER } from "./support/programs.mjs";
import { signIn, story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

story("connections go into a file without their secrets, and come from one", {}, async (stage) => {
  const { session, server, open } = stage;
  const app = await open();
  await signIn(stage, app);
  await app.press("Settings");
  await app.press("Export connections");
  await app.sees("The connections are exported");
  await app.press("Copy path");
  const path = await until("the path", async () => {
    const copied = await session.clipboard();
    return copied?.includes("latchkey-connections-") && copied;
  });
  const exported = JSON.parse(readFileSync(path, "utf8"));
  const [own, ...others] = exported.connections;
  assert.deepEqual(others, []);
  assert.equal(own.address, server.address);

  const more = [
    { ...own, name: "Borealis", address: "https://borealis.example" },
    own,
    { ...own, name: "Old intranet", address: "http://intranet.example" },
  ];
  const file = join(session.folder, "colleague.json");
  writeFileSync(file, JSON.stringify({ ...exported, connections: more }));
  await app.attach("Import connections", file);
  await app.sees("1 connection can be added");
  await app.sees("Already here.");
  await app.sees("Use https: over http, tokens could be read on the way.");
  await app.press("Add 1 connection");
  await until(
    "the new connection",
    async () => (await app.run('return document.querySelector("h1")?.textContent')) === "Borealis",
  );
  await app.sees("client secret");

  writeFileSync(file, "no connections at all");
  await app.press("Settings");
  await app.attach("Import connections", file);
  await app.sees("This file cannot be imported");
});

story("a link fills in the form and adds nothing", {}, async (stage) => {
  const { session, open } = stage;
  const app = await open();
  await signIn(stage, app);
  const link = (query) => session.run("xdg-open", `${IDENTIFIER}://connect?${query}`);
  const count = () => app.run('return document.querySelectorAll("nav li").length');
  const before = await count();

  await link("address=https://borealis.example&name=Borealis&environment=test&client_id=7");
  await app.sees("A link describes a connection");
  await app.press("Not now");
  await link("address=https://borealis.example&name=Borealis&environment=test&client_id=7");
  await app.sees("https://borealis.example");
  await app.press("Fill in the form");
  await app.sees("Add a connection");
  assert.equal(await app.value("Name"), "Borealis");
  assert.equal(await count(), before, "nothing was added");
  await app.press("Cancel");

  await link("address=a.example&address=b.example");
  await app.sees("This link says the same thing twice.");
  await app.press("Close");

  await app.press(/^Edit /);
  await app.press("Copy link");
  const copied = await until("the link", async () => {
    const text = await session.clipboard();
    return text?.startsWith(`${IDENTIFIER}://connect?`) && text;
  });
  await session.run("xdg-open", copied);
  await app.sees("is already the same connection");
});

story("a link starts the program", {}, async ({ open }) => {
  const query = "address=https://borealis.example&name=Borealis&client_id=7";
  const app = await open({ demo: "", args: [`${IDENTIFIER}://connect?${query}`] });
  await app.sees("A link describes a connection");
  await app.press("Fill in the form");
  await app.sees("Add your first connection");
  assert.equal(await app.value("Name"), "Borealis");
});

story("a connection that is managed wants its secret and nothing else", {}, async (stage) => {
  const { session, server, open } = stage;
  const { client_id, client_secret } = await server.client();
  const entry = { name: "Everybody’s", address: server.address, environment: "test" };
  const file = join(session.folder, "managed.json");
  const managed = { format: "latchkey-connections", version: 1 };
  writeFileSync(
    file,
    JSON.stringify({ ...managed, connections: [{ ...entry, clientId: client_id }] }),
  );

  const app = await open({ demo: "", env: { LATCHKEY_MANAGED: file } });
  await app.sees("Everybody’s");
  await app.sees("Managed");
  await app.press(/^Edit Everybody/);
  await app.sees("Managed for you");
  await app.fill("Client secret", client_secret);
  await app.press("Save");
  await signIn(stage, app);
});
