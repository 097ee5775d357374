import type { Words } from "../words";

/** The settings. */
export const settings: Words["settings"] = {
  copying: "Kopieren",
  look: "Liste und Darstellung",
  clear: "Ein kopiertes Token aus der Zwischenablage löschen nach",
  clearHelp:
    "Nur wenn das Token noch dort ist. „Nie“ lässt es dort, bis etwas anderes kopiert wird.",
  never: "Nie",
  valid: "Ein kopiertes Token gilt noch mindestens",
  validHelp: "Bleibt weniger Zeit, erneuert Latchkey das Token vor dem Kopieren.",
  guard: "Vor dem Kopieren eines Produktionstokens fragen",
  guardHelp: "Nur bei dem eines Administrators, weil es dort alles darf.",
  order: "Reihenfolge der Verbindungen",
  orderHelp:
    "Innerhalb jeder Umgebung. Benutzt wird eine, wenn ihr Token kopiert, eine Anfrage gesendet oder eine Anmeldung begonnen wird.",
  theme: "Darstellung",
  size: "Größe",
  language: "Sprache",
  network: "Netzwerk",
  proxy: "Server werden erreicht",
  proxyHelp: "ProcessMaker auf diesem Computer wird immer direkt erreicht.",
  proxies: {
    system: "Wie dieser Computer sagt",
    none: "Ohne Proxy",
    manual: "Über diesen Proxy",
  },
  proxyAddress: "Adresse des Proxys",
  proxyExcept: "Ohne den Proxy",
  proxyExceptHelp: "Hosts mit Kommas dazwischen, etwa localhost, .acme.example, 10.0.0.0/8.",
  window: "Fenster und Infobereich",
  closing: "Das Fenster schließen",
  closingHelp:
    "Ausgeblendet erneuert Latchkey weiter Token. Sein Symbol im Infobereich holt es zurück.",
  noTray:
    "Diese Arbeitsumgebung hat keinen Infobereich: statt ausgeblendet wird das Fenster minimiert.",
  atLogin: "Bei der Anmeldung an diesem Computer",
  shortcut: "Tastenkürzel",
  shortcutHelp: "Diese Tasten kopieren von überall ein Zugriffstoken.",
  noKeys:
    "Diese Arbeitsumgebung lässt kein Programm auf Tasten hören, die anderswo gedrückt werden (Wayland).",
  setKeys: "Tasten festlegen",
  pressKeys: "Tasten drücken …",
  clearKeys: "Entfernen",
  unheard: "Diese Tasten wirken zurzeit nicht: ein anderes Programm benutzt sie.",
  whose: "Wessen Token sie kopieren",
  notifications: "Benachrichtigungen",
  told: {
    signInNeeded: "Eine Verbindung braucht eine neue Anmeldung",
    ending: "Ein Token endet bald, und nichts erneuert es",
    copyEnded: "Ein Token, das ich kopiert habe, wurde erneuert, was die Kopie beendet hat",
  },
  failed: "Die Einstellung wurde nicht gespeichert",
};
