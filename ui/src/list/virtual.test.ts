import { describe, expect, it } from "vitest";
import { inSight, place, rowByKey, scrolledToSee } from "./virtual";

const heights = { row: 50, heading: 30 };
const one = place([{ label: "All", heading: false, count: 1000 }], heights);
const two = place(
  [
    { label: "Production", heading: true, count: 2 },
    { label: "Test", heading: true, count: 100 },
  ],
  heights,
);

it("puts each group beneath the one before and its own heading", () => {
  expect(two.map(({ start, top }) => [start, top])).toEqual([
    [0, 30],
    [2, 160],
  ]);
});

describe("the rows in sight", () => {
  const at = (group: (typeof one)[number] | undefined, scrolled: number) =>
    group && inSight(group, heights.row, scrolled, 200, 2);

  it("are those between the edges and a few beyond", () => {
    expect(at(one[0], 0)).toEqual({ first: 0, end: 6 });
    expect(at(one[0], 500)).toEqual({ first: 8, end: 16 });
    expect(at(one[0], 49_800)).toEqual({ first: 994, end: 1000 });
  });

  it("are none of a group that is far away", () => {
    expect(at(two[0], 4000)).toEqual({ first: 2, end: 2 });
    expect(at(two[1], 4000)).toEqual({ first: 2 + 74, end: 2 + 83 });
  });
});

describe("scrolling to a row", () => {
  const to = (row: number, scrolled: number) => scrolledToSee(two, heights, row, scrolled, 200);

  it("is as little as it takes", () => {
    expect(to(2, 0)).toBe(10);
    expect(to(50, 0)).toBe(160 + 48 * 50 + 50 - 200);
    expect(to(3, 100)).toBeNull();
  });

  it("leaves room for the heading that sticks to the edge", () => {
    expect(to(40, 3000)).toBe(160 + 38 * 50 - 30);
    expect(to(0, 3000)).toBe(0);
  });
});

describe("a key", () => {
  it.each([
    ["ArrowDown", 4, 5],
    ["ArrowUp", 4, 3],
    ["ArrowUp", 0, 0],
    ["PageDown", 4, 9],
    ["PageUp", 3, 0],
    ["Home", 4, 0],
    ["End", 4, 9],
    ["x", 4, null],
  ])("%s leads from %s to %s", (key, from, to) => {
    expect(rowByKey(key, from, 10, 7)).toBe(to);
  });

  it("leads nowhere in an empty list", () => {
    expect(rowByKey("End", 0, 0, 1)).toBeNull();
  });
});
