/** The keys, the sheet that lists them, and what they do in the window. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { fixtures } from "../fixtures";
import { NOW, openWindow, settle } from "../test-window";
import { groups, label, means, shortcuts, type Shortcut } from "./shortcuts";

function pressed(key: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent {
  return new KeyboardEvent("keydown", { key, ...held });
}

const names = Object.keys(shortcuts) as Shortcut[];
const title = () => within(screen.getByRole("main")).getByRole("heading", { level: 1 });
const given = (calls: { command: string }[]) => calls.map(({ command }) => command);

describe("keys", () => {
  it("mean what the table says, with exactly what is held", () => {
    expect(means(pressed("k", { ctrlKey: true }), "find")).toBe(true);
    for (const held of [{}, { ctrlKey: true, altKey: true }, { ctrlKey: true, shiftKey: true }])
      expect(means(pressed("k", held), "find")).toBe(false);
    expect(means(pressed("C", { ctrlKey: true, shiftKey: true }), "copyToken")).toBe(true);
    expect(means(pressed("c", { ctrlKey: true }), "copyToken")).toBe(false);
  });

  it("are found where other keyboards have them", () => {
    expect(means(pressed("л", { ctrlKey: true, code: "KeyK" }), "find")).toBe(true);
    expect(means(pressed("л", { ctrlKey: true, code: "KeyL" }), "find")).toBe(false);
    // On a German keyboard a slash takes Shift.
    expect(means(pressed("/", { ctrlKey: true, shiftKey: true }), "sheet")).toBe(true);
    expect(means(pressed("?", { shiftKey: true }), "sheet")).toBe(true);
  });

  it("of larger and smaller are found with and without Shift, and in the number pad", () => {
    const meant = (key: string, code: string, shiftKey = false) =>
      (["larger", "smaller", "usual"] as const).filter((name) =>
        means(pressed(key, { ctrlKey: true, code, shiftKey }), name),
      );
    // American and French keyboards have the plus above the equals sign, German ones by itself.
    expect(meant("=", "Equal")).toEqual(["larger"]);
    expect(meant("+", "Equal", true)).toEqual(["larger"]);
    expect(meant("+", "BracketRight")).toEqual(["larger"]);
    expect(meant("+", "NumpadAdd")).toEqual(["larger"]);
    expect(meant("-", "Minus")).toEqual(["smaller"]);
    expect(meant("-", "Slash")).toEqual(["smaller"]);
    expect(meant("-", "NumpadSubtract")).toEqual(["smaller"]);
    expect(meant("0", "Digit0")).toEqual(["usual"]);
    expect(meant("0", "Numpad0")).toEqual(["usual"]);
    // French keyboards have their digits behind Shift.
    expect(meant("à", "Digit0")).toEqual(["usual"]);
    expect(means(pressed("+", { code: "Equal" }), "larger")).toBe(false);
  });

  it("are listed once each, and mean one thing in each place", () => {
    const listed: Shortcut[] = Object.values(groups).flat();
    expect([...listed].sort()).toEqual([...names].sort());
    const keys: string[] = groups.anywhere.flatMap((name) => shortcuts[name]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("are called as they are on the keyboard", () => {
    expect(label("copyToken")).toBe("Ctrl Shift C");
    expect(label("moveUp")).toBe("Alt ↑");
    expect(label("larger")).toBe("Ctrl +");
    expect(label("smaller")).toBe("Ctrl −");
  });
});

describe("anywhere in the window", () => {
  it("a question mark shows every key, and whoever closes that is back where they were", async () => {
    const { user } = await openWindow(fixtures.signedIn(NOW));
    const before = screen.getByRole("button", { name: "Copy access token" });
    before.focus();
    await user.keyboard("?");
    const sheet = screen.getByRole("dialog", { name: "Keyboard shortcuts" });
    expect(within(sheet).getAllByRole("term")).toHaveLength(names.length);
    await user.click(within(sheet).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(before);
  });

  it("a question mark is typed where text is typed", async () => {
    const { user } = await openWindow(fixtures.firstStart());
    screen.getAllByRole<HTMLInputElement>("textbox")[0]?.focus();
    await user.keyboard("?");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("{Control>}/{/Control}");
    expect(screen.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeTruthy();
  });

  it("the token of the connection is copied, as by its button", async () => {
    const { user, calls } = await openWindow(fixtures.signedIn(NOW));
    await user.keyboard("{Control>}{Shift>}C{/Shift}{/Control}");
    await settle();
    expect(given(calls)).toEqual(["copy_token"]);
  });

  it("a refresh asks first, as its button does", async () => {
    const { user, calls } = await openWindow(fixtures.signedIn(NOW));
    await user.keyboard("{Control>}{Shift>}R{/Shift}{/Control}");
    expect(screen.getByRole("dialog", { name: "Refresh the token?" })).toBeTruthy();
    expect(calls).toEqual([]);
    await user.keyboard("{Control>}{Shift>}C{/Shift}{/Control}");
    expect(calls, "what a dialog asks comes first").toEqual([]);
  });

  it("the next connection follows, and after the last the first", async () => {
    const { user } = await openWindow(fixtures.manyConnections(NOW));
    const first = title().textContent;
    await user.keyboard("{Control>}{PageDown}{/Control}");
    const second = title().textContent;
    expect(second).not.toBe(first);
    await user.keyboard("{Control>}{PageUp}{PageUp}{/Control}");
    const last = title().textContent;
    expect([first, second]).not.toContain(last);
    await user.keyboard("{Control>}{PageDown}{/Control}");
    expect(title().textContent).toBe(first);
  });

  it("the window is drawn larger and smaller, in a dialog and in a field too", async () => {
    const { user, calls } = await openWindow(fixtures.firstStart());
    screen.getAllByRole<HTMLInputElement>("textbox")[0]?.focus();
    await user.keyboard("{Control>}+/={/Control}");
    screen.getByRole("dialog", { name: "Keyboard shortcuts" });
    await user.keyboard("{Control>}-0{/Control}");
    const zooms = calls.filter(({ command }) => command === "zoom");
    expect(zooms.map(({ args }) => args["change"])).toEqual(["larger", "smaller", "usual"]);
  });

  it("what is being filled in is not left by a slip of the keys", async () => {
    const { user } = await openWindow(fixtures.signedIn(NOW));
    await user.keyboard("{Control>}n{/Control}");
    expect(title().textContent).toBe("Add a connection");
    await user.keyboard("{Control>}{PageDown}{/Control}");
    expect(title().textContent).toBe("Add a connection");
    await user.keyboard("{Control>},{/Control}");
    expect(screen.getByRole("dialog", { name: "Settings" })).toBeTruthy();
  });
});
