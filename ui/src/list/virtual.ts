/**
 * Which rows of a long list are laid out. Groups of rows of one height follow each other, each
 * beneath a heading of its own or none; rows are counted through all of them.
 */
import { shortcuts } from "../keys/shortcuts";

/** Rows that belong together. */
export type RowGroup = {
  /** What the group is called; with `heading` it is written above its rows. */
  label: string;
  heading: boolean;
  count: number;
};

/** The heights of a list's parts in pixels; the style sheet says the same. */
export type Heights = { row: number; heading: number };

/** Rows from `first` up to, but not including, `end`. */
export type Span = { first: number; end: number };

export type PlacedGroup = RowGroup & {
  /** The number of its first row. */
  start: number;
  /** Where its rows begin, in pixels from the beginning of the list. */
  top: number;
};

/** Where each group begins. */
export function place(groups: readonly RowGroup[], heights: Heights): PlacedGroup[] {
  let start = 0;
  let end = 0;
  return groups.map((group) => {
    const top = end + (group.heading ? heights.heading : 0);
    const placed = { ...group, start, top };
    start += group.count;
    end = top + group.count * heights.row;
    return placed;
  });
}

/** The rows of a group that are in sight, with `beyond` more on both sides. */
export function inSight(
  group: PlacedGroup,
  row: number,
  scrolled: number,
  view: number,
  beyond: number,
): Span {
  const within = (at: number) => Math.min(Math.max(at, 0), group.count);
  const first = within(Math.floor((scrolled - group.top) / row) - beyond);
  const end = within(Math.ceil((scrolled + view - group.top) / row) + beyond);
  return { first: group.start + first, end: group.start + Math.max(first, end) };
}

/** The group that a row is in. */
export function groupOf(groups: readonly PlacedGroup[], row: number): PlacedGroup | undefined {
  return groups.find(({ start, count }) => row >= start && row < start + count);
}

/** How far to scroll for a row to be in sight; null: it is. */
export function scrolledToSee(
  groups: readonly PlacedGroup[],
  heights: Heights,
  row: number,
  scrolled: number,
  view: number,
): number | null {
  const group = groupOf(groups, row);
  if (group === undefined) return null;
  const top = group.top + (row - group.start) * heights.row;
  // A heading that sticks to the upper edge covers what is beneath it.
  const highest = Math.max(0, top - (group.heading ? heights.heading : 0));
  if (highest < scrolled) return highest;
  const lowest = top + heights.row - view;
  return lowest > scrolled ? lowest : null;
}

/** The row that a key leads to from another; null: the key means something else. */
export function rowByKey(key: string, from: number, count: number, screen: number): number | null {
  const steps: Record<string, number> = {
    [shortcuts.nextRow[0]]: from + 1,
    [shortcuts.previousRow[0]]: from - 1,
    [shortcuts.screenDown[0]]: from + screen,
    [shortcuts.screenUp[0]]: from - screen,
    [shortcuts.firstRow[0]]: 0,
    [shortcuts.lastRow[0]]: count - 1,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? null : Math.min(Math.max(to, 0), count - 1);
}
