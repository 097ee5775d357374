/** How keys are called on the computer at hand. */
import { words } from "../language/language.svelte";

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key together with the one that gives commands: "Ctrl K", "⌘ K". */
export function commandKey(key: string): string {
  return `${apple ? "⌘" : words().keys.ctrl} ${key}`;
}

/** Whether the key that gives commands is held, and no other. */
export function isCommand(event: KeyboardEvent): boolean {
  const held = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey;
}
