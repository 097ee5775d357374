/** What stands in the way, and what a click does about it. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { CheckView, FindingView } from "../bindings";
import { trouble } from "../fixture-parts";
import { among, fixtures } from "../fixtures";
import { fails, NOW, openWindow, settle } from "../test-window";
import { checks, finding, report, unwell, well } from "./fixture-parts";

type Look = (check: CheckView) => FindingView | Promise<FindingView>;

const answers = (look: Look) => ({
  begin_check_up: () => checks,
  check_up: (args: Record<string, unknown>) => look(args["check"] as CheckView),
  check_up_report: () => report,
});

const dialog = () => screen.getByRole("dialog", { name: "Check-up" });
const lines = () => within(dialog()).getAllByRole("listitem");
const names = () => lines().map((line) => line.querySelector("b")?.textContent);
const button = (name: string | RegExp) => within(dialog()).getByRole("button", { name });
const status = () => within(dialog()).getAllByRole("status")[0]?.textContent;

async function open(look: Look, more: Parameters<typeof openWindow>[1] = {}) {
  const window = await openWindow(fixtures.signedIn(NOW), { ...answers(look), ...more });
  await window.user.click(screen.getByRole("button", { name: "Settings" }));
  await window.user.click(screen.getByRole("button", { name: "Check this computer" }));
  await settle();
  return window;
}

describe("a check-up", () => {
  it("says in one line that everything is in order", async () => {
    await open(well);
    expect(status()).toBe("Everything is in order");
    expect(lines()).toHaveLength(checks.length);
  });

  it("puts what is amiss first, the worst of it before the rest", async () => {
    await open((check) => (["links", "folders"].includes(check.kind) ? unwell : well)(check));
    expect(names().slice(0, 2)).toEqual(["Folders", "Links from the browser"]);
    expect(status()).toBe("2 of 10 need a look");
  });

  it("shows each line when it is known, whatever the others do", async () => {
    let arrive: (found: FindingView) => void = () => undefined;
    const late = new Promise<FindingView>((known) => (arrive = known));
    await open((check) => (check.kind === "keyring" ? late : well(check)));
    expect(lines()[0]?.textContent).toContain("Looking");
    expect(lines()[1]?.textContent).toContain("They open Latchkey.");
    expect(status()).toBe("Looking at 10 things");
    arrive(finding({ kind: "keyring", keeper: "KWallet" }));
    await settle();
    expect(status()).toBe("Everything is in order");
  });

  it("has links open Latchkey again, and looks whether they do", async () => {
    let claimed = false;
    const { user, calls } = await open((check) => (claimed ? well : unwell)(check), {
      claim_links: () => {
        claimed = true;
        return null;
      },
    });
    await user.click(button("Have links open Latchkey"));
    await settle();
    expect(calls.map(({ command }) => command)).toContain("claim_links");
    expect(dialog().textContent).toContain("They open Latchkey.");
    expect(status()).toBe("8 of 10 need a look");
    expect(dialog().contains(document.activeElement), "the focus is not lost").toBe(true);
  });

  it("keeps the local address for every sign-in", async () => {
    const { user, calls } = await open(unwell);
    await user.click(button("Use the local address instead"));
    await settle();
    const change = calls.find(({ command }) => command === "change_settings");
    expect(change?.args["settings"]).toMatchObject({ wayBack: "localAddress", theme: "system" });
  });

  it("says that a keyring stayed locked", async () => {
    const locked = { ...trouble("keyring"), keyring: "locked" as const };
    const { user } = await open(unwell, { unlock_keyring: fails("trouble", "locked", locked) });
    await user.click(button("Unlock"));
    await settle();
    expect(within(dialog()).getByRole("alert")).toBeTruthy();
  });

  it("has connections try again when the keyring was unlocked", async () => {
    let unlocked = false;
    const look: Look = (check) => (unlocked ? well : unwell)(check);
    const closed = among(NOW, { kind: "keyring", problem: "locked", trouble: null });
    const { user, calls } = await openWindow(closed, {
      ...answers(look),
      unlock_keyring: () => {
        unlocked = true;
        return null;
      },
    });
    await user.click(screen.getByRole("button", { name: "What is in the way?" }));
    await settle();
    await user.click(button("Unlock"));
    await settle();
    expect(calls.map(({ command }) => command)).toContain("retry");
  });

  it("lets the report be read before it is copied", async () => {
    const { user, calls } = await open(well);
    expect(dialog().querySelector("pre")?.textContent).toBe(report);
    expect(dialog().textContent).toContain("No tokens, secrets or names of people.");
    await user.click(button("Copy report"));
    await settle();
    expect(calls.map(({ command }) => command)).toContain("copy_check_up_report");
  });

  it("is offered where a look around finds more, and not where it does not", async () => {
    const noted = (code: "unreachable" | "declined") =>
      among(NOW, { kind: "signedOut", note: { kind: "trouble", trouble: trouble(code) } });
    const { show } = await openWindow(noted("unreachable"));
    expect(screen.getByRole("button", { name: "What is in the way?" })).toBeTruthy();
    await show(noted("declined"));
    expect(screen.queryByRole("button", { name: "What is in the way?" })).toBeNull();
  });
});
