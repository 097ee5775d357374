/** Many connections: the rail, the dialog that finds one, and the overview. */
import { screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { connection, tokens } from "./fixture-parts";
import { fixtures, type FixtureName } from "./fixtures";
import { HOUR, SECOND } from "./format";
import { makeNarrow } from "./test-setup";
import { fails, NOW, openWindow, settle } from "./test-window";

const open = (name: FixtureName, answers?: Parameters<typeof openWindow>[1]) =>
  openWindow(fixtures[name](NOW), answers);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const title = () => within(screen.getByRole("main")).getByRole("heading", { level: 1 });
const active = () => document.activeElement;
const field = () => screen.getByRole("combobox", { name: "Find a connection" });
const options = () => screen.queryAllByRole("option").map(nameIn);
const nameIn = (node: Element) => node.querySelector("b")?.textContent ?? "";
const nav = () => screen.getByRole("navigation");
const railRows = () => [...nav().querySelectorAll<HTMLElement>("li")];

async function expectNoViolations(): Promise<void> {
  vi.useRealTimers();
  const { violations } = await axe.run(document.body, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

describe("a thousand connections in the rail", () => {
  it("are laid out only where they are seen, and count themselves", async () => {
    await open("manyConnections");
    expect(railRows().length).toBeLessThan(40);
    const [first] = railRows();
    expect(first?.getAttribute("aria-setsize")).toBe("334");
    expect(first?.getAttribute("aria-posinset")).toBe("1");
    expect(within(nav()).getByRole("list", { name: "Production" })).toBeTruthy();
  });

  it("are followed by the eye and the keys to the other end", async () => {
    const { user } = await open("manyConnections");
    railRows()[0]?.querySelector("button")?.focus();
    await user.keyboard("{End}");
    await settle();
    const { connections } = fixtures.manyConnections(NOW);
    const last = connections.filter(({ environment }) => environment === "development").at(-1);
    expect(active() && nameIn(active() as Element)).toBe(last?.name);
    await user.keyboard("{ArrowUp}{ArrowDown}{Enter}");
    expect(title().textContent).toBe(last?.name);
    expect(railRows().length).toBeLessThan(40);
  });

  it("take up one stop of the tab key", async () => {
    await open("manyConnections");
    const stops = railRows().filter((row) => row.querySelector("button")?.tabIndex === 0);
    expect(stops).toHaveLength(1);
  });

  it("stay where they were scrolled to when the one that is shown changes", async () => {
    const { show } = await open("manyConnections");
    const scroller = nav().querySelector(".scroller");
    if (scroller === null) throw new Error();
    scroller.scrollTop = 9000;
    scroller.dispatchEvent(new Event("scroll"));
    const next = fixtures.manyConnections(NOW);
    const [first, ...others] = next.connections;
    if (first === undefined) throw new Error();
    await show({ ...next, connections: [{ ...first, clientId: "5" }, ...others] });
    expect(scroller.scrollTop).toBe(9000);
  });

  it("keep the focus where it is when the list changes", async () => {
    const { show } = await open("signedIn");
    const row = button(/^Invoices 3.8/);
    row.focus();
    const next = fixtures.signedIn(NOW);
    await show({ ...next, connections: [...next.connections].reverse() });
    await settle();
    expect(nameIn(active() as Element)).toBe("Invoices 3.8");
  });
});

describe("moving a connection by hand", () => {
  const order = (...ids: string[]) => {
    const next = fixtures.signedIn(NOW);
    const rank = ({ id }: { id: string }) => ids.indexOf(id);
    return { ...next, connections: [...next.connections].sort((a, b) => rank(a) - rank(b)) };
  };

  it("goes by the keys, is said, and leaves the focus on it", async () => {
    const { user, calls, show } = await open("signedIn");
    button(/^Invoices 3.8/).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(calls).toContainEqual({
      command: "move_connection",
      args: { id: "old", before: "test" },
    });
    expect(screen.getByText("Invoices 3.8 moved up, 1 of 2")).toBeTruthy();
    await show(order("prod", "old", "test", "dev"));
    await settle();
    expect(railRows().map(nameIn).slice(1, 3)).toEqual(["Invoices 3.8", "Acme staging"]);
    expect(nameIn(active() as Element)).toBe("Invoices 3.8");
  });

  it("ends at the border of its environment", async () => {
    const { user, calls } = await open("signedIn");
    button(/^Invoices 3.8/).focus();
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(calls).toEqual([]);
    expect(screen.getByText("Invoices 3.8 is the last of its environment")).toBeTruthy();
  });

  it("goes by a menu, which gives the focus back", async () => {
    const { user, calls } = await open("signedIn");
    await user.click(button("Move Acme staging"));
    expect(
      screen.getAllByRole("menuitem").map(({ textContent }) => textContent.replace(/\s+/g, " ")),
    ).toEqual(["Move down Alt ↓"]);
    await user.click(screen.getByRole("menuitem"));
    expect(calls).toContainEqual({
      command: "move_connection",
      args: { id: "test", before: null },
    });
    expect(active()).toBe(button(/^Acme staging/));
  });

  it("is not possible where use orders the list", async () => {
    const { user, calls, show } = await open("signedIn");
    const next = fixtures.signedIn(NOW);
    await show({ ...next, settings: { ...next.settings, listOrder: "byUse" } });
    button(/^Acme staging/).focus();
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(calls).toEqual([]);
    expect(screen.getByText(/^The list is in the order of use/)).toBeTruthy();
  });
});

describe("finding a connection", () => {
  it("opens what was typed, with nothing but the keyboard", async () => {
    const { user } = await open("manyConnections");
    await user.keyboard("{Control>}k{/Control}");
    expect(active()).toBe(field());
    await user.keyboard("borealis 13 inv");
    expect(options()).toEqual(["Borealis invoices 13"]);
    await user.keyboard("{Enter}");
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(title().textContent).toBe("Borealis invoices 13");
    expect(railRows().map(nameIn)).toContain("Borealis invoices 13");
  });

  it("walks through what it found, and says which one is meant", async () => {
    const { user } = await open("signedIn");
    await user.click(button(/^Find a connection/));
    const meant = () =>
      document.getElementById(field().getAttribute("aria-activedescendant") ?? "");
    expect(options()).toHaveLength(4);
    const first = nameIn(meant() as Element);
    await user.keyboard("{ArrowDown}");
    expect(meant()?.getAttribute("aria-selected")).toBe("true");
    expect(nameIn(meant() as Element)).not.toBe(first);
    expect(active()).toBe(field());
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(nameIn(meant() as Element)).toBe(first);
  });

  it("begins with what was used last", async () => {
    const { user, show } = await open("signedIn");
    const next = fixtures.signedIn(NOW);
    const fresh = tokens(NOW, 8 * HOUR, 8 * HOUR);
    const late = connection("late", "Zeta", "development", "zeta.example", {
      kind: "signedIn",
      tokens: fresh,
      trouble: null,
    });
    const used = { ...late, usedAt: NOW };
    await show({ ...next, connections: [...next.connections, used] });
    await user.keyboard("{Control>}k{/Control}");
    expect(options()[0]).toBe("Zeta");
  });

  it("gives the focus back on Escape", async () => {
    const { user } = await open("signedIn");
    const opener = button(/^Find a connection/);
    await user.click(opener);
    screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    await settle();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(active()).toBe(opener);
  });

  it("says when nothing matches", async () => {
    const { user } = await open("signedIn");
    await user.keyboard("{Control>}k{/Control}zeppelin{Enter}");
    expect(screen.getByText("No connection matches “zeppelin”.")).toBeTruthy();
    expect(field().getAttribute("aria-expanded")).toBe("false");
    await expectNoViolations();
  });

  it("copies the token of the one that is meant, and stays", async () => {
    const { user, calls, show } = await open("signedIn");
    await user.keyboard("{Control>}k{/Control}staging{Control>}{Enter}{/Control}");
    const wish = { form: "token", request: null, meant: false };
    expect(calls).toContainEqual({ command: "copy_token", args: { id: "test", wish } });
    const clipboard = {
      connection: "test",
      clearsAt: NOW + 45 * SECOND,
      refreshed: false,
      through: "clipboard",
      form: "token",
    } as const;
    await show({ ...fixtures.signedIn(NOW), clipboard });
    const said = screen.getAllByText("Copied the access token of Acme staging");
    expect(said).toHaveLength(2);
    await expectNoViolations();
  });

  it("asks before it copies an administrator's token of production", async () => {
    const { user } = await open("signedIn", { copy_token: fails("guarded") });
    await user.keyboard("{Control>}k{/Control}production{Control>}{Enter}{/Control}");
    await settle();
    expect(screen.getByText("Copy an administrator’s token?")).toBeTruthy();
  });

  it("says why there is nothing to copy, and what failed", async () => {
    const { user } = await open("signedIn", { copy_token: fails("clipboard") });
    await user.keyboard("{Control>}k{/Control}laptop{Control>}{Enter}{/Control}");
    expect(screen.getAllByText("Laptop demo has no token. Enter opens it.")).not.toEqual([]);
    await user.clear(field());
    await user.keyboard("staging{Control>}{Enter}{/Control}");
    await settle();
    expect(screen.getAllByText("The clipboard could not be used")).not.toEqual([]);
  });

  it("does not cover what another dialog asks", async () => {
    const { user } = await open("signedIn");
    await user.click(button("Settings"));
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.queryByRole("combobox", { name: "Find a connection" })).toBeNull();
  });

  it("lays out no more than it shows", async () => {
    const { user } = await open("manyConnections");
    await user.keyboard("{Control>}k{/Control}");
    expect(options().length).toBeLessThan(40);
    await user.keyboard("{PageDown}{PageDown}{PageDown}");
    const meant = field().getAttribute("aria-activedescendant") ?? "";
    expect(document.getElementById(meant)).toBeTruthy();
    await expectNoViolations();
  });
});

describe("the overview", () => {
  const rows = () => [...screen.getByRole("main").querySelectorAll("li")];
  const names = () => rows().map(nameIn);

  async function opened(name: FixtureName, answers?: Parameters<typeof openWindow>[1]) {
    const shown = await open(name, answers);
    await shown.user.click(button(/^All connections/));
    return shown;
  }

  it("puts what needs a person first, then what ends soonest", async () => {
    await opened("signedInMinutes");
    expect(names()).toEqual(["Invoices 3.8", "Acme production", "Acme staging", "Laptop demo"]);
    expect(screen.getByText("4 connections, 1 needs you")).toBeTruthy();
    expect(rows()[1]?.textContent).toContain("acme.processmaker.example · maria");
    expect(rows()[1]?.querySelector(".left")?.getAttribute("width")).toBe("6.9%");
  });

  it("is grouped by environment on demand", async () => {
    const { user } = await opened("signedInMinutes");
    await user.click(screen.getByRole("checkbox", { name: "By environment" }));
    expect(names()).toEqual(["Acme production", "Invoices 3.8", "Acme staging", "Laptop demo"]);
    const main = within(screen.getByRole("main"));
    expect(main.getAllByRole("heading", { level: 2 })).toHaveLength(3);
    await expectNoViolations();
  });

  it("shows what matches, and says when nothing does", async () => {
    const { user } = await opened("signedInMinutes");
    const search = screen.getByRole("searchbox", { name: "Search connections" });
    await user.type(search, "acme");
    expect(names()).toEqual(["Invoices 3.8", "Acme production", "Acme staging"]);
    await user.type(search, " zeppelin");
    // Seen, and spoken.
    expect(screen.getAllByText("No connection matches “acme zeppelin”.")).toHaveLength(2);
    await expectNoViolations();
  });

  it("copies a token, and says whose", async () => {
    const { user, calls, show } = await opened("signedIn");
    await user.click(button("Copy the token of Acme staging"));
    const wish = { form: "token", request: null, meant: false };
    expect(calls).toContainEqual({ command: "copy_token", args: { id: "test", wish } });
    const { clipboard } = fixtures.copied(NOW);
    if (clipboard === null) throw new Error();
    await show({ ...fixtures.signedIn(NOW), clipboard: { ...clipboard, connection: "test" } });
    expect(button("Copy the token of Acme staging").textContent.trim()).toBe("Copied");
    expect(screen.getByText("Copied the access token of Acme staging")).toBeTruthy();
  });

  it("says what could not be copied", async () => {
    const { user } = await opened("signedIn", { copy_token: fails("clipboard") });
    await user.click(button("Copy the token of Acme staging"));
    await settle();
    expect(screen.getByText("The clipboard could not be used")).toBeTruthy();
  });

  it("signs in where the sign-in is seen", async () => {
    const { user, calls } = await opened("signedIn");
    await user.click(button("Sign in to Laptop demo"));
    expect(calls).toContainEqual({ command: "sign_in", args: { id: "dev" } });
    expect(title().textContent).toBe("Laptop demo");
  });

  it("leads to a password's field rather than into the void", async () => {
    const { user, calls } = await opened("password");
    await user.click(button("Sign in to Acme production"));
    expect(calls).toEqual([]);
    expect(screen.getByLabelText("Password")).toBeTruthy();
  });

  it("is walked through with the arrow keys, each button in its column", async () => {
    const { user } = await opened("signedIn");
    button("Sign in to Invoices 3.8").focus();
    await user.keyboard("{ArrowDown}");
    await settle();
    expect(active()).toBe(button("Copy the token of Acme staging"));
    expect(active()?.getAttribute("tabindex")).toBe("0");
  });

  it("ticks in the rows that show seconds, and leaves the others alone", async () => {
    await opened("signedInMinutes");
    const changed: string[] = [];
    const watcher = new MutationObserver((all) => {
      for (const { target } of all)
        changed.push(target.parentElement?.closest("li")?.textContent ?? "");
    });
    watcher.observe(screen.getByRole("main"), { subtree: true, characterData: true });
    await vi.advanceTimersByTimeAsync(SECOND);
    await settle();
    watcher.disconnect();
    expect(changed.length).toBeGreaterThan(0);
    for (const text of changed) expect(text).toContain("Acme production");
  });

  it("lays out a thousand only where they are seen", async () => {
    await opened("manyConnections");
    expect(rows().length).toBeLessThan(40);
    expect(screen.getByText(/^1\D?000 connections, 50 need you$/)).toBeTruthy();
  });

  it("is reached in a narrow window, too", async () => {
    makeNarrow(true);
    const { user } = await open("manyConnections");
    await user.click(button(/^Acme production/));
    expect(screen.getAllByRole("menuitemradio")).toHaveLength(12);
    await user.click(screen.getByRole("menuitem", { name: /^All connections/ }));
    expect(title().textContent).toBe("All connections");
    await expectNoViolations();
  });
});
