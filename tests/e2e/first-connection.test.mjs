// A new user's first minute: from an empty program to a token on the clipboard, with an administrator's page of a
// ProcessMaker in her browser. Then everything that can go wrong on the way, and what she is told.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const ADDRESS = "Address of your ProcessMaker";

/**
 * What a person needs, in seconds, by the keystroke-level model (Card, Moran and Newell, 1980): for a key, for
 * pointing at something and pressing it, and for the thought before that.
 */
const KEY = 0.28;
const PRESS = 1.1 + 0.2;
const THOUGHT = 1.35;

/** What she may need in all, without the time that the machines let her wait: their part of the minute is 5 s. */
const MINUTE = 55;

/** What the machines may need while they are busy with other things. */
const PATIENCE = 20;

/** Where each generation has its clients, and what its form asks for. */
const generations = {
  3: {
    answers: "ProcessMaker 3 answers here, workspace workflow",
    link: "OAuth 2.0 applications",
    page: "/oauth2/applications",
    add: "New",
    redirect: "Callback URL",
    consent: (browser) => browser.accept(),
  },
  4: {
    answers: "ProcessMaker 4 answers here",
    link: "Admin → Auth Clients",
    page: "/admin/auth-clients",
    add: "+ Auth Client",
    box: "Enable Authorization Code Grant",
    redirect: "Redirect URL",
    consent: (browser) => browser.authorize(),
  },
};
generations[2026] = { ...generations[4], answers: "ProcessMaker (2026) answers here" };

/** Somebody who has never seen Latchkey, and a clock beside her. */
class Newcomer {
  acts = 0;
  waits = 0;

  constructor({ session, server, browser }, app, generation) {
    Object.assign(this, { session, server, browser, app, place: generations[generation] });
  }

  /** She types, pastes or presses something. */
  async does(seconds, act) {
    this.acts += THOUGHT + seconds;
    return act();
  }
  types(field, text) {
    return this.does(text.length * KEY, () => this.app.fill(field, text));
  }
  presses(name) {
    return this.does(PRESS, () => this.app.press(name));
  }
  pastes(field) {
    return this.does(PRESS + 2 * KEY, () => this.app.paste(field));
  }

  /** She waits until she can read this. */
  async sees(words) {
    const before = performance.now();
    await this.app.sees(words);
    this.waits += (performance.now() - before) / 1000;
  }

  /** In the browser, signed in as an administrator, in the list of clients. */
  async opensTheirPage() {
    await this.presses(this.place.link);
    const { username, password } = this.server.administrator;
    // Her own password is shorter than the test's.
    await this.does((username.length + 10 + 2) * KEY, () =>
      this.browser.logIn({ username, password }),
    );
    const page = await this.browser.page(this.place.page);
    // The demo's own client is there before hers.
    await this.clients(page).first().waitFor();
    this.listed = await this.clients(page).allInnerTexts();
    return page;
  }
  clients(page) {
    return page.getByRole("row").filter({ hasText: "Latchkey" });
  }

  /** Fills in the form for a client, but for the redirect. */
  async fillsIn(page) {
    await this.does(PRESS, () => page.getByRole("link", { name: this.place.add }).click());
    await this.does(8 * KEY, () => page.getByLabel("Name", { exact: true }).fill("Latchkey"));
    const { box } = this.place;
    if (box) await this.does(PRESS, () => page.getByLabel(box).check());
  }

  /** Pastes what Latchkey's button has copied, and saves. */
  async registers(page) {
    const copied = await this.app.value(this.place.redirect);
    await this.presses(/^Copy/);
    await until("the copied redirect", async () => (await this.session.clipboard()) === copied);
    const field = page.getByLabel(this.place.redirect);
    await this.does(PRESS + 2 * KEY, async () => {
      await page.bringToFront();
      await field.selectText();
      await page.keyboard.press("Control+V");
    });
    assert.equal(await field.inputValue(), copied);
    await this.saves(page);
  }
  async saves(page) {
    await this.does(PRESS, () => page.getByRole("button", { name: "Save" }).click());
  }

  /** Her client's row in the list. It stands anywhere: ProcessMaker 3 sorts by an ID that it makes up. */
  async own(page) {
    await this.clients(page).nth(this.listed.length).waitFor();
    const texts = await this.clients(page).allInnerTexts();
    return this.clients(page).nth(texts.findIndex((text) => !this.listed.includes(text)));
  }

  /** Reads the new client's ID in ProcessMaker's list, or copies it from there. */
  async takesTheId(page) {
    const row = await this.own(page);
    const copy = row.getByRole("button", { name: "Copy Client ID" });
    if ((await copy.count()) === 0)
      return this.types("Client ID", await row.getByRole("cell").first().innerText());
    await this.does(PRESS, () => copy.click());
    await this.pastes("Client ID");
  }

  /** Copies the new client's secret from the list, or from where it is shown only once. */
  async takesTheSecret(page) {
    const name = /^Copy Client Secret/;
    const inList = (await this.own(page)).getByRole("button", { name });
    const once = page.getByRole("status").getByRole("button", { name });
    await this.does(PRESS, () => inList.or(once).first().click());
    await this.pastes("Client secret");
  }

  async signsIn() {
    await this.types("Name", "Acme");
    await this.presses("Save and sign in");
    await this.does(PRESS, () => this.place.consent(this.browser));
    await this.sees("Copy access token");
    await this.presses("Copy access token");
    await this.sees(/Copied/);
    return until("the token on the clipboard", () => this.session.clipboard());
  }
}

for (const generation of ["4", "2026", "3"]) {
  story(
    `a first connection to ProcessMaker ${generation} in a minute`,
    { generation },
    async (stage) => {
      const { server, open } = stage;
      const app = await open({ demo: undefined });
      const she = new Newcomer(stage, app, generation);
      await app.sees("Add your first connection");
      await she.types(ADDRESS, server.address);
      await she.sees(she.place.answers);
      const page = await she.opensTheirPage();
      await she.fillsIn(page);
      await she.registers(page);
      await she.takesTheId(page);
      if (generation !== "3") await she.sees("knows this client and takes its redirect");
      await she.takesTheSecret(page);
      await she.sees(/secret (is|are) right/);
      const token = await she.signsIn();
      await app.sees("Admin User");
      if (generation === "3") assert.match(token, /^[0-9a-f]{40}$/);
      else assert.equal((await server.api("/users/1", token)).status, 200);

      const [acts, waits] = [Math.round(she.acts), Math.round(she.waits * 10) / 10];
      console.log(`ProcessMaker ${generation}: ${acts} s of doing, ${waits} s of waiting`);
      assert(acts <= MINUTE, `${acts} s of doing is not a minute`);
      assert(waits <= PATIENCE, `${waits} s of waiting`);
    },
  );
}

story("everything that can go wrong on the way is explained", {}, async (stage) => {
  const { server, open } = stage;
  const app = await open({ demo: undefined });
  const she = new Newcomer(stage, app, "4");
  const elsewhere = await website();
  await she.types(ADDRESS, "http://acme.example");
  await app.sees("Use https: over http, tokens could be read on the way");
  await she.types(ADDRESS, elsewhere.address);
  await app.sees("Something other than ProcessMaker answered");
  elsewhere.close();
  await she.types(ADDRESS, server.address);
  await app.sees("ProcessMaker 4 answers here");

  // Nothing is registered yet.
  await she.types("Client ID", "99");
  await app.sees("has no client with this ID");

  // The form takes no address that only Latchkey understands, and then she copies too little.
  const page = await she.opensTheirPage();
  const [first, second] = (await app.value("Redirect URL")).split(",");
  await she.fillsIn(page);
  await page.getByLabel("Redirect URL").fill(second);
  await she.saves(page);
  await page.getByText("must be a valid URL").waitFor();
  await page.getByLabel("Redirect URL").fill(first);
  await she.saves(page);
  await she.takesTheId(page);
  await app.sees("Only half of the redirect is registered");
  await page.getByRole("link", { name: "Edit Latchkey" }).last().click();
  await she.registers(page);
  await app.comeBack();
  await app.sees("knows this client and takes its redirect");

  await she.types("Client secret", "not-the-secret");
  await app.sees("does not take this secret");
  await she.takesTheSecret(page);
  await app.sees(/secret (is|are) right/);
  await she.signsIn();
});

/** A web site that is no ProcessMaker. */
async function website() {
  const server = createServer(({ url }, answer) => {
    answer.writeHead(url === "/" ? 200 : 404, { "Content-Type": "text/html" }).end("Welcome");
  });
  // A story that fails does not wait for it.
  server.unref();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close().closeAllConnections(),
  };
}
