import { describe, expect, it } from "vitest";
import type { ConnectionView, Environment, StateView } from "../bindings";
import { connection, joao, maria, tokens, trouble } from "../fixture-parts";
import { DAY, HOUR } from "../format";
import { moved, ordered, rowsOf, soonestFirst } from "./order";

const NOW = 1_000 * DAY;
const out: StateView = { kind: "signedOut", note: null };
const ids = (list: ConnectionView[]) => list.map(({ id }) => id).join(" ");

function one(id: string, state: StateView = out, environment: Environment = "test") {
  return connection(id, id, environment, `${id}.example`, state);
}

function ending(left: number | null, obtained = HOUR): StateView {
  const held = tokens(NOW, left ?? HOUR, obtained + (left ?? 0));
  const expiresAt = left === null ? null : held.expiresAt;
  return { kind: "signedIn", tokens: { ...held, expiresAt }, trouble: null };
}

describe("by time left", () => {
  it("what needs a person comes first, what has no token last", () => {
    const list = [
      one("out"),
      one("endless", ending(null)),
      one("year", ending(365 * DAY)),
      one("hour", ending(HOUR)),
      one("expired", ending(-HOUR)),
      one("gone", { kind: "needsSignIn", trouble: trouble("answerLost"), who: maria }),
      one("else", { kind: "somebodyElse", who: joao, owner: maria }),
      one("keyring", { kind: "keyring", problem: "locked", trouble: null }),
    ];
    expect(ids(soonestFirst(list))).toBe("gone else keyring expired hour year endless out");
  });

  it("counts by this computer's clock", () => {
    const fast = ending(3 * HOUR);
    if (fast.kind !== "signedIn") throw new Error();
    fast.tokens.clockOffset = 2 * HOUR;
    expect(ids(soonestFirst([one("two", ending(2 * HOUR)), one("fast", fast)]))).toBe("fast two");
  });

  it("equal ones stay in their order", () => {
    expect(ids(soonestFirst([one("b"), one("a")]))).toBe("b a");
  });
});

describe("by use", () => {
  it("what was used last comes first, and what never was keeps its order at the end", () => {
    const used = (id: string, usedAt: number) => ({ ...one(id), usedAt });
    const list = [one("b"), used("old", NOW - DAY), one("a"), used("new", NOW - HOUR)];
    expect(ids(ordered(list, "byUse"))).toBe("new old b a");
  });

  it("by hand leaves the list as it is", () => {
    const list = [one("b"), one("new", ending(DAY))];
    expect(ordered(list, "byHand")).toBe(list);
  });
});

describe("the rows", () => {
  const list = [one("a", out, "test"), one("b", out, "production"), one("c", out, "test")];

  it("are in the order of their environments, each with its heading", () => {
    const { groups, keys } = rowsOf(list, null);
    expect(keys).toEqual(["b", "a", "c"]);
    expect(groups.map(({ label, heading, count }) => [label, heading, count])).toEqual([
      ["Production", true, 1],
      ["Test", true, 2],
    ]);
  });

  it("are one group without a heading otherwise", () => {
    const { groups, keys } = rowsOf(list, "All");
    expect(keys).toEqual(["a", "b", "c"]);
    expect(groups).toMatchObject([{ label: "All", heading: false, count: 3 }]);
  });
});

describe("moving among those of one environment", () => {
  const list = [
    one("a", out, "production"),
    one("x", out, "test"),
    one("b", out, "production"),
    one("c", out, "production"),
  ];

  it.each([
    ["b", -1, { before: "a", position: 1, of: 3 }],
    ["b", 1, { before: null, position: 3, of: 3 }],
    ["a", 1, { before: "c", position: 2, of: 3 }],
    ["c", -Infinity, { before: "a", position: 1, of: 3 }],
    ["a", -1, null],
    ["c", 1, null],
    ["x", 1, null],
    ["gone", 1, null],
  ] as const)("%s by %s", (id, steps, to) => {
    expect(moved(list, id, steps)).toEqual(to);
  });
});
