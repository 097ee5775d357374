import { describe, expect, it } from "vitest";
import { heightOf, ROW, scrolledTo, scrolledToSee, topRow } from "./virtual";

const VIEW = 400;

describe("a long list", () => {
  it("is as high as its rows, as long as web views take that", () => {
    expect(heightOf(1000)).toBe(1000 * ROW);
    expect(heightOf(4_000_000)).toBe(15_000_000);
  });

  it.each([10, 1_000, 700_000, 800_000, 4_000_000])("of %i rows begins and ends", (total) => {
    const most = Math.max(0, heightOf(total) - VIEW);
    expect(topRow(0, total, VIEW)).toBe(0);
    const last = topRow(most, total, VIEW) + VIEW / ROW;
    if (total * ROW > VIEW) expect(last).toBeCloseTo(total, 3);
    for (const row of [0, total / 3, total - VIEW / ROW].filter((one) => one >= 0))
      expect(topRow(scrolledTo(row, total, VIEW), total, VIEW)).toBeCloseTo(row, 3);
  });

  it("is scrolled no further than a row needs to be seen", () => {
    const to = (row: number, top: number) => {
      const scrolled = scrolledToSee(row, scrolledTo(top, 1000, VIEW), 1000, VIEW);
      return scrolled === null ? null : scrolled / ROW;
    };
    // Twenty rows are in sight.
    expect(to(110, 100)).toBeNull();
    expect(to(101, 100)).toBeNull();
    expect(to(118, 100)).toBeNull();
    expect(to(100, 100)).toBe(99);
    expect(to(119, 100)).toBe(101);
    expect(to(500, 100)).toBe(482);
    expect(to(3, 100)).toBe(2);
    expect(to(0, 100)).toBe(0);
    expect(to(999, 100)).toBe(980);
    expect(to(0, 0)).toBeNull();
  });
});
