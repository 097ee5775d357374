import type { Words } from "../words";
import { tokenPage } from "./places";

/** What can be chosen, for a connection and in the settings. */
export const choices: Words["choices"] = {
  environments: { production: "Produktion", test: "Test", development: "Entwicklung" },
  methods: {
    browser: "Browser (empfohlen)",
    password: "Benutzername und Passwort",
    personalToken: "Persönliches Zugriffstoken",
  },
  ways: {
    password: "Benutzername und Passwort",
    personalToken: "persönliches Zugriffstoken",
  },
  means: {
    password:
      "Umgeht den zweiten Faktor und Single Sign-on. Ihr Passwort wird einmal an ProcessMaker gesendet und nie aufbewahrt.",
    personalToken: `Nichts zu registrieren. Erstellen Sie in ProcessMaker ein Token: ${tokenPage}. Es wird nur einmal angezeigt; fügen Sie es nach dem Speichern ein.`,
  },
  guards: {
    always: "Jedes Mal",
    hourly: "Einmal pro Stunde",
    daily: "Einmal am Tag",
    off: "Nie",
  },
  orders: { byHand: "Von Hand geordnet", byUse: "Zuletzt benutzte zuerst" },
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  closings: {
    quits: "Beendet Latchkey",
    hides: "Blendet es in den Infobereich aus",
  },
  starts: {
    nothing: "Nichts tun",
    opens: "Latchkey öffnen",
    hidden: "Latchkey ausgeblendet starten",
  },
};

/** What is asked before an administrator's token of production is copied. */
export const guard: Words["guard"] = {
  title: "Token eines Administrators kopieren?",
  because: (name, who) => `${name} ist eine Produktionsverbindung und ${who} dort Administrator.`,
  danger: "Wer dieses Token in die Hand bekommt, kann dort alles tun.",
  unknownTitle: "Token der Produktion kopieren?",
  unknownBecause: (name) =>
    `${name} ist eine Produktionsverbindung, und ProcessMaker hat nicht gesagt, wem dieses Token gehört.`,
  unknownDanger:
    "Wenn es das eines Administrators ist, kann jeder, der es in die Hand bekommt, dort alles tun.",
  copy: "Kopieren",
  again: {
    always: "Latchkey fragt jedes Mal. Das lässt sich in den Einstellungen ändern.",
    hourly: "Latchkey fragt in einer Stunde wieder. Das lässt sich in den Einstellungen ändern.",
    daily: "Latchkey fragt in einem Tag wieder. Das lässt sich in den Einstellungen ändern.",
    off: "",
  },
};
