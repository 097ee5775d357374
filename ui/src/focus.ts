/**
 * Gives the focus to the first thing that a view offers, or to its heading, when the view that had
 * it has gone; a heading that holds it for want of a button hands it on.
 */
export function keepFocus(view: HTMLElement | undefined): void {
  const held = document.activeElement;
  if (view === undefined || (view.contains(held) && held?.tagName !== "H1")) return;
  const first = view.querySelector<HTMLElement>("[data-first]") ?? view.querySelector("h1");
  // The top of a new view says what has happened, so it stays in sight.
  first?.focus({ preventScroll: true });
}
