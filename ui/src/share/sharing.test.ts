import { screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import type { LinkView } from "../bindings";
import { fixtures } from "../fixtures";
import { fails, NOW, openWindow, settle } from "../test-window";
import { standings } from "./fixture-parts";
import { describedWords, standingWords, summaryWords } from "./words";

type Answers = Parameters<typeof openWindow>[1];

const file = new File(['{"format":"latchkey-connections"}'], "connections.json");
const button = (name: string | RegExp) => screen.getByRole("button", { name });

async function openSettings(answers: Answers = {}) {
  const opened = await openWindow(fixtures.signedIn(NOW), answers);
  await opened.user.click(button("Settings"));
  const choose = async (chosen = file) => {
    const asked = gave("preview_connections").length;
    await opened.user.upload(screen.getByLabelText("Import connections"), chosen);
    // A file is read in several turns.
    for (let turn = 0; turn < 20 && gave("preview_connections").length === asked; turn += 1)
      await settle();
    await settle();
  };
  const gave = (command: string) =>
    opened.calls.filter((call) => call.command === command).map(({ args }) => args);
  return { ...opened, choose, gave };
}

describe("an import", () => {
  it("shows what it would add, adds what was chosen, and shows the first of it", async () => {
    const { user, choose, gave, show } = await openSettings({
      preview_connections: () => standings,
      import_connections: () => ["borealis"],
    });
    await choose();
    expect(gave("preview_connections")).toEqual([{ text: await file.text() }]);
    const dialog = screen.getByRole("dialog", { name: "Import connections" });
    const boxes = within(dialog).getAllByRole<HTMLInputElement>("checkbox");
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, false],
      [true, false],
      [false, true],
      [false, true],
      [false, true],
    ]);
    vi.useRealTimers();
    const rules = { "color-contrast": { enabled: false } };
    const { violations } = await axe.run(dialog, { rules });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    vi.useFakeTimers({ now: NOW });
    await user.click(boxes[1]!);
    await user.click(button("Add 1 connection"));
    expect(gave("import_connections")).toEqual([{ text: await file.text(), places: [0] }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    const [first] = fixtures.signedIn(NOW).connections;
    await show({
      ...fixtures.signedIn(NOW),
      connections: [first!, { ...first!, id: "borealis", name: "Borealis" }],
    });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Borealis");
  });

  it("offers nothing to add where there is nothing new", async () => {
    const { user, choose } = await openSettings({ preview_connections: () => standings });
    await choose();
    const dialog = screen.getByRole("dialog", { name: "Import connections" });
    const boxes = within(dialog).getAllByRole("checkbox");
    await user.click(boxes[0]!);
    await user.click(boxes[1]!);
    expect(screen.queryByRole("button", { name: /^Add \d/ })).toBeNull();
    await user.click(boxes[1]!);
    expect(button("Add 1 connection")).toBeTruthy();
  });

  it("says what is wrong with a file, and takes it again", async () => {
    const { choose, gave } = await openSettings({
      preview_connections: fails("document", "a newer Latchkey wrote this file"),
    });
    await choose();
    expect(screen.getByRole("alert").textContent).toContain("A newer Latchkey wrote this file.");
    await choose();
    expect(gave("preview_connections")).toHaveLength(2);
  });

  it("reads no more of a file than a list of connections can be", async () => {
    const { choose, gave } = await openSettings({ preview_connections: () => [] });
    await choose(new File(["x".repeat(3 * 1024 * 1024)], "large.json"));
    expect((gave("preview_connections")[0]?.["text"] as string).length).toBe(2 * 1024 * 1024 + 1);
  });

  it("says that a file cannot be read", async () => {
    const { choose, gave } = await openSettings();
    const gone = Object.assign(new File([], "gone.json"), {
      slice: () => ({ text: () => Promise.reject(new Error("gone")) }),
    });
    await choose(gone);
    expect(screen.getByRole("alert").textContent).toContain("This file cannot be read.");
    expect(gave("preview_connections")).toEqual([]);
  });

  it("stays open where nothing could be added", async () => {
    const { user, choose } = await openSettings({
      preview_connections: () => standings,
      import_connections: fails("internal", "the program is closing"),
    });
    await choose();
    await user.click(button("Add 2 connections"));
    expect(screen.getByRole("alert").textContent).toContain("Nothing was added");
    expect(screen.getByRole("dialog", { name: "Import connections" })).toBeTruthy();
  });
});

describe("an export", () => {
  it("says where it went", async () => {
    const { user, gave } = await openSettings({ export_connections: () => "/home/maria/x.json" });
    await user.click(button("Export connections"));
    expect(gave("export_connections")).toEqual([{}]);
    expect(screen.getByRole("alert").textContent).toContain("/home/maria/x.json");
    await user.click(button(/Copy path/));
    expect(gave("copy_export_path")).toHaveLength(1);
  });

  it("of one connection is a link", async () => {
    const { user, calls } = await openWindow(fixtures.signedIn(NOW));
    await user.click(button(/^Edit /));
    await user.click(button(/Copy link/));
    const [first] = fixtures.signedIn(NOW).connections;
    expect(calls.at(-1)).toEqual({ command: "copy_connect_link", args: { id: first?.id } });
  });
});

describe("a link", () => {
  const [{ offer }] = standings;
  const withLink = (link: LinkView) => ({ ...fixtures.signedIn(NOW), link });

  it("fills in the form, and nothing before somebody says so", async () => {
    const { user, calls, show } = await openWindow(withLink({ kind: "connection", offer }));
    expect(calls).toEqual([]);
    const dialog = screen.getByRole("dialog", { name: "A link describes a connection" });
    expect(dialog.textContent).toContain(offer.address);
    await user.click(button("Fill in the form"));
    expect(calls.map(({ command }) => command)).toContain("close_offer");
    await show(fixtures.signedIn(NOW));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }).value).toBe("Borealis");
    expect(screen.getByDisplayValue(offer.address)).toBeTruthy();
    expect(screen.getByDisplayValue(offer.clientId)).toBeTruthy();
    expect(calls.map(({ command }) => command)).not.toContain("add_connection");
  });

  it("is believed about a server that cannot be asked", async () => {
    const { user, show } = await openWindow(
      withLink({ kind: "connection", offer: { ...offer, generation: "version3" } }),
      { detect_server: fails("trouble", "unreachable") },
    );
    await user.click(button("Fill in the form"));
    await show(fixtures.signedIn(NOW));
    await user.click(button("Save"));
    expect(screen.getByText(/^Enter the client secret\. ProcessMaker shows it with/)).toBeTruthy();
  });

  it("can be turned away", async () => {
    const { user, calls } = await openWindow(withLink({ kind: "connection", offer }));
    await user.click(button("Not now"));
    expect(calls).toEqual([{ command: "close_offer", args: {} }]);
    expect(screen.queryByRole("heading", { name: "Add a connection" })).toBeNull();
  });

  it("to what is here already says so", async () => {
    const [{ name, address, clientId } = { name: "", address: "", clientId: "" }] =
      fixtures.signedIn(NOW).connections;
    await openWindow(withLink({ kind: "connection", offer: { ...offer, address, clientId } }));
    expect(screen.getByRole("dialog").textContent).toContain(`${name} is already the same`);
  });

  it("that cannot be used says why", async () => {
    const { user, calls } = await openWindow(
      withLink({ kind: "unusable", why: { kind: "linkTooLong" } }),
    );
    expect(screen.getByRole("dialog").textContent).toContain("This link is too long.");
    await user.click(button("Close"));
    expect(calls).toEqual([{ command: "close_offer", args: {} }]);
  });
});

it.each([
  [[], "There is no connection in this file."],
  [standings.slice(2), "There is nothing new in this file."],
  [standings.slice(0, 1), /^1 connection can be added\. Client secrets are not in it/],
  [
    [{ kind: "new" as const, offer: { ...standings[0].offer, method: "personalToken" as const } }],
    "1 connection can be added.",
  ],
])("sums a file up", (given, words) => {
  expect(summaryWords(given)).toMatch(words);
});

it("describes a connection, and why it is not added", () => {
  expect(
    standings.slice(0, 2).map((one) => describedWords((one as (typeof standings)[0]).offer)),
  ).toEqual([
    "https://borealis.example · Production · client 7",
    "https://test.borealis.example · Test · client 7 · user name and password",
  ]);
  expect(standings.map((one) => standingWords(one).words)).toEqual([
    "",
    "",
    "Already here.",
    "The file has it twice.",
    "Use https: over http, tokens could be read on the way.",
  ]);
  expect(standingWords({ kind: "refused", name: "", why: { kind: "name", most: 80 } }).title).toBe(
    "Without a name",
  );
});
