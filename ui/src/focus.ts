import type { Attachment } from "svelte/attachments";

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

/**
 * Brings what has just appeared into sight, once the focus is where it belongs; what is said of one
 * field does not take a person away from another.
 */
export const inSight: Attachment<HTMLElement> = (node) => {
  requestAnimationFrame(() => {
    const other = `.input:not([aria-describedby~="${node.id}"])`;
    if (node.id === "" || document.activeElement?.matches(other) !== true)
      node.scrollIntoView({ block: "nearest" });
  });
};
