import type { Words } from "../words";

/** What Latchkey itself could not do. */
export const failures: Words["failures"] = {
  unknownConnection: {
    title: "Diese Verbindung ist weg",
    next: "Sie wurde inzwischen entfernt.",
  },
  notNow: {
    title: "Nicht in diesem Augenblick",
    next: "Etwas anderes kam zuvor. Sie sehen den neuesten Stand.",
  },
  stillSignedIn: {
    title: "Melden Sie sich zuerst ab",
    next: "Die Token gelten nur mit dieser Adresse, Client-ID und Art der Anmeldung.",
  },
  pasteNotOurs: {
    title: "Das ist nicht die Adresse",
    next: "Kopieren Sie am Ende der Anmeldung alles aus der Adressleiste des Browsers.",
  },
  pasteOther: {
    title: "Diese Adresse stammt nicht von dieser Anmeldung",
    next: "Sie gehört zu einer anderen oder wurde schon benutzt. Nehmen Sie die aus dem zuletzt geöffneten Tab.",
  },
  managed: {
    title: "Diese Verbindung wird verwaltet",
    next: "Nur wer diesen Computer betreut, kann sie ändern oder entfernen.",
  },
  shortcut:
    "Diese Tasten lassen sich nicht benutzen. Halten Sie Strg, Alt oder Super mit einer anderen.",
  shortcutTaken: "Ein anderes Programm benutzt diese Tasten.",
  document: "Diese Datei lässt sich nicht importieren",
  clipboard: {
    title: "Die Zwischenablage ließ sich nicht benutzen",
    next: "Vielleicht hält ein anderes Programm sie fest. Versuchen Sie es noch einmal.",
  },
  browser: {
    title: "Der Browser ließ sich nicht öffnen",
    next: "Kopieren Sie die Adresse und öffnen Sie sie selbst.",
  },
  guarded:
    "Das ist das Token eines Administrators einer Produktionsinstanz; kopieren Sie es nur mit Absicht.",
  changesProduction:
    "Diese Anfrage ändert etwas in der Produktion; senden Sie sie nur mit Absicht.",
  stopped:
    "Die Anfrage wurde abgebrochen; vielleicht hat der Server schon getan, worum er gebeten wurde.",
  answerGone: "Diese Antwort ist nicht mehr da. Senden Sie die Anfrage noch einmal.",
  trouble: "Das hat nicht geklappt",
  internal: "Latchkey konnte das nicht tun",
};

/** What is wrong with the file of connections. */
export const listTroubles: Words["listTroubles"] = {
  unreadable: {
    title: "Die Liste der Verbindungen ließ sich nicht lesen",
    next: "Latchkey arbeitet mit der letzten guten Kopie weiter, falls es eine gibt. Die beschädigte Datei liegt hier.",
  },
  newer: {
    title: "Die Liste der Verbindungen stammt von einem neueren Latchkey",
    next: "Aktualisieren Sie Latchkey, um sie zu benutzen. Bis dahin wird nichts gespeichert.",
  },
  managed: {
    title: "Eine auf diesem Computer verwaltete Verbindung ist nicht nutzbar",
    next: "Sagen Sie es der Person, die diesen Computer betreut, und zeigen Sie ihr die Einzelheiten.",
  },
  unwritable: {
    title: "Die Liste der Verbindungen lässt sich nicht speichern",
    next: "Änderungen gehen verloren, wenn Latchkey endet. Prüfen Sie, ob auf der Festplatte Platz ist und wem der Ordner gehört.",
  },
};
