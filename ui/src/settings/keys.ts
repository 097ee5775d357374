/** Keys as the program names them: `Control+Alt+KeyT`. */

const MODIFIERS = /^(Control|Alt|Shift|Meta|AltGraph)/;

/** The keys that are pressed; null where they are none that another program can do without. */
export function pressedKeys(event: KeyboardEvent): string | null {
  const { ctrlKey, altKey, shiftKey, metaKey, code } = event;
  if (code === "" || MODIFIERS.test(event.key) || !(ctrlKey || altKey || metaKey)) return null;
  const held = [ctrlKey && "Control", altKey && "Alt", shiftKey && "Shift", metaKey && "Super"];
  return [...held.filter(Boolean), code].join("+");
}

/** What is printed on them, as far as that is the same everywhere. */
export function printed(keys: string): string {
  return keys
    .replace("Control", "Ctrl")
    .replace(/Key|Digit/, "")
    .replaceAll("+", " + ");
}
