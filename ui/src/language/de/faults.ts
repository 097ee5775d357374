import type { Words } from "../words";

/** What is wrong with what was typed or chosen, and what to do about it. */
export const faults: Words["faults"] = {
  addressEmpty: "Geben Sie die Adresse Ihres ProcessMaker ein.",
  addressTooLong: "Diese Adresse ist zu lang.",
  addressMalformed:
    "Das ist keine Adresse; sie sieht so aus: https://your-company.processmaker.net.",
  addressScheme: "Eine Adresse beginnt mit https://.",
  addressPlainHttp: "Nehmen Sie https: Über http sind Token unterwegs lesbar.",
  addressCredentials: "Lassen Sie Benutzername und Passwort aus der Adresse weg.",
  name: (most) => `Nehmen Sie einen Namen mit höchstens ${most} Zeichen.`,
  clientId:
    "Kopieren Sie die Client-ID aus Auth Clients in ProcessMaker; meist ist es eine kleine Zahl.",
  clientSecret: "Fügen Sie das Client-Secret aus Auth Clients in ProcessMaker ein.",
  credentials: "Geben Sie Benutzername und Passwort ein.",
  tokenShape:
    "Das ist kein Token von ProcessMaker; es ist ein langer Text aus drei Teilen mit Punkten dazwischen.",
  tokenOver: "Dieses Token ist abgelaufen; erstellen Sie in ProcessMaker ein neues.",
  tokenName: (most) => `Nehmen Sie einen Namen mit höchstens ${most} Zeichen.`,
  noPath: "Geben Sie den Pfad einer Anfrage ein; er sieht so aus: /api/1.0/users.",
  noSlash: "Beginnen Sie den Pfad mit /.",
  otherServer: "Lassen Sie den Server weg und beginnen Sie den Pfad mit einem einzigen /.",
  backslash: "Schreiben Sie / anstelle von \\.",
  invisible: "Der Pfad enthält ein unsichtbares Zeichen; geben Sie ihn neu ein.",
  fragment: "Lassen Sie # und alles danach weg, oder schreiben Sie %23.",
  outside: "Der Pfad führt aus ProcessMaker hinaus; lassen Sie „..“ weg.",
  placeholder: (name) => `Setzen Sie einen Wert an die Stelle von {${name}}.`,
  pathTooLong: (most) => `Kürzen Sie den Pfad auf höchstens ${most} Zeichen.`,
  tooManyHeaders: (most) => `Nehmen Sie höchstens ${most} Header.`,
  headerName: (name) =>
    `„${name}“ ist kein Name eines Headers; nehmen Sie Buchstaben, Ziffern und Bindestriche.`,
  notYours: (name) => `Entfernen Sie den Header ${name}; darum kümmert sich Latchkey selbst.`,
  headerValue: (name, most) =>
    `Der Wert des Headers ${name} lässt sich nicht senden; nehmen Sie höchstens ${most} einfache Buchstaben, Ziffern und Zeichen.`,
  noBody: (method) =>
    `Eine ${method}-Anfrage hat keinen Inhalt; leeren Sie ihn oder wählen Sie eine andere Methode.`,
  bodyTooLarge: "Der Inhalt ist zu groß; senden Sie höchstens ein Megabyte.",
  bodyNotJson: (line, column) =>
    `Der Inhalt ist kein JSON; sehen Sie in Zeile ${line}, Spalte ${column} nach.`,
  tooManyFavourites: (most) => `Entfernen Sie zuerst einen Favoriten; es sind schon ${most}.`,
  fileTooLarge: "Diese Datei ist zu groß; Verbindungen brauchen wenige Kilobyte.",
  fileNotJson: (said) => `Das ist kein JSON. Im Wortlaut: ${said}`,
  fileOfSomethingElse:
    "Das sind keine Verbindungen von Latchkey; wählen Sie eine Datei, die es exportiert hat.",
  fileNewer:
    "Diese Datei stammt von einem neueren Latchkey; aktualisieren Sie Latchkey, um sie zu lesen.",
  tooManyConnections: (most) => `Diese Datei enthält mehr als ${most} Verbindungen.`,
  entryMalformed: (said) => `Dieser Eintrag ist nicht lesbar. Im Wortlaut: ${said}`,
  linkTooLong: "Dieser Link ist zu lang.",
  linkRepeated: "Dieser Link sagt dasselbe zweimal.",
  proxyEmpty: "Geben Sie die Adresse des Proxys ein; sie sieht so aus: http://proxy.example:3128.",
  proxyMalformed:
    "Das ist keine Adresse eines Proxys; sie sieht so aus: http://proxy.example:3128.",
  proxyScheme: "Nur Proxys mit http:// und https:// lassen sich benutzen.",
  proxyCredentials:
    "Lassen Sie Benutzername und Passwort aus der Adresse weg: Sie haben eigene Felder.",
  proxyUser: "Ein Benutzername für einen Proxy hat keinen Doppelpunkt und höchstens 255 Zeichen.",
  authorityTooLarge: "Diese Datei ist zu groß für ein Zertifikat.",
  authorityPrivateKey:
    "Diese Datei enthält einen privaten Schlüssel. Wählen Sie die mit dem Zertifikat allein.",
  noCertificate:
    "Das ist kein Zertifikat. Wählen Sie eines in PEM- oder DER-Form (.pem, .crt, .cer).",
  tooManyAuthorities: (most) =>
    `Diese Datei enthält mehr als ${most} Zertifikate. Wählen Sie das Ihrer Firma.`,
  noAuthority:
    "Das ist das Zertifikat eines Servers. Wählen Sie das der Stelle, die es unterschrieben hat.",
  noListener: "Es ließ sich keine lokale Adresse öffnen.",
  programCloses: "Latchkey wird gerade beendet.",
};
