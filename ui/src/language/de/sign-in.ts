import type { Words } from "../words";
import { tokenPage } from "./places";

/** Signing in, and waiting for the browser. */
export const signIn: Words["signIn"] = {
  start: "Bei ProcessMaker anmelden",
  browser:
    "Ihr Browser öffnet ProcessMaker, Sie melden sich dort an und kommen mit einem Token zurück. Latchkey sieht Ihr Passwort nie.",
  password: "Ihr Passwort wird einmal an ProcessMaker gesendet und nie aufbewahrt.",
  personalToken: `Erstellen Sie in ProcessMaker ein Token: ${tokenPage}. Es wird nur einmal angezeigt.`,
  userName: "Benutzername",
  secret: "Passwort",
  token: "Token einfügen",
  useToken: "Dieses Token benutzen",
  last: (who) => `Zuletzt angemeldet als ${who}`,
  anew: "Neu anmelden",
};

/** While the browser has its turn. */
export const waiting: Words["waiting"] = {
  press: (consent) =>
    `Melden Sie sich dort bei ProcessMaker an und drücken Sie ${consent}. Diese Seite ändert sich von selbst.`,
  pressAfter: (consent) =>
    `Versuchen Sie es erneut oder kopieren Sie den Anmeldelink und öffnen Sie ihn in Ihrem Browser. Melden Sie sich dort an und drücken Sie ${consent}.`,
  open: "Browser öffnen",
  copyLink: "Anmeldelink kopieren",
  paste: "Stattdessen Adresse einfügen",
  ends: (left) => `Dieser Versuch endet in ${left}`,
  unchecked:
    "ProcessMaker ließ sich nicht fragen, ob es diese Anwendung kennt. Zeigt Ihr Browser einen Fehler, lesen Sie in einer Minute hier weiter.",
  hint: "ProcessMaker hat vielleicht geantwortet",
  hintWhy: "Nichts beweist, dass die Antwort zu dieser Anmeldung gehört: Latchkey wartet weiter.",
  silent: "Noch ist nichts zurückgekommen. Häufige Gründe:",
  error: "Der Browser zeigt einen Fehler statt einer Anmeldeseite",
  mustBe: (field, client, where) =>
    `Die ${field} des Clients ${client} ${where} muss genau so lauten:`,
  closed: "Der Tab wurde geschlossen, oder ein anderes Browserprofil hat sich geöffnet",
  openAgain: "Erneut öffnen",
  openAgainOr: " oder den Anmeldelink in das gewünschte Browserfenster kopieren.",
  stuck: "Sie haben Authorize gedrückt, aber der Browser hat Latchkey nicht geöffnet",
  local: "Stattdessen eine lokale Adresse benutzen",
  localThen: ". Die Anmeldung beginnt von vorn und kommt auf anderem Weg zurück.",
};

/** The address that the browser ended at, pasted by hand. */
export const paste: Words["paste"] = {
  label: "Letzte Adresse im Browser",
  hint: "Hier einfügen",
  help: (consent) =>
    `Nachdem Sie ${consent} gedrückt haben: Kopieren Sie alles aus der Adressleiste des Browsers.`,
  use: "Diese Adresse benutzen",
};

/** Signing out, and what came of it. */
export const signOut: Words["signOut"] = {
  title: (name) => `Bei ${name} abmelden?`,
  verb: "Abmelden",
  token:
    "Latchkey entfernt das Token aus dem Schlüsselbund. Anderswo gilt es weiter, bis Sie es in ProcessMaker löschen.",
  revokes: "Latchkey widerruft das Token bei ProcessMaker und entfernt es aus dem Schlüsselbund.",
  copies: "Ausgegebene Kopien gelten dann nicht mehr.",
  copies3: "Kopien davon gelten dann nicht mehr; die früherer Token gelten, bis sie ablaufen.",
  browser: "Ihr Browser selbst bleibt bei ProcessMaker angemeldet.",
  browserStill:
    "Ihr Browser selbst bleibt bei ProcessMaker angemeldet. Melden Sie sich auf einem gemeinsamen Computer auch dort ab.",
  untilEnd: "bis es abläuft",
  until: (moment) => `bis ${moment}`,
  here: "Auf diesem Computer abgemeldet",
  hereNext: (until) =>
    `Latchkey hat das Token vergessen; es gilt weiter, ${until}. Um es zu beenden, löschen Sie es in ProcessMaker: ${tokenPage}.`,
  notThere: "Hier abgemeldet, aber nicht bei ProcessMaker",
  notThereNext: (until) =>
    `Latchkey hat das Token vergessen. ProcessMaker war nicht zu erreichen; eine ausgegebene Kopie gilt deshalb, ${until}.`,
  exceptOne: "Abgemeldet, bis auf ein Token",
  exceptOneNext:
    "Frühere Kopien gelten nicht mehr. Das letzte Token ließ sich nicht widerrufen, aber niemand hat eine Kopie davon.",
  all: "Abgemeldet",
  allNext: "Das Token wurde bei ProcessMaker widerrufen: Keine Kopie davon gilt noch.",
  why: "Warum",
  earlier: (client, where) =>
    `Administratoren können es früher beenden, indem sie den Client ${client} ${where} entfernen; das meldet alle ab, die ihn benutzen.`,
};
