import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { fixtures } from "./fixtures";
import { fails, NOW, openWindow } from "./test-window";

const open = (answers?: Parameters<typeof openWindow>[1]) =>
  openWindow(fixtures.signedIn(NOW), answers);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const item = (name: string) => screen.getByRole("menuitem", { name });
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
    expect(dialog.textContent).toContain("Acme production is production");
    expect(dialog.textContent).toContain("asks again in an hour");
    expect(screen.queryByRole("alert"), "it is a question, no failure").toBeNull();
    await user.click(button("Copy it"));
    expect(calls).toEqual([wish("curl"), wish("curl", true)]);
  });

  it("stays where it is when the person thinks again", async () => {
    const { user, calls } = await open({ copy_token: fails("guarded", "on purpose only") });
    await user.click(button("Copy access token"));
    await user.click(button("Cancel"));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(calls).toEqual([wish("token")]);
  });
});
