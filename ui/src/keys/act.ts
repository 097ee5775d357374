/** What keys do anywhere in the window. */
import type { Connections } from "../connections.svelte";
import { commands } from "../ipc";
import { rowsOf } from "../list/order";
import { ariaKeys, groups, isTyping, means, shortcuts, type Shortcut } from "./shortcuts";

/** What only the window itself can open. */
export type Openers = Record<"find" | "settings" | "sheet", () => void>;

/** Does what the keys mean; what a button does, that button does. */
export function act(event: KeyboardEvent, connections: Connections, open: Openers): void {
  const shortcut = groups.anywhere.find((name) => means(event, name));
  if (event.defaultPrevented || shortcut === undefined) return;
  if (isTyping(event) && !isCommand(shortcut, event)) return;
  // A dialog has keys of its own, and what it asks comes first; but it may be too small to read.
  const inDialog = /larger|smaller|usual/.test(shortcut);
  if (!inDialog && document.querySelector("dialog[open]") !== null) return;
  const does = doing(shortcut, connections, open);
  if (does === null) return;
  event.preventDefault();
  does();
}

/** Whether the command key is among those that were pressed. */
function isCommand(shortcut: Shortcut, { ctrlKey, metaKey }: KeyboardEvent): boolean {
  return shortcuts[shortcut].some((keys) => keys.startsWith("Mod")) && (ctrlKey || metaKey);
}

function doing(
  shortcut: (typeof groups.anywhere)[number],
  connections: Connections,
  open: Openers,
): (() => void) | null {
  // What is being typed is left by a button, not by accident.
  const free = connections.screen.kind === "connection" || connections.screen.kind === "overview";
  switch (shortcut) {
    case "find":
    case "settings":
    case "sheet":
      return open[shortcut];
    case "larger":
    case "smaller":
    case "usual":
      return () => void commands.zoom(shortcut);
    case "copyToken":
    case "signIn":
    case "refresh":
      return () =>
        document.querySelector<HTMLElement>(`[aria-keyshortcuts="${ariaKeys(shortcut)}"]`)?.click();
    case "next":
      return free ? () => step(connections, 1) : null;
    case "previous":
      return free ? () => step(connections, -1) : null;
    case "overview":
      return free ? () => (connections.screen = { kind: "overview" }) : null;
    case "add":
      return free ? () => (connections.screen = { kind: "add" }) : null;
    case "close":
      return null;
    default:
      return shortcut satisfies never;
  }
}

/** Shows the connection so many rows further, as they are listed; after the last comes the first. */
function step(connections: Connections, steps: 1 | -1): void {
  const { keys } = rowsOf(connections.arranged, null);
  const at = keys.indexOf(connections.shown?.id ?? "");
  const from = at < 0 && steps < 0 ? 0 : at;
  const to = keys[(from + steps + keys.length) % keys.length];
  if (to !== undefined) connections.choose(to);
}
