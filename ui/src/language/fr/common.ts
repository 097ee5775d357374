import type { Words } from "../words";

/** Words on buttons and folds of every kind. */
export const common: Words["common"] = {
  again: "Réessayer",
  back: "Retour",
  cancel: "Annuler",
  close: "Fermer",
  copied: "Copié",
  copy: "Copier",
  details: "Détails",
  done: "Terminé",
  name: "Nom",
  save: "Enregistrer",
  signIn: "S’identifier",
};

/** What is written on keys. */
export const keys: Words["keys"] = {
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Maj",
  enter: "Entrée",
  escape: "Échap",
  home: "Début",
  end: "Fin",
  pageUp: "Page préc.",
  pageDown: "Page suiv.",
  space: "Espace",
};
