/** How large the person has text: what is laid out by numbers has to grow with it. */

/** The size of the text that the numbers are made for. */
const USUAL = 14;

/** A length that holds text, in pixels, as it is where text has its usual size. */
export function scaled(pixels: number): number {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size > 0 ? Math.round((pixels * size) / USUAL) : pixels;
}
