import { expect, it } from "vitest";
import type { ConnectionView, SnapshotView, UpdateView } from "./bindings";
import { connection, snapshot } from "./fixture-parts";
import { applied } from "./updates";

const signedOut = { kind: "signedOut", note: null } as const;
const named = (id: string, name = id) => connection(id, name, "test", "a.example", signedOut);
const whole = (of: SnapshotView): UpdateView => ({ kind: "whole", ...of });

function changes(connections: ConnectionView[], order: string[] | null): UpdateView {
  const { connections: _, ...rest } = snapshot([]);
  return { kind: "changes", connections, order, ...rest };
}

function spliced<Item>(list: Item[], at: number, gone: number, ...news: Item[]): Item[] {
  return [...list.slice(0, at), ...news, ...list.slice(at + gone)];
}

/** Numbers that look random and are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed + 1;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

it("comes to the whole by changes alone, whatever they are", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const roll = dice(seed);
    let truth: ConnectionView[] = [];
    let shown = applied(null, whole(snapshot([])));
    for (let step = 0; step < 60; step += 1) {
      const at = roll(truth.length + 1);
      const one = truth[at];
      const news: ConnectionView[] = [];
      let moved = true;
      if (one === undefined || roll(4) === 0) {
        news.push(named(`${step}`));
        truth = spliced(truth, at, 0, ...news);
      } else if (roll(3) === 0) {
        truth = spliced(truth, at, 1);
      } else if (roll(2) === 0) {
        truth = spliced(spliced(truth, at, 1), roll(truth.length), 0, one);
      } else {
        news.push({ ...one, name: `${one.name}, again` });
        truth = spliced(truth, at, 1, ...news);
        moved = false;
      }
      const order = moved ? truth.map(({ id }) => id) : null;
      shown = applied(shown, changes(news, order));
      expect(shown).toEqual(snapshot(truth));
    }
  }
});

it("leaves what has not changed the same object", () => {
  const before = snapshot([named("a"), named("b")]);
  const after = applied(before, changes([named("b", "other")], null));
  expect(after?.connections[0]).toBe(before.connections[0]);
  expect(after?.connections[1]?.name).toBe("other");
  expect(applied(before, changes([], null))?.connections).toBe(before.connections);
});

it("takes over what there is beside the connections", () => {
  const before = snapshot([named("a")]);
  const update = { ...changes([], null), settings: { ...before.settings, clipboardSeconds: 7 } };
  expect(applied(before, update)?.settings.clipboardSeconds).toBe(7);
});

it("knows nothing before it has been told everything", () => {
  expect(applied(null, changes([named("a")], ["a"]))).toBeNull();
});
