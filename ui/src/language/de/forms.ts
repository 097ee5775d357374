import type { Words } from "../words";

/** Copying a token, and as what. */
export const forms: Words["forms"] = {
  names: {
    token: "Zugriffstoken",
    header: "Authorization-Header",
    curl: "curl",
    python: "Python (requests)",
    javaScript: "JavaScript (fetch)",
    php: "PHP",
    powerShell: "PowerShell",
    dotEnv: ".env-Datei",
    postman: "Postman-Umgebung",
    bruno: "Bruno-Umgebung",
    insomnia: "Insomnia-Umgebung",
  },
  copyAs: "Kopieren als",
  beside: "als",
  forRequest: "Für eine Anfrage",
  forProgram: "Für ein anderes Programm",
  leaveOut: "Ohne das Token",
  copy: "Zugriffstoken kopieren",
  refreshAndCopy: "Zugriffstoken erneuern und kopieren",
  as: (form) => ` als ${form}`,
  copied: "Zugriffstoken kopiert",
  copiedAs: (as) => `Kopiert${as}`,
  clears: (copied, seconds) => `${copied} · gelöscht in ${seconds} s`,
  bareHeader: (copied) =>
    `${copied}, ohne das Token: Setzen Sie es an die Stelle von <access token>`,
  bareReads: (copied, variable) => `${copied}, ohne das Token: Es liest ${variable}`,
  bareFill: (copied) => `${copied}, ohne das Token: Tragen Sie es dort ein`,
  refreshed: "Vor dem Kopieren erneuert: Das vorige galt nicht mehr lange",
  stays: "In der Zwischenablage, bis etwas anderes kopiert wird",
  ended: "Es ist abgelaufen und lässt sich nicht erneuern",
  endsForGood: "Es lässt sich nicht erneuern: Melden Sie sich neu an, wenn es abläuft",
  last: (when) => `Zuletzt kopiert ${when}`,
};
