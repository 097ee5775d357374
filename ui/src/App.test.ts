import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { CommandError } from "./bindings";
import { watched } from "./connections.svelte";
import { snapshot } from "./fixture-parts";
import { fixtureNames, fixtures, type FixtureName } from "./fixtures";
import { MINUTE, SECOND } from "./format";
import { makeNarrow } from "./test-setup";
import { fails, NOW, openWindow, settle } from "./test-window";

const open = (name: FixtureName, answers?: Parameters<typeof openWindow>[1]) =>
  openWindow(fixtures[name](NOW), answers);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const main = () => within(screen.getByRole("main"));
const textOf = (node: HTMLElement) => node.textContent.replace(/\s+/g, " ").trim();

describe("each state", () => {
  it.each<[FixtureName, string[]]>([
    ["firstStart", ["Add your first connection", "Register Latchkey", "Save and sign in"]],
    ["unreadableList", ["could not be read", "connections.json.bad", "Add your first"]],
    ["newerList", ["comes from a newer Latchkey", "Nothing is saved until then"]],
    ["loading", ["Opening the keyring…", "It may ask for its password"]],
    ["keyringLocked", ["The keyring is locked", "Unlock it", "Try again"]],
    ["keyringMissing", ["no keyring running", "GNOME Keyring", "Try again"]],
    ["keyringSlow", ["The keyring does not answer", "another window", "Try again"]],
    ["keyringRefused", ["The keyring refused Latchkey", "Allow Latchkey", "Try again"]],
    ["keyringFull", ["The keyring has no room", "Remove entries", "Try again"]],
    ["keyringDamaged", ["cannot be read", "sign in anew", "Try again", "Sign in anew"]],
    ["keyringNewer", ["comes from a newer Latchkey", "Try again"]],
    ["signedOut", ["Latchkey never sees your password", "Sign in to ProcessMaker"]],
    ["secretMissing", ["The client secret is missing", "Edit connection"]],
    ["notRegistered", ["does not know this application", "Copy", "Open Auth Clients"]],
    ["clientRejected", ["tick only Enable Authorization Code Grant", "Edit connection"]],
    ["declined", ["The sign-in was cancelled", "press Authorize"]],
    ["signedOutDone", ["every copy of it has stopped working", "stays signed in to ProcessMaker"]],
    ["signedOutPartly", ["except for one token", "nobody has a copy"]],
    ["signedOutOffline", ["but not at ProcessMaker", "works until"]],
    ["checking", ["Asking ProcessMaker…"]],
    ["awaiting", ["Continue in your browser", "This attempt ends in 14:12"]],
    ["awaitingSilent", ["Nothing has come back yet", "Use a local address instead"]],
    ["awaitingNoBrowser", ["Your browser could not be opened", "Open the browser"]],
    [
      "awaitingHint",
      ["ProcessMaker may have answered", "invalid_scope", "whether it knows this application"],
    ],
    ["exchanging", ["Finishing the sign-in…", "You can close its tab"]],
    ["signedIn", ["Maria Silva", "maria · administrator", "364 days", "Copy access token"]],
    ["signedInMinutes", ["4:09", "until today", "Copy access token", "Refresh"]],
    ["signedInNobody", ["Your name is not known yet"]],
    ["signedInEndless", ["did not say for how long"]],
    ["signedInTrouble", ["2 days", "does not accept this client", "Copy access token"]],
    ["copied", ["Copied · clears in 41 s", "Refreshed before copying", "earlier copy has stopped"]],
    ["copiedForGood", ["Copy access token", "until something else is copied"]],
    ["copiedBefore", ["Last copied at"]],
    ["handedOut", ["Last copied at"]],
    ["accepted", ["The server accepted this token 8 seconds ago"]],
    ["noLongerAccepted", ["ProcessMaker no longer accepts this token", "It was withdrawn"]],
    ["notReached", ["The server could not be asked 1 minute ago"]],
    ["unsaved", ["This sign-in is not saved", "in memory only", "Try again"]],
    ["expired", ["Expired", "Refresh and copy access token"]],
    ["expiredForGood", ["Expired", "cannot be refreshed", "Sign in to ProcessMaker"]],
    ["refreshing", ["4:09", "refreshing…"]],
    ["waiting", ["The server cannot be reached", "tries again at", "Try now", "Copy access token"]],
    ["waitingStopped", ["does not try again by itself", "Edit connection"]],
    ["signingOut", ["Signing out…"]],
    ["needsSignIn", ["Signed out by the server", "Last signed in as Maria Silva"]],
    ["needsSignInConfiguration", ["set up differently", "Open Auth Clients"]],
    [
      "answerLost",
      ["The server’s answer was lost on its way", "Nothing else is wrong: sign in again"],
    ],
    ["somebodyElse", ["João Souza signed in, but", "Keep Maria Silva", "is revoked", "replaced"]],
    ["somebodyElseUnknown", ["Somebody else signed in this time", "Use the new sign-in"]],
    ["renewal", ["It is time to renew this token", "That ends the copy handed out on"]],
    ["waitingOwnLimit", ["Latchkey takes a break", "tries again at"]],
    ["waitingBusy", ["Another program is renewing", "process 4711", "tries again at"]],
    ["waitingLock", ["The lock file cannot be used", "can write to its folder", "Try now"]],
    ["password", ["sent to ProcessMaker once and never kept", "User name", "Sign in"]],
    ["passwordRejected", ["User name or password is wrong"]],
    ["passwordClientRejected", ["tick only Enable Password Grant", "Edit connection"]],
    ["grantMissing", ["no sign-in by password here", "4.14.0 and 4.14.1", "Open Auth Clients"]],
    ["passwordExchanging", ["ProcessMaker is checking your user name"]],
    ["passwordNeedsSignIn", ["was lost on its way", "sign in again.", "Last signed in as Maria"]],
    ["passwordKeyringDamaged", ["cannot be read", "Try again", "Password"]],
    ["passwordKeyringRejected", ["password is wrong", "cannot be read", "Password"]],
    ["personalToken", ["Admin → Users → the user → API Tokens", "Use this token"]],
    ["personalTokenSignedIn", ["364 days", "Copy access token", "It cannot be refreshed"]],
    ["personalTokenExpired", ["Expired", "Paste the token"]],
    ["personalTokenEnded", ["This token has ended", "Make a new one", "Use this token"]],
    ["personalTokenSignedOut", ["Signed out on this computer", "goes on working until"]],
    ["version3", ["364 days", "Copy access token", "Refresh"]],
    ["version3Awaiting", ["press Accept", "The Callback URL of client RSCZ", "applications page"]],
    ["version3NotRegistered", ["Callback URL of the application", "Open the applications page"]],
    ["version2026SecretMissing", ["ProcessMaker showed it once", "register Latchkey anew"]],
    ["longNames", ["Maximiliana-Josephine"]],
    ["many", ["364 days"]],
    ["manyConnections", ["200 days"]],
  ])("%s says what is the matter", async (name, words) => {
    await open(name);
    const text = textOf(screen.getByRole("main"));
    for (const part of words) expect(text).toContain(part);
  });

  it("does not ask for a connection that could not be saved", async () => {
    await open("newerList");
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it.each(fixtureNames)("%s has at most one primary button", async (name) => {
    await open(name);
    expect(screen.getByRole("main").querySelectorAll(".primary").length).toBeLessThanOrEqual(1);
  });
});

describe("each button gives its command", () => {
  const prod = { id: "prod" };
  const token = { id: "prod", wish: { form: "token", request: null, meant: false } };

  it.each<[FixtureName, string | RegExp, string, object]>([
    ["keyringLocked", "Try again", "retry", prod],
    ["keyringDamaged", "Sign in anew", "sign_in", prod],
    ["signedOut", "Sign in to ProcessMaker", "sign_in", prod],
    ["needsSignIn", "Sign in to ProcessMaker", "sign_in", prod],
    ["expiredForGood", "Sign in to ProcessMaker", "sign_in", prod],
    ["awaiting", "Copy the sign-in link", "copy_sign_in_link", prod],
    ["awaiting", "Cancel", "cancel_sign_in", prod],
    ["awaitingSilent", "Open it again", "open_sign_in_link", prod],
    ["awaitingSilent", "Use a local address instead", "use_local_address", prod],
    [
      "awaitingSilent",
      "Copy",
      "copy_registration",
      { address: "https://acme.processmaker.example", generation: "version4" },
    ],
    ["awaitingNoBrowser", "Open the browser", "open_sign_in_link", prod],
    ["signedIn", "Copy access token", "copy_token", token],
    ["copied", /^Copied/, "copy_token", token],
    ["expired", "Refresh and copy access token", "copy_token", token],
    ["waiting", "Copy access token", "copy_token", token],
    ["waiting", "Try now", "retry", prod],
    ["unsaved", "Try again", "retry", prod],
    ["somebodyElse", "Keep Maria Silva", "turn_away", prod],
    ["somebodyElse", "Use João Souza", "take_over", prod],
    [
      "clientRejected",
      "Open Auth Clients",
      "open_admin_page",
      { address: "https://acme.processmaker.example", generation: "version4" },
    ],
  ])("%s: %s", async (name, label, command, args) => {
    const { calls, user } = await open(name);
    await user.click(button(label));
    expect(calls).toEqual([{ command, args }]);
  });

  it("signs in as someone else", async () => {
    const { calls, user } = await open("signedIn");
    await user.click(screen.getByRole("tab", { name: "Token" }));
    await user.click(button("Sign in as someone else"));
    expect(calls).toEqual([{ command: "sign_in_as_other", args: { id: "prod" } }]);
  });

  it("asks before refreshing, and says which copy stops working", async () => {
    const { calls, user } = await open("copiedBefore");
    await user.click(button("Refresh"));
    const dialog = within(screen.getByRole("dialog", { name: "Refresh the token?" }));
    expect(dialog.getByText(/You copied this token at/)).toBeTruthy();
    expect(calls).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Refresh" }));
    expect(calls).toEqual([{ command: "refresh", args: { id: "prod" } }]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks before signing out", async () => {
    const { calls, user } = await open("signedIn");
    await user.click(button("Sign out"));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/Your browser itself stays signed in/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Sign out" }));
    expect(calls).toEqual([{ command: "sign_out", args: { id: "prod" } }]);
  });

  it("gives the focus back when a dialog is closed", async () => {
    const { calls, user } = await open("signedIn");
    await user.click(button("Refresh"));
    await user.click(button("Cancel"));
    expect(document.activeElement).toBe(button("Refresh"));
    expect(calls).toEqual([]);
  });

  it("does not give a command twice while it is under way", async () => {
    const { calls, user } = await open("signedIn", {
      copy_token: () => new Promise(() => undefined),
    });
    await user.click(button("Copy access token"));
    await user.click(button("Copy access token"));
    expect(calls).toHaveLength(1);
    expect(button("Copy access token").getAttribute("aria-disabled")).toBe("true");
  });

  it("takes no clicks while the token is refreshed", async () => {
    const { calls, user } = await open("refreshing");
    await user.click(button("Copy access token"));
    await user.click(button("Refresh"));
    expect(calls).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("ProcessMaker 3", () => {
  it("offers nothing that it does not have", async () => {
    const { show, user } = await open("version3");
    await user.click(screen.getByRole("tab", { name: "Token" }));
    expect(screen.queryByRole("button", { name: "Sign in as someone else" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Personal access tokens" })).toBeNull();
    await show(fixtures.version3Awaiting(NOW));
    expect(screen.queryByRole("button", { name: "Use a local address instead" })).toBeNull();
    expect(textOf(screen.getByRole("main"))).not.toMatch(/Auth Clients|Redirect URL|Authorize/);
  });

  it("does not end copies with a refresh", async () => {
    const { user } = await open("version3");
    await user.click(button("Refresh"));
    expect(textOf(screen.getByRole("dialog"))).toContain("goes on working until it ends");
    await user.click(button("Cancel"));
    await user.click(button("Sign out"));
    expect(textOf(screen.getByRole("dialog"))).toContain("tokens before it work until they end");
  });
});

describe("what was handed out", () => {
  const list = () => screen.getByText("Handed out").nextElementSibling?.querySelectorAll("li");

  it("is shown three at a time, and all on demand", async () => {
    const { user } = await open("handedOut");
    await user.click(screen.getByRole("tab", { name: "Token" }));
    expect(list()).toHaveLength(3);
    expect(list()?.[0]?.textContent).toMatch(/^today, 11:47.* · copied$/);
    await user.click(button("Show all 12"));
    expect(list()).toHaveLength(12);
    expect(button("Show fewer").getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement).toBe(button("Show fewer"));
  });

  it("is not mentioned where it is nothing, and has no button where it is little", async () => {
    const { show, user } = await open("signedIn");
    await user.click(screen.getByRole("tab", { name: "Token" }));
    expect(screen.queryByText("Handed out")).toBeNull();
    await show(fixtures.copiedBefore(NOW));
    expect(list()).toHaveLength(2);
    expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
  });
});

describe("a command that fails", () => {
  it.each<[CommandError["code"], string]>([
    ["clipboard", "The clipboard could not be used"],
    ["notNow", "Not at this moment"],
    ["internal", "What happened."],
  ])("with %s says: %s", async (code, words) => {
    const { user } = await open("signedIn", { copy_token: fails(code, "what happened") });
    await user.click(button("Copy access token"));
    expect(screen.getByRole("alert").textContent).toContain(words);
  });

  it("is forgotten when the state changes", async () => {
    const { user, show } = await open("signedIn", { copy_token: fails("clipboard") });
    await user.click(button("Copy access token"));
    await show(fixtures.refreshing(NOW));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows a bridge that does not answer at all", async () => {
    const { mockIPC } = await import("@tauri-apps/api/mocks");
    const { render } = await import("@testing-library/svelte");
    const { default: App } = await import("./App.svelte");
    mockIPC(() => Promise.reject(new Error("command watch not found")));
    render(App, { connections: watched() });
    expect((await screen.findByRole("alert")).textContent).toContain("Command watch not found");
  });
});

describe("the program hears that the page is made", () => {
  const counted = () => {
    let times = 0;
    return { page_is_made: () => (times += 1), times: () => times };
  };

  it("once, when there is something to see", async () => {
    const { page_is_made, times } = counted();
    const { show } = await open("signedIn", { page_is_made });
    expect(times()).toBe(1);
    await show(fixtures.refreshing(NOW));
    expect(times()).toBe(1);
  });

  it("when all there is to see is that the program does not answer", async () => {
    const { mockIPC } = await import("@tauri-apps/api/mocks");
    const { render } = await import("@testing-library/svelte");
    const { default: App } = await import("./App.svelte");
    const { page_is_made, times } = counted();
    mockIPC((command) =>
      command === "page_is_made" ? page_is_made() : Promise.reject(new Error("no watch")),
    );
    render(App, { connections: watched() });
    await screen.findByRole("alert");
    await vi.waitFor(() => {
      expect(times()).toBe(1);
    });
  });
});

describe("the time", () => {
  it("runs down in the window, in the list too", async () => {
    await open("signedInMinutes");
    expect(screen.getAllByText("4:09")).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    await settle();
    expect(screen.getAllByText("3:59")).toHaveLength(2);
  });

  it("comes to its end without a new snapshot", async () => {
    await open("signedInMinutes");
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    await settle();
    expect(main().getByText("Expired")).toBeTruthy();
    expect(button("Refresh and copy access token")).toBeTruthy();
  });

  it("counts down to the clearing of the clipboard", async () => {
    await open("copied");
    await vi.advanceTimersByTimeAsync(40 * SECOND);
    await settle();
    expect(button("Copied · clears in 1 s")).toBeTruthy();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    await settle();
    expect(button("Copy access token")).toBeTruthy();
  });

  it("brings the likely causes when nothing has come back", async () => {
    await open("awaiting");
    expect(screen.queryByText(/Nothing has come back/)).toBeNull();
    await vi.advanceTimersByTimeAsync(13 * SECOND);
    await settle();
    expect(screen.getByText(/Nothing has come back/)).toBeTruthy();
  });

  it("is read when a snapshot arrives, however long the clock has slept", async () => {
    const { show } = await open("signedOut");
    vi.setSystemTime(NOW + 20 * SECOND);
    await show(fixtures.copied(NOW + 20 * SECOND));
    expect(button("Copied · clears in 41 s")).toBeTruthy();
  });

  it("does not take a token that was just made for the connection's own", async () => {
    const { show } = await open("copied");
    const copied = fixtures.copied(NOW);
    const clipboard = copied.clipboard && { ...copied.clipboard, through: "newToken" as const };
    await show({ ...copied, clipboard });
    expect(button("Copy access token")).toBeTruthy();
  });
});

describe("a change of state", () => {
  it("is announced, and the ticking is not", async () => {
    const { show } = await open("signedOut");
    const spoken = () => screen.getAllByRole("status").map((node) => node.textContent?.trim());
    expect(spoken()).toContain("Acme production: Signed out");
    await show(fixtures.awaiting(NOW));
    expect(spoken()).toContain("Acme production: Continue in your browser");
    await show(fixtures.signedInMinutes(NOW));
    const before = spoken();
    expect(before).toContain("Acme production: Signed in");
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    await settle();
    expect(spoken()).toEqual(before);
  });

  it("keeps the focus in the view when its button goes away", async () => {
    const { user, show } = await open("signedOut");
    await user.click(button("Sign in to ProcessMaker"));
    await show(fixtures.awaiting(NOW));
    expect(document.activeElement?.textContent).toBe("Continue in your browser");
    await show(fixtures.exchanging(NOW));
    expect(document.activeElement?.tagName).toBe("H1");
    await show(fixtures.signedIn(NOW));
    expect(document.activeElement).toBe(button("Copy access token"));
  });

  it("leaves the focus alone when it is elsewhere", async () => {
    const { show } = await open("signedOut");
    button("Settings").focus();
    await show(fixtures.awaiting(NOW));
    expect(document.activeElement).toBe(button("Settings"));
  });
});

describe("pasting the address", () => {
  it("sends the text once, and says what is wrong with it", async () => {
    const { calls, user } = await open("awaiting", { paste_redirect: fails("pasteOther") });
    await user.click(button("Paste the address instead"));
    const field = screen.getByRole("textbox", { name: "The address your browser ended at" });
    expect(document.activeElement).toBe(field);
    await user.type(field, "http://127.0.0.1/callback/x?code=1{Enter}");
    expect(calls).toEqual([
      {
        command: "paste_redirect",
        args: { id: "prod", text: "http://127.0.0.1/callback/x?code=1" },
      },
    ]);
    expect(screen.getByRole("alert").textContent).toContain("is not from this sign-in");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field);
  });

  it("empties the field when the text was taken", async () => {
    const { user } = await open("awaiting");
    await user.click(button("Paste the address instead"));
    await user.type(screen.getByRole("textbox"), "http://x{Enter}");
    expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("");
  });
});

describe("the list of connections", () => {
  it("is grouped by environment and shows each state in a few words", async () => {
    await open("signedIn");
    const rail = within(screen.getByRole("navigation", { name: "Connections" }));
    expect(rail.getAllByRole("heading").map((node) => node.textContent)).toEqual([
      "Production",
      "Test",
      "Development",
    ]);
    const rows = rail
      .getAllByRole("listitem")
      .map((row) => within(row).getAllByRole("button")[0] ?? row);
    expect(rows.map(textOf)).toEqual([
      "Acme production 364 days acme.processmaker.example · maria",
      "Acme staging 3 h 12 min staging.acme.example · maria",
      "Invoices 3.8 sign in pm3.acme.example/workflow",
      "Laptop demo signed out 127.0.0.1:8095",
    ]);
  });

  it("chooses a connection, by mouse and by keys", async () => {
    const { user } = await open("signedIn");
    await user.click(button(/^Acme staging/));
    expect(main().getByRole("heading", { name: "Acme staging" })).toBeTruthy();
    expect(button(/^Acme staging/).getAttribute("aria-current")).toBe("true");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(main().getByRole("heading", { name: "Invoices 3.8" })).toBeTruthy();
  });

  it("stays on the chosen connection when others come and go", async () => {
    const { user, show } = await open("signedIn");
    await user.click(button(/^Laptop demo/));
    const next = fixtures.signedIn(NOW);
    await show({ ...next, connections: next.connections.slice(1) });
    expect(main().getByRole("heading", { name: "Laptop demo" })).toBeTruthy();
    await show(snapshot(next.connections.slice(0, 1)));
    expect(main().getByRole("heading", { name: "Acme production" })).toBeTruthy();
  });

  it("is a menu in a narrow window", async () => {
    makeNarrow(true);
    const { user } = await open("signedIn");
    const opener = button(/^Acme production/);
    await user.click(opener);
    const items = [...screen.getByRole("menu").querySelectorAll("[role^=menuitem]")];
    expect(document.activeElement?.textContent).toContain("Acme production");
    expect(items.at(-1)?.textContent).toContain("Settings");
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(main().getByRole("heading", { name: "Invoices 3.8" })).toBeTruthy();
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(opener);
  });

  it("closes the menu on Escape and on a click elsewhere", async () => {
    makeNarrow(true);
    const { user } = await open("signedIn");
    await user.click(button(/^Acme production/));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    await user.click(button(/^Acme production/));
    await user.click(screen.getByRole("main"));
    expect(screen.queryByRole("menu")).toBeNull();
  });
});

describe("the settings", () => {
  it("are changed one at a time and show what the snapshot says", async () => {
    const before = fixtures.signedIn(NOW).settings;
    const { calls, user, show } = await open("signedIn");
    await user.click(button("Settings"));
    const clear = screen.getByRole<HTMLSelectElement>("combobox", { name: /^Clear a copied/ });
    await user.selectOptions(clear, "Never");
    expect(calls).toEqual([
      {
        command: "change_settings",
        args: {
          settings: { ...before, clipboardSeconds: 0 },
        },
      },
    ]);
    await show({
      ...fixtures.signedIn(NOW),
      settings: { ...before, minimumValiditySeconds: 900 },
    });
    expect(
      screen.getByRole<HTMLSelectElement>("combobox", { name: /good for at least/ }).value,
    ).toBe("900");
    await user.click(button("Done"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("say when they cannot be saved", async () => {
    const { user } = await open("signedIn", {
      change_settings: fails("internal", "the disk is full"),
    });
    await user.click(button("Settings"));
    await user.selectOptions(screen.getByRole("combobox", { name: /good for at least/ }), "1 hour");
    expect(screen.getByRole("alert").textContent).toContain("The disk is full.");
  });
});
