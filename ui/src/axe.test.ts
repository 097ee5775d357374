import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { fixtureNames, fixtures } from "./fixtures";
import { makeNarrow } from "./test-setup";
import { NOW, openWindow } from "./test-window";

describe.each(["wide", "narrow"])("in a %s window", (width) => {
  it.each(fixtureNames)("axe finds nothing in %s", async (name) => {
    makeNarrow(width === "narrow");
    await openWindow(fixtures[name](NOW));
    vi.useRealTimers();
    const { violations } = await axe.run(document.body, {
      resultTypes: ["violations"],
      // Colours need a real browser.
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
