import { expect, it } from "vitest";
import { connection } from "./fixture-parts";
import { ordered } from "./state";

it("lists those used last first, and the others as they were put", () => {
  const used = { never: null, long: 1_000, just: 9_000, too: null };
  const list = Object.entries(used).map(([id, usedAt]) => ({
    ...connection(id, id, "test", "a.example", { kind: "signedOut", note: null }),
    usedAt,
  }));
  const ids = (order: "byHand" | "byUse") => ordered(list, order).map(({ id }) => id);
  expect(ids("byUse")).toEqual(["just", "long", "never", "too"]);
  expect(ids("byHand")).toEqual(["never", "long", "just", "too"]);
});
