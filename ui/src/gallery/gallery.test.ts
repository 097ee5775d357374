/** Walks to every entry of the gallery, and says what the gallery lacks. */
import { mockIPC } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import App from "../App.svelte";
import { watched } from "../connections.svelte";
import { makeNarrow } from "../test-setup";
import { NOW, settle } from "../test-window";
import { entries, type Entry } from "./entries";
import { answer, walk } from "./stage";
import { seenOtherwise, undrawn, unseen, whereSeen, type Said } from "./said";
import { drawn, templates } from "./templates";
import { unions } from "./unions";

const elements = new Set<string>();
const heard: Said[] = [];

async function show(entry: Entry, narrow: boolean): Promise<void> {
  makeNarrow(narrow);
  vi.useFakeTimers({ now: NOW });
  heard.push({ snapshot: entry.snapshot(NOW) });
  mockIPC((command, payload) => {
    try {
      const said = answer(entry, NOW, command, payload);
      heard.push({ command, answer: said });
      return said;
    } catch (refusal) {
      heard.push({ command, refusal });
      throw refusal;
    }
  });
  render(App, { connections: watched() });
  await settle();
  await walk(entry, {
    narrow,
    pause: async () => {
      await vi.advanceTimersByTimeAsync(25);
      await settle();
    },
  });
}

describe.each(["wide", "narrow"] as const)("in a %s window", (width) => {
  const here = entries.filter((entry) => (entry.width ?? width) === width);

  it.each(here.map((entry) => [entry.name, entry] as const))("%s", async (_, entry) => {
    await show(entry, width === "narrow");
    for (const place of drawn(document)) elements.add(place);
    vi.useRealTimers();
    // A narrow window differs in its switcher alone, which is in every picture: one of a group is enough.
    const first = here.find(({ group }) => group === entry.group);
    if (width === "wide" || entry.width === "narrow" || entry === first)
      expect(await violations()).toEqual([]);
  });
});

/** What axe finds wrong with the page. */
async function violations(): Promise<unknown[]> {
  const found = await axe.run(document.body, {
    resultTypes: ["violations"],
    // Colours need a real browser.
    rules: { "color-contrast": { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

describe("the gallery", () => {
  it("has a name of its own for every entry", () => {
    const names = entries.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it("draws every element of every component", () => {
    const missing = templates().filter((place) => !elements.has(place));
    const isExplained = (place: string) => undrawn[place.split(":")[0] ?? ""] !== undefined;
    expect(missing.filter((place) => !isExplained(place))).toEqual([]);
    const explained = missing.filter(isExplained).map((place) => place.split(":")[0]);
    expect([...new Set(explained)]).toEqual(Object.keys(undrawn));
  });

  const all = [...unions()];

  it.each(all)("shows or explains every %s", (type, words) => {
    if (seenOtherwise[type] !== undefined) return;
    const where = whereSeen[type];
    expect(where, `said.ts does not know where ${type} is seen`).toBeDefined();
    const shown = new Set(heard.flatMap((said) => where?.(said) ?? []));
    const missing = words.filter((word) => !shown.has(word));
    expect(missing).toEqual(Object.keys(unseen[type] ?? {}));
  });
});
