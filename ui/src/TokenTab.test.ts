import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { SeenView } from "./bindings";
import { inspection, trouble } from "./fixture-parts";
import { fixtures, type FixtureName } from "./fixtures";
import { HOUR, MINUTE, SECOND } from "./format";
import { fails, NOW, openWindow, settle } from "./test-window";
import { isWide, tabAfter, tabNames } from "./tabs";
import { seenAloud, seenWords } from "./words/seen";

async function open(name: FixtureName, answers: Parameters<typeof openWindow>[1] = {}) {
  const window = await openWindow(fixtures[name](NOW), answers);
  await window.user.click(screen.getByRole("tab", { name: "Token" }));
  await settle();
  return window;
}

const panel = () => screen.getByRole("tabpanel");
const text = () => panel().textContent?.replace(/\s+/g, " ") ?? "";

describe("the tabs", () => {
  const tab = (name: string) => screen.getByRole("tab", { name });

  it("are one stop of the keyboard, and the arrows lead on", async () => {
    const { user } = await openWindow(fixtures.signedIn(NOW));
    expect(screen.getAllByRole("tab").map((one) => one.tabIndex)).toEqual([
      0,
      ...Array.from({ length: tabNames.length - 1 }, () => -1),
    ]);
    tab("Activity").focus();
    await user.keyboard("{End}");
    expect(document.activeElement).toBe(tab("Token"));
    expect(tab("Token").getAttribute("aria-selected")).toBe("true");
    expect(tab("Activity").getAttribute("aria-selected")).toBe("false");
    expect(tab("Token").getAttribute("aria-controls")).toBe(panel().id);
    expect(panel().getAttribute("aria-labelledby")).toBe(tab("Token").id);
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(tab("Activity"));
  });

  it("stay as they were chosen when another connection is looked at", async () => {
    const { user } = await open("signedIn");
    await user.click(screen.getByRole("button", { name: /^Acme staging/ }));
    await settle();
    expect(tab("Token").getAttribute("aria-selected")).toBe("true");
  });

  it("go round, and leave other keys alone", () => {
    const [first, last] = [tabNames[0], tabNames.at(-1)];
    if (first === undefined || last === undefined) throw new Error("there are tabs");
    expect(tabAfter(last, "ArrowRight")).toBe(first);
    expect(tabAfter(first, "ArrowLeft")).toBe(last);
    expect(tabAfter(first, "ArrowRight")).toBe(tabNames[1]);
    expect(tabAfter(last, "Home")).toBe(first);
    expect(tabAfter(first, "End")).toBe(last);
    expect(tabAfter(first, "Enter")).toBeNull();
    expect(isWide("activity")).toBe(false);
  });
});

describe("the token", () => {
  it("says what it says about itself, to the fraction of a second", async () => {
    await open("signedIn");
    expect(text()).toContain("User 12, Maria Silva");
    expect(text()).toMatch(/Issued .*11:58:00\.345/);
    expect(text()).toContain("Scopes none: it may do whatever the person may");
    expect(text()).toContain("1,071 bytes");
    expect(text()).toContain("2,012 bytes of the 2,560 bytes that Windows takes");
    expect(screen.getByLabelText("Header").textContent).toContain('"alg": "RS256"');
    expect(screen.getByLabelText("Claims").textContent).toContain('"aud": "4"');
  });

  it("of version 3 says nothing, and what there is is shown", async () => {
    await open("version3", {
      inspect_token: () => ({
        ...inspection(NOW),
        words: null,
        accessSize: 40,
        entries: [900, 40],
      }),
    });
    expect(text()).toContain("only the server knows whose it is");
    expect(text()).toContain("Access token 40 bytes");
    expect(text()).toContain("in 2 entries of 900 bytes and 40 bytes");
    expect(text()).not.toContain("Token ID");
    expect(screen.queryByLabelText("Claims")).toBeNull();
  });

  it("is looked at anew when another one comes", async () => {
    const inspect = vi.fn(() => inspection(NOW));
    const { show } = await open("signedIn", { inspect_token: inspect });
    expect(inspect).toHaveBeenCalledTimes(1);
    await show(fixtures.signedIn(NOW));
    expect(inspect).toHaveBeenCalledTimes(1);
    await show(fixtures.signedInMinutes(NOW));
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it("is still shown when nothing more can be learned", async () => {
    await open("signedIn", { inspect_token: fails("notNow") });
    expect(text()).toContain("Kept in the keyring");
    expect(text()).toContain("Client 4");
  });
});

describe("what the server makes of it", () => {
  it("is asked on demand", async () => {
    const { calls, user } = await open("signedIn");
    expect(text()).toContain("The server has not been asked about this token yet");
    await user.click(screen.getByRole("button", { name: "Check now" }));
    expect(calls).toEqual([{ command: "check_token", args: { id: "prod" } }]);
  });

  it("takes one question at a time", async () => {
    const { calls, user } = await open("signedIn", {
      check_token: () => new Promise(() => undefined),
    });
    const button = screen.getByRole("button", { name: "Check now" });
    await user.click(button);
    await user.click(button);
    expect(calls).toHaveLength(1);
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });

  it.each<[FixtureName, string[]]>([
    ["accepted", ["The server accepted this token 8 seconds ago"]],
    [
      "noLongerAccepted",
      ["The server refused this token 8 seconds ago", "It was revoked, or signed out elsewhere"],
    ],
    [
      "notReached",
      [
        "The server could not be asked 1 minute ago",
        "The server cannot be reached. The token may be fine.",
        "The server accepted it 20 minutes ago.",
      ],
    ],
    ["expired", ["The time of this token is over", "Nobody revoked it"]],
  ])("in %s is told apart", async (name, words) => {
    await open(name);
    for (const part of words) expect(text()).toContain(part);
  });

  it("cannot be asked of a token that has expired", async () => {
    await open("expired");
    expect(screen.queryByRole("button", { name: "Check now" })).toBeNull();
  });

  it("ticks for the eye, and is told once to the ear", async () => {
    await open("accepted");
    const aloud = within(panel()).getByRole("status");
    expect(aloud.textContent).toBe("The server accepts this token");
    vi.setSystemTime(NOW + 5 * SECOND);
    await vi.advanceTimersByTimeAsync(1500);
    expect(text()).toMatch(/accepted this token 1\d seconds ago/);
    expect(aloud.textContent).toBe("The server accepts this token");
    for (const live of document.querySelectorAll("[role=status], [aria-live]"))
      expect(live.textContent).not.toContain("ago");
  });

  it("stands in the card, too", async () => {
    await openWindow(fixtures.accepted(NOW));
    const card = document.querySelector(".card");
    expect(card?.textContent).toContain("The server accepted this token 8 seconds ago");
  });

  it("has words for every case", () => {
    const seen = (last: SeenView["last"], acceptedAt: number | null = null): SeenView => ({
      acceptedAt,
      last,
    });
    const away = { at: NOW, found: "unreachable", trouble: trouble("timeout") } as const;
    expect(seenWords(seen(null), null, NOW).tone).toBe("info");
    expect(seenWords(seen(away), null, NOW)).toEqual({
      tone: "warn",
      title: "The server could not be asked just now",
      next: "The server took too long to answer. The token may be fine.",
    });
    expect(seenWords(seen({ ...away, trouble: null }), null, NOW + HOUR).next).toBe(
      "The token may be fine.",
    );
    expect(seenWords(seen(away), "at 10:38", NOW + MINUTE).title).toBe(
      "The time of this token is over",
    );
    expect(seenAloud(seen(null))).toBe("");
    expect(seenAloud(seen({ ...away, found: "noLongerAccepted", trouble: null }))).toBe(
      "The server no longer accepts this token",
    );
  });
});
