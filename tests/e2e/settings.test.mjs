// What is set applies at once and lasts.
import { Panel } from "./support/panel.mjs";
import { story } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** The key, in the protocol's code. */
const CONTROL = "\uE009";

/** Whether the page is drawn for a dark room. */
const isDark = (app) => app.run('return matchMedia("(prefers-color-scheme: dark)").matches');

const becomes = (app, dark) =>
  until(`a ${dark ? "dark" : "light"} window`, async () => (await isDark(app)) === dark);

story("the window takes on the colours that were chosen, and keeps them", {}, async (stage) => {
  let app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await becomes(app, false);
  await app.press("Settings");
  await app.choose("Appearance", "Dark");
  await becomes(app, true);
  await app.quit();

  app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await becomes(app, true);
  await app.press("Settings");
  await app.choose("Appearance", "Light");
  await becomes(app, false);
  await app.choose("Appearance", "Dark");
  await becomes(app, true);
  await app.choose("Appearance", "As the system");
  await becomes(app, false);
});

story("the window is dark with the desktop, unless the person chose", {}, async (stage) => {
  const panel = await Panel.start(stage.session);
  await panel.becomes("dark");
  const app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await becomes(app, true);
  await panel.becomes("light");
  await becomes(app, false);
  await panel.becomes("dark");
  await becomes(app, true);

  await app.press("Settings");
  await app.choose("Appearance", "Light");
  await becomes(app, false);
  await panel.becomes("light");
  await panel.becomes("dark");
  await app.choose("Language", "Deutsch");
  await app.sees("Einstellungen");
  await becomes(app, false);
  await app.choose("Darstellung", "Wie das System");
  await becomes(app, true);
  await panel.becomes("light");
  await becomes(app, false);
});

const dark = { appearance: "dark" };

story("without a portal, the window is what all programs are set to be", dark, async (stage) => {
  const app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await becomes(app, true);
  await app.press("Settings");
  await app.choose("Appearance", "Light");
  await becomes(app, false);
  await app.choose("Appearance", "As the system");
  await becomes(app, true);
});

story(
  "the language that was chosen is spoken at once, and after a new start",
  {},
  async (stage) => {
    let app = await stage.open();
    await app.sees("Sign in to ProcessMaker");
    await app.press("Settings");
    await app.choose("Language", "Deutsch");
    await app.sees("Einstellungen");
    await app.press("Fertig");
    await app.sees("Bei ProcessMaker anmelden");
    await app.quit();

    app = await stage.open();
    await app.sees("Bei ProcessMaker anmelden");
  },
);

story("the window is drawn larger by keys, and stays so", {}, async (stage) => {
  /** How many points of the page lie side by side in a window that keeps its width. */
  const width = (app) => app.run("return innerWidth");
  const becomes = (app, wanted) =>
    until(`a page of ${wanted} points`, async () => Math.abs((await width(app)) - wanted) <= 1);
  let app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  const usual = await width(app);
  await app.keys(CONTROL, "-");
  await becomes(app, usual / 0.9);
  await app.keys(CONTROL, "0");
  await becomes(app, usual);
  await app.press("Settings");
  await app.choose("Size", "150%");
  await becomes(app, usual / 1.5);
  await app.keys(CONTROL, "+");
  await becomes(app, usual / 1.75);
  await app.keys(CONTROL, "=");
  await becomes(app, usual / 2);
  await app.quit();

  app = await stage.open();
  await app.sees("Sign in to ProcessMaker");
  await becomes(app, usual / 2);
  await app.keys(CONTROL, "+");
  await app.keys(CONTROL, "-");
  await becomes(app, usual / 1.75);
  await app.keys(CONTROL, "0");
  await becomes(app, usual);
});

story("the system’s language is spoken", {}, async (stage) => {
  const app = await stage.open({ env: { LANG: "fr_FR.UTF-8", LC_ALL: "", LANGUAGE: "" } });
  await app.sees("S’identifier dans ProcessMaker");
});
