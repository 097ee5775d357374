import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { asText, byDay, gone, namesOf } from "./activity-days";
import type { ActivityQuery, EventView, WhatView } from "./bindings";
import { events } from "./fixture-parts";
import { fixtures, type FixtureName } from "./fixtures";
import { DAY, MINUTE } from "./format";
import { NOW, openWindow, settle } from "./test-window";
import { eventTone, eventWords, waysToSay } from "./words/activity";

type Args = { query: ActivityQuery; before: string | null; limit: number };

/** A record of so many events, which can be searched, and grows when the test says so. */
function recordOf(count: number) {
  const all = events(NOW, count);
  const asked: Args[] = [];
  const page = (args: Record<string, unknown>) => {
    const { query, before, limit } = args as Args;
    asked.push({ query, before, limit });
    const fits = ({ connection, what }: EventView) =>
      (query.connection === null || query.connection === connection) &&
      query.words.every((ways) =>
        ways.some((way) => JSON.stringify(what).toLowerCase().includes(way.toLowerCase())),
      );
    const found = all.filter(fits);
    const from = before === null ? 0 : found.findIndex(({ place }) => place === before) + 1;
    const shown = found.slice(from, from + limit);
    const more = from + limit < found.length;
    return { events: shown, next: more ? (shown.at(-1)?.place ?? null) : null };
  };
  return { all, asked, answers: { activity_page: page } };
}

async function open(name: FixtureName, record: ReturnType<typeof recordOf>, more = {}) {
  const window = await openWindow(fixtures[name](NOW), { ...record.answers, ...more });
  await settle();
  return window;
}

const rows = () => within(screen.getByRole("tabpanel")).queryAllByRole("listitem");
const search = () => screen.getByRole("searchbox", { name: "Search the activity" });
const pause = () => vi.advanceTimersByTimeAsync(200).then(settle);

describe("the activity", () => {
  it("shows what happened to this connection, by day, the last thing first", async () => {
    await open("signedIn", recordOf(12));
    const days = within(screen.getByRole("tabpanel")).getAllByRole("heading", { level: 2 });
    expect(days.map((day) => day.textContent)).toEqual(["Today", "Yesterday"]);
    expect(rows()[0]?.textContent).toMatch(/11:56.*Token copied to the clipboard/);
    expect(rows()).toHaveLength(10);
    expect(screen.queryByText(/Acme staging/, { selector: ".name" })).toBeNull();
  });

  it("shows that of all connections with their names", async () => {
    const { user } = await open("signedIn", recordOf(12));
    await user.click(screen.getByRole("checkbox", { name: "All connections" }));
    await settle();
    expect(rows()).toHaveLength(12);
    expect(screen.getAllByText("· Acme staging")).toHaveLength(2);
  });

  it("is searched once the typing pauses, by what can be read", async () => {
    const record = recordOf(12);
    const { user } = await open("signedIn", record);
    const before = record.asked.length;
    await user.type(search(), "copied curl");
    await pause();
    expect(record.asked.length).toBe(before + 1);
    expect(rows().map((row) => row.textContent?.replace(/\s+/g, " "))).toEqual([
      expect.stringContaining("Token copied as curl to the clipboard"),
    ]);
    await user.clear(search());
    await pause();
    expect(rows()).toHaveLength(10);
  });

  it("says when nothing matches, and when there is nothing", async () => {
    const { user } = await open("signedIn", recordOf(3));
    expect(screen.queryByText(/Nothing that matches/)).toBeNull();
    await user.type(search(), "zebra");
    await pause();
    expect(screen.getByText("Nothing that matches “zebra”.").getAttribute("role")).toBe("status");
    expect(rows()).toHaveLength(0);
  });

  it("of a new connection is empty and says so", async () => {
    await open("signedIn", recordOf(0));
    expect(screen.getByText(/Nothing has happened yet\./)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export" }).getAttribute("aria-disabled")).toBe(
      "true",
    );
  });

  it("that cannot be read says why, and is tried again", async () => {
    let broken = true;
    const record = recordOf(3);
    const page = (args: Record<string, unknown>) => {
      if (broken) throw { code: "internal", message: "permission denied", trouble: null };
      return record.answers.activity_page(args);
    };
    const { user } = await open("signedIn", record, { activity_page: page });
    expect(screen.getByRole("alert").textContent).toContain("The activity cannot be read");
    expect(screen.getByRole("alert").textContent).toContain("Permission denied.");
    broken = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(rows()).toHaveLength(3);
  });

  it("brings what is older on demand, and nothing twice", async () => {
    const record = recordOf(200);
    const { user } = await open("signedIn", record);
    expect(rows()).toHaveLength(60);
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await settle();
    expect(rows()).toHaveLength(120);
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await settle();
    expect(rows()).toHaveLength(160);
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  it("takes in what happens meanwhile, beside what was unfolded", async () => {
    const record = recordOf(200);
    const { user, show } = await open("signedIn", record);
    await user.click(screen.getByRole("button", { name: "Show older" }));
    await settle();
    const what: WhatView = { kind: "signedOut", revoked: "everything" };
    record.all.unshift({ place: "2026-11-16.1.999", at: NOW, connection: "prod", what });
    const asked = record.asked.length;
    await show({ ...fixtures.signedIn(NOW), activity: 1 });
    await settle();
    expect(rows()).toHaveLength(121);
    expect(rows()[0]?.textContent).toContain("Signed out, revoked on the server");
    await show({ ...fixtures.signedIn(NOW), activity: 1 });
    await settle();
    expect(record.asked.length).toBe(asked + 1);
  });

  it("is a quiet line where there is no token", async () => {
    const record = recordOf(3);
    const { user } = await open("signedOut", record);
    expect(record.asked).toHaveLength(0);
    expect(screen.queryByRole("tablist")).toBeNull();
    const fold = screen.getByRole("button", { name: "Activity" });
    await user.click(fold);
    await settle();
    expect(fold.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByText("Token copied to the clipboard")).toBeTruthy();
  });
});

describe("an export", () => {
  const path = "/home/maria/Downloads/latchkey-activity-2026-11-21.txt";

  it("as text has everything that is found, in these words", async () => {
    const record = recordOf(5000);
    const { calls, user } = await open("signedIn", record, { export_activity_text: () => path });
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(screen.getByRole("menuitem", { name: "As text" }));
    await settle();
    expect(calls.map(({ command }) => command)).toEqual(["export_activity_text"]);
    const lines = String(calls[0]?.args["text"]).split("\n");
    expect(lines).toHaveLength(4001);
    expect(lines[0]).toBe("2026-11-21 11:56:00  Acme production  Token copied to the clipboard");
    expect(screen.getByRole("alert").textContent).toContain(path);
    await user.click(screen.getByRole("button", { name: "Copy path" }));
    expect(calls.at(-1)?.command).toBe("copy_export_path");
  });

  it("as JSON is left to the program, with what is looked for", async () => {
    const { calls, user } = await open("signedIn", recordOf(20), { export_activity: () => path });
    await user.type(search(), "curl");
    await pause();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(screen.getByRole("menuitem", { name: "As JSON" }));
    await settle();
    expect(calls).toEqual([
      {
        command: "export_activity",
        args: { query: { connection: "prod", words: [["curl"]] } },
      },
    ]);
  });

  it("that fails says why", async () => {
    const fails = () => {
      throw { code: "internal", message: "no space left on device", trouble: null };
    };
    const { user } = await open("signedIn", recordOf(3), { export_activity: fails });
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(screen.getByRole("menuitem", { name: "As JSON" }));
    await settle();
    expect(screen.getByRole("alert").textContent).toContain("No space left on device.");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Export" }));
  });
});

describe("the words", () => {
  it.each<[WhatView, string]>([
    [{ kind: "signedIn", who: null, by: "password" }, "Signed in, with a password"],
    [
      { kind: "signedIn", who: "maria", by: "loopback" },
      "Signed in as maria, came back to a local address",
    ],
    [
      { kind: "signInFailed", why: "notRegistered" },
      "Sign-in failed: ProcessMaker does not know this application",
    ],
    [{ kind: "somebodyElseCame", who: "joao" }, "Somebody else came back from the browser: joao"],
    [
      { kind: "refreshed", because: "copy", copies: "ended" },
      "Refreshed for a copy; copies of the token before stopped working",
    ],
    [{ kind: "refreshed", because: "person", copies: "none" }, "Refreshed"],
    [
      { kind: "refreshFailed", why: "unreachable", again: true },
      "Refresh failed: the server cannot be reached; tried again by itself",
    ],
    [
      { kind: "handedOut", through: "clipboard", form: "curl" },
      "Token copied as curl to the clipboard",
    ],
    [
      { kind: "handedOut", through: "clipboard", form: "newForm" },
      "Token copied as newForm to the clipboard",
    ],
    [{ kind: "handedOut", through: "newToken", form: "token" }, "New personal access token copied"],
    [
      {
        kind: "requested",
        method: "GET",
        path: "/a?b=",
        status: null,
        trouble: "timeout",
        took: 9,
      },
      "GET /a?b= · the server took too long to answer",
    ],
    [
      { kind: "tokenChecked", found: "noLongerAccepted" },
      "Token checked: the server no longer accepts it",
    ],
    [{ kind: "signedOut", revoked: "everything" }, "Signed out, revoked on the server"],
    [{ kind: "connectionRemoved", name: "Acme" }, "Connection removed: Acme"],
    [{ kind: "other" }, "Something that a newer Latchkey has words for"],
  ])("%o", (what, words) => {
    expect(eventWords(what)).toBe(words);
  });

  it("find what they say", () => {
    const [copied] = waysToSay("copied");
    expect(copied).toEqual(expect.arrayContaining(["copied", "handedOut", "newToken"]));
    expect(waysToSay("  Signed  OUT ")).toEqual([
      expect.arrayContaining(["Signed", "signedIn", "signedOut"]),
      expect.arrayContaining(["OUT", "signedOut"]),
    ]);
    expect(waysToSay("reached")[0]).toContain("unreachable");
    expect(waysToSay("")).toEqual([]);
    expect(waysToSay("/api/1.0/users")).toEqual([["/api/1.0/users"]]);
  });

  it("are coloured where somebody should look", () => {
    expect(eventTone({ kind: "signInFailed", why: "declined" })).toBe("bad");
    expect(eventTone({ kind: "tokenChecked", found: "unreachable" })).toBe("warn");
    const answer = { kind: "requested", method: "GET", path: "/", trouble: null, took: 1 } as const;
    expect(eventTone({ ...answer, status: 204 })).toBe("info");
    expect(eventTone({ ...answer, status: 404 })).toBe("warn");
    expect(eventTone({ ...answer, status: 500 })).toBe("bad");
  });
});

describe("a list of events", () => {
  const at = (time: number, what: WhatView = { kind: "other" }): EventView => ({
    place: String(time),
    at: time,
    connection: "gone",
    what,
  });

  it("is divided by days", () => {
    const days = byDay(
      [at(NOW), at(NOW - MINUTE), at(NOW - DAY), at(NOW - 40 * DAY), at(NOW - 400 * DAY)],
      NOW,
      "en-GB",
    );
    expect(days.map(({ title, events: of }) => [title, of.length])).toEqual([
      ["Today", 2],
      ["Yesterday", 1],
      ["Monday 12 October", 1],
      ["Friday, 17 October 2025", 1],
    ]);
  });

  it("knows connections that are gone by what was said of them", () => {
    const removed = at(NOW, { kind: "connectionRemoved", name: "Acme" });
    const before = at(NOW - DAY, { kind: "connectionAdded", name: "Acme, old" });
    expect(namesOf([], [removed, before]).get("gone")).toBe("Acme");
    expect(namesOf([], [at(NOW)]).get("gone")).toBeUndefined();
    expect(asText([at(NOW)], new Map())).toBe(
      `2026-11-21 12:00:00  ${gone()}  Something that a newer Latchkey has words for\n`,
    );
  });
});
