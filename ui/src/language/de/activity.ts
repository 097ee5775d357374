import type { Words } from "../words";

/** What happened, in sentences without a full stop, and in the pieces that are put behind them. */
export const happened: Words["happened"] = {
  kinds: {
    signedIn: "Angemeldet",
    signInFailed: "Anmeldung fehlgeschlagen",
    signInGivenUp: "Anmeldung aufgegeben",
    somebodyElseCame: "Jemand anders kam aus dem Browser zurück",
    refreshed: "Erneuert",
    refreshFailed: "Erneuern fehlgeschlagen",
    answerLost: "Die Antwort des Servers ging unterwegs verloren; Anmeldung nötig",
    signInNeeded: "Anmeldung nötig",
    handedOut: "Token kopiert",
    requested: "Anfrage",
    tokenChecked: "Token geprüft",
    signedOut: "Abgemeldet",
    personalTokenMade: "Persönliches Zugriffstoken erstellt",
    personalTokenRevoked: "Persönliches Zugriffstoken widerrufen",
    connectionAdded: "Verbindung hinzugefügt",
    connectionChanged: "Verbindung geändert",
    connectionRemoved: "Verbindung entfernt",
    other: "Etwas, wofür ein neueres Latchkey Worte hat",
  },
  bys: {
    deepLink: "über einen Deep Link zurückgekommen",
    loopback: "an eine lokale Adresse zurückgekommen",
    pastedAddress: "mit eingefügter Adresse",
    password: "mit Passwort",
    personalToken: "mit persönlichem Zugriffstoken",
  },
  becauses: {
    background: " von selbst",
    person: "",
    copy: " für eine Kopie",
    request: " für eine Anfrage",
  },
  copies: {
    none: "",
    ended: "; Kopien des vorigen Tokens gelten nicht mehr",
    liveOn: "; Kopien des vorigen Tokens gelten weiter",
  },
  founds: {
    accepted: "der Server akzeptiert es",
    noLongerAccepted: "der Server akzeptiert es nicht mehr",
    unreachable: "der Server ließ sich nicht fragen",
  },
  revokeds: {
    everything: "auf dem Server widerrufen",
    copies: "Kopien auf dem Server widerrufen, das letzte Token nicht",
    lastToken: "das letzte Token auf dem Server widerrufen, frühere nicht",
    nothing: "aber auf dem Server ließ sich nichts widerrufen",
  },
  as: (who) => ` als ${who}`,
  again: "von selbst noch einmal versucht",
  clipboard: "in die Zwischenablage",
  newToken: "Neues persönliches Zugriffstoken kopiert",
  stopped: "abgebrochen",
  about: (what, which) => `${what}: ${which}`,
  within: (title) => title,
};

/** The record of it. */
export const activity: Words["activity"] = {
  search: "Verlauf durchsuchen",
  hint: "Suchen",
  older: "Ältere zeigen",
  empty: "Noch nichts. Anmeldungen, Kopien und Anfragen stehen dann hier.",
  none: (sought) => `Nichts passt zu „${sought}“.`,
  unreadable: "Der Verlauf lässt sich nicht lesen",
  gone: "Eine entfernte Verbindung",
  export: "Exportieren",
  asText: "Als Text",
  asJson: "Als JSON",
  exported: "Der Verlauf ist exportiert",
  failed: "Der Verlauf wurde nicht exportiert",
  copyPath: "Pfad kopieren",
};
