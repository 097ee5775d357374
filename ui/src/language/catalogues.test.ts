/** All languages say the same, with the same values in it. */
import { describe, expect, it } from "vitest";
import { catalogue as german } from "./de";
import { catalogue as english } from "./en";
import { catalogue as spanish } from "./es";
import { catalogue as french } from "./fr";
import { catalogue as portuguese } from "./pt-br";

type Said = string | ((...values: unknown[]) => string);

/** Every sentence by its keys, joined by dots. */
function sentences(part: object, before = ""): Map<string, Said> {
  const found = new Map<string, Said>();
  for (const [key, value] of Object.entries(part) as [string, Said | object][]) {
    if (typeof value !== "object") found.set(before + key, value);
    else for (const one of sentences(value, `${before}${key}.`)) found.set(...one);
  }
  return found;
}

/** What a sentence reads like with values that are found again in it; a count is several. */
function filled(said: Said, counts: number): string {
  if (typeof said === "string") return said;
  const values = Array.from({ length: said.length }, (_, at) => String(counts + at));
  return said(...values);
}

/** Names of things, and words that another language shares with English. */
const kept = new Set([
  "answer.bodies.json",
  "answer.bodies.longJson",
  "answer.bodies.text",
  "answer.place",
  "answer.headers",
  "address.fingerprint",
  "activity.exported",
  "card.administrator",
  "card.request",
  "card.status",
  "card.token",
  "checkUp.names.browser",
  "checkUp.names.proxy",
  "checkUp.noKeyring",
  "checkUp.products.version3",
  "checkUp.products.version4",
  "checkUp.products.version2026",
  "choices.environments.test",
  "choices.environments.production",
  "client.id",
  "client.idHint3",
  "common.name",
  "happened.about",
  "happened.within",
  "keys.alt",
  "keys.ctrl",
  "keys.enter",
  "keys.escape",
  "keys.shift",
  "keys.home",
  "keys.end",
  "keys.pageUp",
  "keys.pageDown",
  "naming.environment",
  "settings.notifications",
  "other.use",
  "places.since4.consent",
  "places.since4.field",
  "places.since4.page",
  "places.version3.consent",
  "places.version3.field",
  "places.version3.page",
  "places.since4.where",
  "register.on",
  "request.headers",
  "request.header",
  "request.query",
  "request.nameOf",
  "request.recent",
  "share.client",
  "states.underWay",
  "time.bytes",
  "token.client",
  "token.claims",
  "token.header",
  "token.scopes",
]);

const all = sentences(english);

describe.each([
  ["German", german],
  ["Spanish", spanish],
  ["French", french],
  ["Portuguese", portuguese],
] as const)("%s", (_, words) => {
  const own = sentences(words);

  it("has every sentence and no other", () => {
    expect([...own.keys()].sort()).toEqual([...all.keys()].sort());
  });

  it("has the same values in each", () => {
    for (const [key, said] of own) {
      const other = all.get(key) ?? "";
      expect([key, typeof said, said.length > 0 || said === ""]).toEqual([
        key,
        typeof other,
        other.length > 0 || other === "",
      ]);
      if (typeof said === "function") expect([key, said.length]).toEqual([key, other.length]);
      for (const counts of [71, 1]) {
        const values = (text: string) => (text.match(/\d\d/g) ?? []).sort();
        if (counts === 71)
          expect([key, values(filled(said, 71))]).toEqual([key, values(filled(other, 71))]);
        else expect(filled(said, counts), key).not.toMatch(/undefined|\[object/);
      }
    }
  });

  it("leaves nothing in English", () => {
    const same = [...own].filter(
      ([key, said]) => filled(said, 71) === filled(all.get(key) ?? "", 71),
    );
    const unsaid = same
      .map(([key]) => key)
      .filter((key) => !kept.has(key) && !key.startsWith("forms.names."));
    expect(unsaid.filter((key) => filled(own.get(key) ?? "", 71) !== "")).toEqual([]);
  });
});
