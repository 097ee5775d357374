/**
 * Which rows of a long list are in sight. A browser lays out nothing that is higher than some ten
 * million pixels: a longer list is as high as that, and its scroll bar stands for more.
 */

import { scaled } from "../text-size";

/** The height of a row in pixels; the style sheet says the same. */
export const ROW = scaled(20);

/** The greatest height that every web view takes. */
const HIGHEST = 15_000_000;

/** How high the list is, in pixels. */
export function heightOf(total: number): number {
  return Math.min(total * ROW, HIGHEST);
}

/** The row at the upper edge, with a fraction, when the list has been scrolled so far. */
export function topRow(scrolled: number, total: number, view: number): number {
  const height = heightOf(total);
  if (total * ROW <= HIGHEST) return scrolled / ROW;
  const way = Math.max(1, height - view);
  return (Math.min(scrolled, way) / way) * (total - view / ROW);
}

/** How far to scroll for a row to be at the upper edge. */
export function scrolledTo(row: number, total: number, view: number): number {
  const height = heightOf(total);
  if (total * ROW <= HIGHEST) return row * ROW;
  return (row / Math.max(1, total - view / ROW)) * (height - view);
}

/** How far to scroll for a row to be in sight; null: it is, with a row above and below. */
export function scrolledToSee(
  row: number,
  scrolled: number,
  total: number,
  view: number,
): number | null {
  const top = topRow(scrolled, total, view);
  const rows = view / ROW;
  const margin = Math.min(1, (rows - 1) / 2);
  const highest = Math.max(0, total - rows);
  const wanted =
    row < top + margin
      ? row - margin
      : row > top + rows - 1 - margin
        ? row - rows + 1 + margin
        : top;
  const kept = Math.min(Math.max(wanted, 0), highest);
  return Math.abs(kept - top) < 0.01 ? null : scrolledTo(kept, total, view);
}
