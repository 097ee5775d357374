import type { Words } from "../words";

/** Where a connection stands, in a few words for the list. */
export const short: Words["short"] = {
  loading: "öffnet…",
  signedOut: "abgemeldet",
  signingIn: "Anmeldung…",
  signedIn: "angemeldet",
  expired: "abgelaufen",
  signingOut: "Abmeldung…",
  needsSignIn: "anmelden",
  somebodyElse: "jemand anders",
};

/** What a screen reader says when a connection gets into a state, and what stands above it. */
export const states: Words["states"] = {
  loading: "Der Schlüsselbund wird geöffnet",
  loadingWhy: "Vielleicht fragt er in einem anderen Fenster nach seinem Passwort.",
  signedOut: "Abgemeldet",
  signedOutWhy: (why) => `Abgemeldet. ${why}`,
  checking: "ProcessMaker wird gefragt",
  checkingWhy: "Ihr Browser öffnet sich gleich.",
  inBrowser: "Weiter geht es in Ihrem Browser",
  noBrowser: "Ihr Browser ließ sich nicht öffnen",
  exchanging: "Die Anmeldung wird abgeschlossen",
  signedIn: "Angemeldet",
  refreshing: "Das Token wird erneuert",
  signingOut: "Abmeldung läuft",
  signingOutWhy: "Latchkey bittet ProcessMaker, das Token zu widerrufen.",
  needed: (why) => `Anmeldung nötig. ${why}`,
  underWay: (what) => `${what}…`,
  browser: "Ihr Browser hat geantwortet. Sie können seinen Tab schließen.",
  password: "ProcessMaker prüft Benutzername und Passwort.",
  personalToken: "ProcessMaker sagt, wem das Token gehört.",
};

/** The question when somebody else came back. */
export const other: Words["other"] = {
  titleUnknown: "Diesmal hat sich jemand anders angemeldet.",
  title: (who, owner) => `${who} hat sich angemeldet, aber diese Verbindung gehört ${owner}.`,
  somebody: "Jemand anders",
  ofSomebody: "jemand anderem",
  keepEarlier: "Frühere Anmeldung behalten",
  keep: (who) => `${who} behalten`,
  tokenGoes: "Das angekommene Token wird nicht behalten. Sonst ändert sich nichts.",
  signInGoes: "Die neue Anmeldung wird bei ProcessMaker widerrufen. Sonst ändert sich nichts.",
  useNew: "Neue Anmeldung benutzen",
  use: (who) => `${who} benutzen`,
  replacedEarlier: "Die frühere Anmeldung wird hier ersetzt.",
  replaced: (owner) => `Die Anmeldung von ${owner} wird hier ersetzt.`,
};
