import type { Words } from "../words";
import { plural } from "./plural";

/** The list of connections, beside the card or above it. */
export const list: Words["list"] = {
  connections: "Connexions",
  all: "Toutes les connexions",
  find: "Trouver une connexion",
  add: "Ajouter une connexion",
  settings: "Réglages",
  usedLast: "Utilisées récemment",
  move: (name) => `Déplacer ${name}`,
  up: "Monter",
  down: "Descendre",
  top: "Placer en tête",
  only: "La seule de son environnement",
  byUse: "La liste suit l’ordre d’utilisation",
  byUseAloud: "La liste suit l’ordre d’utilisation. Cela se change dans les Réglages.",
  first: (name) => `${name} est la première de son environnement`,
  last: (name) => `${name} est la dernière de son environnement`,
  movedUp: (name, place, of) => `${name} est montée, ${place} sur ${of}`,
  movedDown: (name, place, of) => `${name} est descendue, ${place} sur ${of}`,
  count: (count, shown) => `${shown} ${plural(count, "connexion", "connexions")}`,
  more: (names, count) => `${names} et ${count} de plus`,
  needed: (names) => `Identification requise : ${names}`,
};

/** All connections on one screen. */
export const overview: Words["overview"] = {
  waiting: (all, count, shown) => `${all}, ${shown} ${plural(count, "a", "ont")} besoin de vous`,
  search: "Chercher dans les connexions",
  hint: "Nom, hôte ou utilisateur",
  grouped: "Par environnement",
  needed: "identification requise",
  copy: (name) => `Copier le jeton de ${name}`,
  decide: "Décider",
  decideOf: (name) => `Décider pour ${name}`,
  signInTo: (name) => `S’identifier auprès de ${name}`,
  copied: (name) => `Jeton d’accès de ${name} copié`,
};

/** The quick way to a connection. */
export const find: Words["find"] = {
  hint: "Nom, hôte, utilisateur ou environnement",
  none: (sought) => `Aucune connexion ne correspond à « ${sought} ».`,
  opens: "ouvre",
  copies: "copie le jeton",
  closes: "ferme",
  noToken: (name) => `${name} n’a pas de jeton. Entrée l’ouvre.`,
};
