import type { Words } from "../words";

/** Words on buttons and folds of every kind. */
export const common: Words["common"] = {
  again: "Erneut versuchen",
  back: "Zurück",
  cancel: "Abbrechen",
  close: "Schließen",
  copied: "Kopiert",
  copy: "Kopieren",
  details: "Einzelheiten",
  done: "Fertig",
  name: "Name",
  save: "Speichern",
  signIn: "Anmelden",
};

/** What is written on keys. */
export const keys: Words["keys"] = {
  ctrl: "Strg",
  alt: "Alt",
  shift: "Umschalt",
  enter: "Eingabe",
  escape: "Esc",
  home: "Pos1",
  end: "Ende",
  pageUp: "Bild auf",
  pageDown: "Bild ab",
  space: "Leertaste",
};
