import type { Words } from "../words";
import { plural } from "./plural";

/** The list of connections, beside the card or above it. */
export const list: Words["list"] = {
  connections: "Verbindungen",
  all: "Alle Verbindungen",
  find: "Verbindung suchen",
  add: "Verbindung hinzufügen",
  settings: "Einstellungen",
  usedLast: "Zuletzt benutzt",
  move: (name) => `${name} verschieben`,
  up: "Nach oben",
  down: "Nach unten",
  top: "Ganz nach oben",
  only: "Die einzige ihrer Umgebung",
  byUse: "Die Liste ist nach Benutzung geordnet",
  byUseAloud: "Die Liste ist nach Benutzung geordnet. Das lässt sich in den Einstellungen ändern.",
  first: (name) => `${name} ist die erste ihrer Umgebung`,
  last: (name) => `${name} ist die letzte ihrer Umgebung`,
  movedUp: (name, place, of) => `${name} nach oben verschoben, ${place} von ${of}`,
  movedDown: (name, place, of) => `${name} nach unten verschoben, ${place} von ${of}`,
  count: (count, shown) => `${shown} ${plural(count, "Verbindung", "Verbindungen")}`,
  more: (names, count) => `${names} und ${count} weitere`,
  needed: (names) => `Anmeldung nötig: ${names}`,
};

/** All connections on one screen. */
export const overview: Words["overview"] = {
  waiting: (all, count, shown) => `${all}, ${shown} ${plural(count, "wartet", "warten")} auf Sie`,
  search: "Verbindungen durchsuchen",
  hint: "Name, Host oder Benutzer",
  grouped: "Nach Umgebung",
  needed: "Anmeldung nötig",
  copy: (name) => `Token von ${name} kopieren`,
  decide: "Entscheiden",
  decideOf: (name) => `Über ${name} entscheiden`,
  signInTo: (name) => `Bei ${name} anmelden`,
  copied: (name) => `Zugriffstoken von ${name} kopiert`,
};

/** The quick way to a connection. */
export const find: Words["find"] = {
  hint: "Name, Host, Benutzer oder Umgebung",
  none: (sought) => `Keine Verbindung passt zu „${sought}“.`,
  opens: "öffnet",
  copies: "kopiert das Token",
  closes: "schließt",
  noToken: (name) => `${name} hat kein Token. Die Eingabetaste öffnet die Verbindung.`,
};
