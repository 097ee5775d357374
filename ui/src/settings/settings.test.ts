import { screen } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { AbilitiesView } from "../bindings";
import { fixtures } from "../fixtures";
import { fails, NOW, openWindow } from "../test-window";
import { pressedKeys, printed } from "./keys";

const first = fixtures.signedIn(NOW);
const id = first.connections[0]?.id ?? "";
const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function openSettings(
  shown = first,
  answers: Parameters<typeof openWindow>[1] = {},
): Promise<Awaited<ReturnType<typeof openWindow>>> {
  const opened = await openWindow(shown, answers);
  await opened.user.click(button(/^Settings/));
  return opened;
}

const desktop = (can: Partial<AbilitiesView>) => ({
  abilities: () => ({ tray: true, keys: true, heard: true, ...can }),
});

describe("the settings of the desktop", () => {
  test("turn each kind of notification off by itself", async () => {
    const { user, calls } = await openSettings();
    await user.click(screen.getByRole("checkbox", { name: /^A token ends soon/ }));
    const notifications = { signInNeeded: true, ending: false, copyEnded: true };
    expect(calls.at(-1)).toEqual({
      command: "change_settings",
      args: { settings: { ...first.settings, notifications } },
    });
  });

  test("lose nothing that was set a moment ago", async () => {
    const { user, calls } = await openSettings();
    await user.click(screen.getByRole("checkbox", { name: /^A token ends soon/ }));
    await user.click(screen.getByRole("checkbox", { name: /^A token that I copied/ }));
    const notifications = { signInNeeded: true, ending: false, copyEnded: false };
    expect(calls.at(-1)?.args).toEqual({ settings: { ...first.settings, notifications } });
  });

  test("draw the window in the size that is chosen, and lose nothing that keys change then", async () => {
    const { user, calls, show } = await openSettings();
    await user.selectOptions(screen.getByRole("combobox", { name: "Size" }), "150%");
    expect(calls.at(-1)).toEqual({ command: "zoom", args: { change: 150 } });
    await show({ ...first, settings: { ...first.settings, zoom: 175 } });
    await user.click(screen.getByRole("checkbox", { name: /^A token ends soon/ }));
    expect(calls.at(-1)?.args).toMatchObject({ settings: { zoom: 175 } });
  });

  test("say that a window is minimised where there is no tray", async () => {
    await openSettings(first, desktop({ tray: false }));
    expect(screen.getByText(/shows no tray/)).toBeTruthy();
  });

  test("take keys as they are pressed", async () => {
    const { user, calls } = await openSettings();
    await user.click(button("Set keys"));
    await user.keyboard("t{Control>}{Alt>}t");
    const shortcut = { keys: "Control+Alt+KeyT", connection: id };
    expect(calls.at(-1)?.args).toEqual({ settings: { ...first.settings, shortcut } });
    expect(button("Set keys: Ctrl + Alt + T")).toBeTruthy();
  });

  test("leave the keys as they are at Escape, and stay open", async () => {
    const { user, calls } = await openSettings();
    await user.click(button("Set keys"));
    await user.keyboard("{Escape}");
    expect(button("Set keys")).toBeTruthy();
    expect(calls).toEqual([]);
  });

  test("say beside the keys why they were not taken", async () => {
    const { user } = await openSettings(first, { change_settings: fails("shortcutTaken") });
    await user.click(button("Set keys"));
    await user.keyboard("{Control>}k");
    expect(screen.getByRole("alert").textContent).toBe("Another program uses these keys.");
  });

  test("say so where keys cannot be heard, now or ever", async () => {
    const shortcut = { keys: "Control+Alt+KeyT", connection: id };
    const set = { ...first, settings: { ...first.settings, shortcut } };
    await openSettings(set, desktop({ heard: false }));
    expect(button("Set keys: Ctrl + Alt + T")).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toBe("Another program uses these keys.");
  });

  test("offer no keys under Wayland", async () => {
    await openSettings(first, desktop({ keys: false }));
    expect(screen.queryByRole("button", { name: "Set keys" })).toBeNull();
    expect(screen.getByText(/Wayland/)).toBeTruthy();
  });
});

describe("a newer release", () => {
  const told = { ...first, settings: { ...first.settings, tellOfReleases: true } };
  const name = /^Tell me about newer releases/;

  test("is asked for only where the person says so", async () => {
    const { user, calls } = await openSettings();
    const tick = screen.getByRole<HTMLInputElement>("checkbox", { name });
    expect(tick.checked).toBe(false);
    await user.click(tick);
    const settings = { ...first.settings, tellOfReleases: true };
    expect(calls).toEqual([{ command: "change_settings", args: { settings } }]);
  });

  test("is said at the settings and in them, until it is no news", async () => {
    const { show } = await openSettings({ ...told, newerRelease: "0.2.0" });
    expect(screen.getAllByText("Latchkey 0.2.0 is out.")).toHaveLength(2);
    expect(button("Settings Latchkey 0.2.0 is out.")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    await show(first);
    expect(screen.queryByText(/is out/)).toBeNull();
    expect(button("Settings")).toBeTruthy();
  });

  test("is looked at in the browser, at an address that the window does not choose", async () => {
    const { user, calls } = await openSettings({ ...told, newerRelease: "0.2.0" });
    await user.click(button("See what is new"));
    expect(calls).toEqual([{ command: "open_releases", args: {} }]);
  });
});

describe("a summons", () => {
  test("shows the connection and is heeded", async () => {
    const many = fixtures.manyConnections(NOW);
    const { calls, show } = await openWindow(many);
    const last = many.connections.at(-1);
    await show({ ...many, summons: { connection: last?.id ?? "", errand: "look" } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain(last?.name);
    expect(calls).toEqual([{ command: "heed_summons", args: {} }]);
  });

  test("for a copy asks what production asks first", async () => {
    const { show } = await openWindow(first, { copy_token: fails("guarded") });
    await show({ ...first, summons: { connection: id, errand: "copy" } });
    expect(screen.getByRole("dialog")).toBeTruthy();
  });
});

describe("keys", () => {
  const pressed = (init: KeyboardEventInit) => pressedKeys(new KeyboardEvent("keydown", init));

  test("are named by their place", () => {
    const held = { ctrlKey: true, shiftKey: true };
    expect(pressed({ ...held, key: "Z", code: "KeyY" })).toBe("Control+Shift+KeyY");
    expect(pressed({ metaKey: true, key: "F5", code: "F5" })).toBe("Super+F5");
    expect(printed("Control+Shift+Digit5")).toBe("Ctrl + Shift + 5");
  });

  test("are none where another program needs them alone", () => {
    expect(pressed({ key: "t", code: "KeyT" })).toBeNull();
    expect(pressed({ shiftKey: true, key: "T", code: "KeyT" })).toBeNull();
    expect(pressed({ ctrlKey: true, key: "Control", code: "ControlLeft" })).toBeNull();
  });
});
