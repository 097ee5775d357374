/**
 * Every key that does something, once: whoever listens asks here, and the sheet lists what stands
 * here, so that both always say the same.
 */
import { words } from "../language/language.svelte";
import type { Words } from "../language/words";

/** `Mod` is the key that gives commands: Ctrl, on a Mac ⌘. */
export const shortcuts = {
  find: ["Mod+K"],
  copyToken: ["Mod+Shift+C"],
  signIn: ["Mod+Shift+S"],
  refresh: ["Mod+Shift+R"],
  next: ["Mod+PageDown"],
  previous: ["Mod+PageUp"],
  overview: ["Mod+Shift+L"],
  add: ["Mod+N"],
  settings: ["Mod+,"],
  larger: ["Mod++"],
  smaller: ["Mod+-"],
  usual: ["Mod+0"],
  sheet: ["Mod+/", "?"],
  close: ["Escape"],

  nextRow: ["ArrowDown"],
  previousRow: ["ArrowUp"],
  screenDown: ["PageDown"],
  screenUp: ["PageUp"],
  firstRow: ["Home"],
  lastRow: ["End"],
  moveUp: ["Alt+ArrowUp"],
  moveDown: ["Alt+ArrowDown"],

  openFound: ["Enter"],
  copyFound: ["Mod+Enter"],

  nextTab: ["ArrowRight"],
  previousTab: ["ArrowLeft"],
  firstTab: ["Home"],
  lastTab: ["End"],
  nextItem: ["ArrowDown"],
  previousItem: ["ArrowUp"],

  send: ["Mod+Enter"],
  findInAnswer: ["Mod+F"],
  nextMatch: ["Enter"],
  previousMatch: ["Shift+Enter"],
  openFold: ["ArrowRight"],
  closeFold: ["ArrowLeft"],
  toggleFold: ["Enter", "Space"],
  copyValue: ["Mod+C"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Shortcut = keyof typeof shortcuts;
type Group = keyof Words["shortcuts"]["groups"];

/** Where each of them does something, in the order of the sheet. */
export const groups = {
  anywhere: [
    "find",
    "copyToken",
    "signIn",
    "refresh",
    "next",
    "previous",
    "overview",
    "add",
    "settings",
    "larger",
    "smaller",
    "usual",
    "sheet",
    "close",
  ],
  list: [
    "nextRow",
    "previousRow",
    "screenDown",
    "screenUp",
    "firstRow",
    "lastRow",
    "moveUp",
    "moveDown",
  ],
  found: ["openFound", "copyFound"],
  tabs: ["nextTab", "previousTab", "firstTab", "lastTab", "nextItem", "previousItem"],
  request: [
    "send",
    "findInAnswer",
    "nextMatch",
    "previousMatch",
    "openFold",
    "closeFold",
    "toggleFold",
    "copyValue",
  ],
} as const satisfies Record<Group, readonly Shortcut[]>;

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether these keys mean this. */
export function means(event: KeyboardEvent, shortcut: Shortcut): boolean {
  return shortcuts[shortcut].some((keys) => arePressed(event, keys));
}

/** Each key by itself; the last may be the plus sign. */
function parts(keys: string): string[] {
  return keys.split(/\+(?=.)/);
}

/** Where a Latin keyboard has a sign that others have behind Shift, or only in the number pad. */
const places: Record<string, string> = { "+": "Equal", 0: "Digit0" };

function arePressed(event: KeyboardEvent, keys: string): boolean {
  const held = parts(keys);
  const key = held.pop() ?? "";
  const isCommand = held.includes("Mod");
  const [command, other] = apple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (command !== isCommand || other || event.altKey !== held.includes("Alt")) return false;
  // Where a sign is, and whether it takes Shift, differs between keyboards.
  const isSign = key.length === 1 && !/[A-Z]/.test(key);
  return (isSign || event.shiftKey === held.includes("Shift")) && isKey(event, key);
}

function isKey({ key, code }: KeyboardEvent, wanted: string): boolean {
  if (wanted === "Space") return key === " ";
  // Keyboards of other scripts have their letters at the places of the Latin ones.
  if (/^[A-Z]$/.test(wanted) && /^\P{ASCII}$/u.test(key)) return code === `Key${wanted}`;
  return key.toLowerCase() === wanted.toLowerCase() || code === places[wanted];
}

/** Whether keys without a command key would type something where the focus is. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}

/** What the keys are called, each by itself: one list for every way to press them. */
export function caps(shortcut: Shortcut): string[][] {
  return shortcuts[shortcut].map((keys) => parts(keys).map(cap));
}

/** What the keys are called, in a line. */
export function label(shortcut: Shortcut): string {
  return caps(shortcut)[0]?.join(" ") ?? "";
}

const signs: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  "-": "−",
};

function cap(key: string): string {
  const { keys } = words();
  if (key === "Mod") return apple ? "⌘" : keys.ctrl;
  const names: Record<string, string> = {
    Alt: keys.alt,
    Shift: keys.shift,
    Enter: keys.enter,
    Escape: keys.escape,
    Home: keys.home,
    End: keys.end,
    PageUp: keys.pageUp,
    PageDown: keys.pageDown,
    Space: keys.space,
  };
  return signs[key] ?? names[key] ?? key;
}

/** The same for assistive technology: https://www.w3.org/TR/wai-aria-1.2/#aria-keyshortcuts */
export function ariaKeys(shortcut: Shortcut): string {
  return shortcuts[shortcut].join(" ").replaceAll("Mod", apple ? "Meta" : "Control");
}
