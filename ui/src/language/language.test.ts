import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
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
});
