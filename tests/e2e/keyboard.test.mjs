// Everything that a first hour needs, by the keyboard alone.
import assert from "node:assert/strict";
import { story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** Keys in the protocol's code: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const CONTROL = "\uE009";
const SHIFT = "\uE008";
const ENTER = "\uE007";
const TAB = "\uE004";
const DOWN = "\uE015";
const LEFT = "\uE012";
const RIGHT = "\uE014";

/** How many stops of the Tab key a screen may have. */
const MOST_STOPS = 60;

/** What has the focus: its name, whether it can be seen, and whether it shows that it has it. */
const FOCUS = `
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  const { top, left, bottom, right } = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const around = getComputedStyle(at.parentElement);
  return {
    name: (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).trim(),
    seen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && right > left,
    marked: [style, around].some(({ outlineStyle }) => outlineStyle !== "none")
      || /^H[12]$/.test(at.tagName) || at.matches("[role=status]") || at.matches("dialog *:is(input)"),
  };`;

class Hands {
  #app;

  constructor(app) {
    this.#app = app;
  }

  /** Where the focus is, which has to be somewhere and to be seen. */
  async focus() {
    const focus = await this.#app.run(FOCUS);
    assert.ok(focus, "the focus is lost");
    assert.ok(focus.seen, `the focus is out of sight, at ${focus.name}`);
    assert.ok(focus.marked, `nobody sees that the focus is at ${focus.name}`);
    return focus.name;
  }

  /** Goes on with the Tab key until what is meant has the focus. */
  async goTo(name) {
    const fits = (there) => (typeof name === "string" ? there === name : name.test(there));
    const passed = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if ((await this.#app.run(FOCUS)) !== null) {
        const there = await this.focus();
        if (fits(there)) return;
        passed.push(there);
      }
      await this.#app.keys(TAB);
    }
    assert.fail(`the Tab key does not lead to ${name}; it leads to ${passed.join(" | ")}`);
  }

  async press(name) {
    await this.goTo(name);
    await this.#app.keys(ENTER);
  }

  async fill(name, text) {
    await this.goTo(name);
    await this.#app.keys(CONTROL, "a");
    for (const letter of text) await this.#app.keys(letter);
  }
}

story(
  "from an empty program to a request and back, by keys alone",
  { emptied: true },
  async (stage) => {
    const { session, server, browser, open } = stage;
    const { client_id, client_secret } = await server.client();
    const app = await open({ demo: undefined });
    const hands = new Hands(app);

    await app.sees("Add your first connection");
    await hands.fill(/^Address/, server.address);
    await app.sees("ProcessMaker 4 answers here");
    await hands.fill("Client ID", client_id);
    await hands.fill("Client secret", client_secret);
    await hands.fill(/^Name/, "By keys");
    await hands.press("Save and sign in");

    await browser.logIn(server.user);
    await browser.authorize();
    await app.sees("Maria");
    await hands.focus();

    await app.keys(CONTROL, SHIFT, "c");
    const token = await until("the copied token", () => session.clipboard());
    assert.match(token, /^eyJ/);
    await hands.focus();

    await hands.goTo("Activity");
    await app.keys(RIGHT);
    assert.equal(await hands.focus(), "Request");
    await hands.fill("Path", "/api/1.0/requests");
    await app.keys(CONTROL, ENTER);
    await app.sees("200");
    await hands.focus();

    await app.keys(CONTROL, "/");
    await app.sees("Keyboard shortcuts");
    await hands.focus();
    await hands.press("Close");

    await app.keys(CONTROL, "k");
    await app.sees("opens");
    assert.equal(await hands.focus(), "Find a connection");
    await app.keys(DOWN);
    await app.keys(ENTER);
    await hands.focus();

    await hands.goTo("Request");
    await app.keys(LEFT);
    assert.equal(await hands.focus(), "Activity");
    await hands.press("Sign out");
    await app.sees("Sign out of By keys?");
    await hands.press("Sign out");
    await app.sees("Sign in to ProcessMaker");
    await hands.focus();

    await hands.press(/^Edit/);
    await hands.press(/^Remove/);
    await app.sees("Remove By keys?");
    await hands.press("Remove");
    await app.sees("Add your first connection");
    await hands.focus();
  },
);
