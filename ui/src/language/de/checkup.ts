/** What may stand in the way of a sign-in: what it is, what was found, what to do about it. */
import type { Words } from "../words";
import { plural } from "./plural";

export const checkUp: Words["checkUp"] = {
  title: "Prüfung",
  open: "Woran liegt es?",
  inSettings: "Diesen Computer prüfen",
  about: "Links, Schlüsselbund, Proxy, Zertifikate und Server: was eine Anmeldung braucht.",
  looking: (count) => `${count} Dinge werden geprüft`,
  well: "Alles ist in Ordnung",
  unwell: (count, all) => `${count} von ${all} ${plural(count, "braucht", "brauchen")} einen Blick`,
  lookAgain: "Noch einmal prüfen",
  failed: "Das ließ sich nicht prüfen",
  pending: "Wird geprüft …",
  copyReport: "Bericht kopieren",
  aboutReport:
    "Er enthält diese Zeilen, die Versionen von Latchkey und System und die Namen der Server. Keine Token, Geheimnisse oder Namen von Personen.",
  reportLabel: "Erst lesen",
  names: {
    links: "Links aus dem Browser",
    browser: "Browser",
    port: "Lokale Adresse",
    keyring: "Schlüsselbund",
    bus: "Sitzungsbus",
    proxy: "Proxy",
    certificates: "Zertifikate",
    folders: "Ordner",
  },
  remedies: {
    claimLinks: "Links mit Latchkey öffnen",
    useLocalAddress: "Stattdessen die lokale Adresse verwenden",
    useLinks: "Wieder Links verwenden",
    unlock: "Entsperren",
  },
  linksOurs: "Sie öffnen Latchkey.",
  linksOtherCopy: "Sie öffnen ein anderes Exemplar von Latchkey.",
  linksAnother: (name) => `Sie öffnen ${name}.`,
  linksNotOurs: "Sie öffnen Latchkey nicht.",
  linksNobody: "Kein Programm öffnet sie.",
  linksNoLauncher: "Dieser Desktop öffnet keine.",
  linksNotInstalled: "Sie öffnen ein installiertes Latchkey, und dieses ist nicht installiert.",
  linksUnused: "Nicht nötig: Anmeldungen kommen zur lokalen Adresse zurück, wie eingestellt.",
  linksNext:
    "Bis dahin kommen Anmeldungen zur lokalen Adresse zurück, was ProcessMaker ab 4.3 erlaubt.",
  linksNothing:
    "Nichts zu tun: Anmeldungen kommen zur lokalen Adresse zurück. Bei ProcessMaker 3 die Adresse der letzten Seite einfügen.",
  browser: (name) => `${name} öffnet die Anmeldeseite.`,
  systemBrowser: "Der des Systems öffnet die Anmeldeseite.",
  noBrowser: "Nichts öffnet Webseiten.",
  noBrowserNext:
    "In den Systemeinstellungen einen Standardbrowser wählen. Bis dahin den Anmeldelink kopieren und selbst öffnen.",
  port: "Eine Anmeldung kann zu einem Port dieses Computers zurückkommen.",
  noPort: "Eine Anmeldung kann nicht zu einem Port dieses Computers zurückkommen.",
  noPortNext:
    "Vielleicht hindert ein Sicherheitsprogramm Latchkey daran, auf 127.0.0.1 zu warten. Dort erlauben oder über Links anmelden.",
  keyring: (keeper) => `${keeper} ist entsperrt.`,
  someKeyring: "Er ist entsperrt.",
  noKeyring: (keeper, title) => `${keeper}: ${title}.`,
  bus: "Die Programme der Sitzung erreichen einander.",
  noBus: "Die Programme der Sitzung erreichen einander nicht.",
  noBusNext:
    "Ohne ihn gibt es keinen Schlüsselbund und keine Links. Eine Desktopsitzung beginnen oder Latchkey mit dbus-run-session starten.",
  noProxy: "Keiner: Server werden direkt gefragt.",
  proxyBy: {
    settings: (via) => `Server werden über ${via} gefragt, wie hier eingestellt.`,
    environment: (via) => `Server werden über ${via} gefragt, wie Umgebungsvariablen es sagen.`,
    system: (via) => `Server werden über ${via} gefragt, wie das System es sagt.`,
  },
  proxyUnknown: "Der Desktop sagt nicht, welcher: Server werden direkt gefragt.",
  systemCertificates: "Das System entscheidet, welchen Servern vertraut wird.",
  certificates: (roots) => `${roots} Zertifizierungsstellen wird vertraut.`,
  certificatesInstead: (roots, instead) =>
    `${roots} Zertifizierungsstellen wird vertraut, denen aus ${instead} statt denen des Systems.`,
  certificatesUnreadable: (unreadable) => `${unreadable} Dateien sind nicht lesbar.`,
  certificatesUnreadableNext: "Prüfen, ob Zertifikate darin sind und ob Sie sie lesen dürfen.",
  noCertificates: "Keiner Zertifizierungsstelle wird vertraut, also auch keinem Server.",
  noCertificatesNext:
    "Zertifikate des Systems installieren, oft ca-certificates, oder den Pfad in SSL_CERT_FILE berichtigen.",
  folders: "Latchkey kann Verbindungen, Einstellungen und Verlauf speichern.",
  noFolder: (path) => `In ${path} kann nicht geschrieben werden.`,
  noFolderNext: "Prüfen, ob auf der Festplatte Platz ist und wem der Ordner gehört.",
  server: (product) => `${product} antwortet.`,
  products: {
    version3: "ProcessMaker 3",
    version4: "ProcessMaker 4",
    version2026: "ProcessMaker (2026)",
  },
  otherGeneration: (found, expected) => `${found} antwortet, erwartet wird ${expected}.`,
  otherGenerationNext:
    "Vielleicht wurde er aktualisiert. Die Verbindung bearbeiten und einmal speichern.",
  clockBehind: (time) => `Die Uhr dieses Computers geht gegenüber dem Server um ${time} nach.`,
  clockAhead: (time) => `Die Uhr dieses Computers geht gegenüber dem Server um ${time} vor.`,
  clockNext:
    "Latchkey rechnet damit, andere Programme vielleicht nicht. Das System die Uhr stellen lassen.",
  late: "Keine rechtzeitige Antwort.",
  lateNext: "Gleich noch einmal prüfen.",
};
