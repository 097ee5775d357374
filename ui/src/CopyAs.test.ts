import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { fixtures } from "./fixtures";
import { fails, NOW, openWindow } from "./test-window";

const open = (answers?: Parameters<typeof openWindow>[1]) =>
  openWindow(fixtures.signedIn(NOW), answers);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const item = (name: string) => screen.getByRole("menuitem", { name });
const spoken = () =>
  screen
    .getAllByRole("status")
    .map((one) => one.textContent)
    .join(" ");
const wish = (form: string, meant = false) => ({
  command: "copy_token",
  args: { id: "prod", wish: { form, request: null, meant } },
});

describe("copying in another form", () => {
  it("offers what people paste, the usual first", async () => {
    const { user } = await open();
    await user.click(button("Copy as"));
    const items = screen.getAllByRole("menuitem").map((one) => one.textContent.trim());
    expect(items.slice(0, 3)).toEqual(["Authorization header", "curl", "Python (requests)"]);
    expect(items).toHaveLength(10);
    expect(document.activeElement?.textContent).toContain("Authorization header");
  });

  it("asks the program for it, and gives the focus back", async () => {
    const { user, calls } = await open();
    await user.click(button("Copy as"));
    await user.click(item("curl"));
    expect(calls).toEqual([wish("curl")]);
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(button("Copy as"));
  });

  it("leaves the token out where that is wanted", async () => {
    const { user, calls } = await open();
    await user.click(button("Copy as"));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Leave the token out" }));
    await user.click(item("PHP"));
    expect(calls).toEqual([
      { command: "copy_template", args: { id: "prod", form: "php", request: null } },
    ]);
  });

  it.each([
    ["curl", "Copied as curl, without the token: it reads PROCESSMAKER_TOKEN"],
    ["Authorization header", "without the token: put it in the place of <access token>"],
    [".env file", "without the token: fill it in there"],
  ])("says what is to be done with %s that has no token in it", async (form, words) => {
    const { user } = await open();
    await user.click(button("Copy as"));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Leave the token out" }));
    await user.click(item(form));
    expect(spoken()).toContain(words);
    expect(screen.getAllByText(words, { exact: false })).toHaveLength(2);
    await user.click(button("Copy access token"));
    expect(spoken()).not.toContain("without the token");
  });

  it("names the form aloud", async () => {
    const { show } = await open();
    const snapshot = fixtures.copied(NOW);
    if (snapshot.clipboard === null) throw new Error("nothing is on the clipboard");
    await show({ ...snapshot, clipboard: { ...snapshot.clipboard, form: "token" } });
    expect(spoken()).toContain("Access token copied");
    await show({ ...snapshot, clipboard: { ...snapshot.clipboard, form: "curl" } });
    expect(spoken()).toContain("Copied as curl");
  });

  it("is passed by every rule of axe while it is open", async () => {
    const { user } = await open();
    await user.click(button("Copy as"));
    vi.useRealTimers();
    const rules = { "color-contrast": { enabled: false } };
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe("an administrator's token of production", () => {
  it("is copied after a question, in the form that was asked for", async () => {
    const answers = { copy_token: fails("guarded", "on purpose only") };
    const { user, calls } = await open(answers);
    await user.click(button("Copy as"));
    await user.click(item("curl"));
    const dialog = screen.getByRole("dialog", { name: "Copy an administrator’s token?" });
    expect(dialog.textContent).toContain(
      "Acme production is a production connection, and Maria Silva an administrator there.",
    );
    expect(dialog.textContent).toContain("asks again in an hour");
    expect(screen.queryByRole("alert"), "it is a question, no failure").toBeNull();
    await user.click(button("Copy it"));
    expect(calls).toEqual([wish("curl"), wish("curl", true)]);
  });

  it("is asked about in other words when nobody knows whose it is", async () => {
    const snapshot = fixtures.signedIn(NOW);
    for (const { state } of snapshot.connections) if ("tokens" in state) state.tokens.who = null;
    const answers = { copy_token: fails("guarded", "on purpose only") };
    const { user } = await openWindow(snapshot, answers);
    await user.click(button("Copy access token"));
    const dialog = screen.getByRole("dialog", { name: "Copy a token of production?" });
    expect(dialog.textContent).toContain("ProcessMaker has not said whose token this is");
  });

  it("stays where it is when the person thinks again", async () => {
    const { user, calls } = await open({ copy_token: fails("guarded", "on purpose only") });
    await user.click(button("Copy access token"));
    await user.click(button("Cancel"));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(calls).toEqual([wish("token")]);
  });
});
