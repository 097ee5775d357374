import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { fixtures } from "../fixtures";
import { NOW, openWindow } from "../test-window";
import { waysToSay } from "../words/activity";
import { catalogue } from "./en";
import { locale, regional, speak, speakIn, words } from "./language.svelte";

afterEach(() => {
  cleanup();
  speakIn("en", catalogue);
});

describe("the language", () => {
  it("is written by the customs of the person’s own region", () => {
    expect(regional("en", ["de-DE", "en-GB", "en"])).toBe("en-GB");
    expect(regional("de", ["de-AT", "de"])).toBe("de-AT");
    expect(regional("fr", ["de-DE", "en"])).toBe("fr");
    expect(regional("pt-BR", ["es-MX"])).toBe("pt-BR");
  });

  it("is English where the name is none of ours", async () => {
    await speak("toString");
    expect(words()).toBe(catalogue);
    expect(locale()).toBe("en-US");
    expect(document.documentElement.lang).toBe("en-US");
  });

  it("changes at once in an open window, and whatever is open stays open", async () => {
    const snapshot = fixtures.signedIn(NOW);
    const { show, user } = await openWindow(snapshot);
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await show({ ...snapshot, spoken: "de" });
    await screen.findByRole("dialog", { name: "Einstellungen" });
    await user.click(screen.getByRole("button", { name: "Fertig" }));
    expect(screen.getByRole("button", { name: "Zugriffstoken kopieren" })).toBeDefined();
    expect(screen.getByRole("timer").textContent).toBe("364 Tage");
    expect(document.documentElement.lang).toBe("de");
    await show(snapshot);
    await screen.findByRole("button", { name: "Copy access token" });
  });

  it("is the one that was asked for last", async () => {
    await Promise.all([speak("de"), speak("fr")]);
    expect(words().common.cancel).toBe("Annuler");
    expect(locale()).toBe("fr");
  });

  it("is the one in which the record is searched", async () => {
    await speak("de");
    expect(waysToSay("abgemeldet")[0]).toContain("signedOut");
    expect(waysToSay("signed")).toEqual([["signed"]]);
    await speak("es");
    expect(waysToSay("portapapeles")[0]).toContain("clipboard");
  });
});
