/** The keys of a menu, and what closes it: https://www.w3.org/WAI/ARIA/apg/patterns/menubar/ */
import { createContext } from "svelte";
import { shortcuts } from "./keys/shortcuts";
import type { Attachment } from "svelte/attachments";

/** How an item closes the menu that it is in. */
export const [useClose, provideClose] = createContext<() => void>();

/** Moves the focus into the menu and keeps it there until `close`; `opener` opened it. */
export function menuKeys(
  close: () => void,
  opener: () => HTMLElement | undefined,
): Attachment<HTMLElement> {
  return (menu) => {
    fit(menu);
    const items = () => [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    const checked = menu.querySelector<HTMLElement>("[aria-checked=true]");
    (checked ?? items()[0])?.focus();

    const onkeydown = (event: KeyboardEvent) => {
      if (event.key === shortcuts.close[0] || event.key === "Tab") close();
      else if (!walk(items(), event.key)) return;
      event.preventDefault();
    };
    const onpointerdown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || menu.contains(target) || opener()?.contains(target)) return;
      close();
    };
    menu.addEventListener("keydown", onkeydown);
    document.addEventListener("pointerdown", onpointerdown);
    return () => {
      menu.removeEventListener("keydown", onkeydown);
      document.removeEventListener("pointerdown", onpointerdown);
    };
  };
}

/** What a menu keeps between itself and the edge of the window. */
const GAP = 8;

/** Opens it to where there is more room, and no further than the window goes. */
function fit(menu: HTMLElement): void {
  const { top, bottom } = menu.getBoundingClientRect();
  const anchor = menu.offsetParent?.getBoundingClientRect();
  const below = window.innerHeight - top - GAP;
  // What scrolls cuts a menu off that reaches above it.
  const edge = menu.closest("main")?.getBoundingClientRect().top ?? 0;
  const above = (anchor?.top ?? 0) - edge - 2 * GAP;
  const upwards = bottom > window.innerHeight - GAP && above > below;
  if (upwards) Object.assign(menu.style, { top: "auto", bottom: "calc(100% + 4px)" });
  menu.style.maxHeight = `${upwards ? above : below}px`;
}

function walk(items: HTMLElement[], key: string): boolean {
  const at = items.findIndex((item) => item === document.activeElement);
  const next = nextItem(at, items.length, key);
  if (next === null) return false;
  items[next]?.focus();
  return true;
}

function nextItem(at: number, count: number, key: string): number | null {
  switch (key) {
    case shortcuts.nextItem[0]:
      return (at + 1) % count;
    case shortcuts.previousItem[0]:
      return (at - 1 + count) % count;
    case shortcuts.firstRow[0]:
      return 0;
    case shortcuts.lastRow[0]:
      return count - 1;
    default:
      return null;
  }
}
