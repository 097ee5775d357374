import type { Words } from "../words";
import { tokenPage } from "./places";

/** What went wrong, and what to do next. */
export const troubles: Words["troubles"] = {
  declined: {
    title: "Die Anmeldung wurde abgebrochen",
    next: "In ProcessMaker wurde Cancel gedrückt. Melden Sie sich noch einmal an und drücken Sie dort Authorize.",
  },
  attemptExpired: {
    title: "Die Anmeldung hat zu lange gedauert",
    next: "Sie muss in 15 Minuten abgeschlossen sein. Beginnen Sie neu, wenn Sie so weit sind.",
  },
  notRegistered: {
    title: "ProcessMaker kennt diese Anwendung nicht",
    next: "Entweder ist die Client-ID falsch, oder die Redirect URL in Auth Clients lautet nicht genau so:",
  },
  serverRefused: {
    title: "ProcessMaker hat die Anmeldung abgelehnt",
    next: "Versuchen Sie es noch einmal. Bleibt es dabei, zeigen Sie die Einzelheiten Ihrem ProcessMaker-Administrator.",
  },
  clientRejected: {
    title: "ProcessMaker akzeptiert diesen Client nicht",
    next: "Client-ID oder Secret ist falsch, oder ein anderes Kästchen ist angekreuzt. Kreuzen Sie in Auth Clients bei diesem Client nur Enable Authorization Code Grant an.",
  },
  codeRejected: {
    title: "ProcessMaker hat die Antwort Ihres Browsers nicht akzeptiert",
    next: "Sie wurde schon benutzt oder kam zu spät an. Melden Sie sich noch einmal an.",
  },
  refreshTokenRevoked: {
    title: "Vom Server abgemeldet",
    next: "Die Anmeldung wurde in ProcessMaker beendet oder anderswo erneuert. Sonst ist alles in Ordnung: Melden Sie sich noch einmal an.",
  },
  refreshTokenExpired: {
    title: "Vom Server abgemeldet",
    next: "Die Anmeldung wurde zu lange nicht erneuert. Sonst ist alles in Ordnung: Melden Sie sich noch einmal an.",
  },
  refreshTokenUnknown: {
    title: "ProcessMaker erkennt diese Anmeldung nicht",
    next: "Vielleicht wurde der Server neu aufgesetzt oder der Client ersetzt. Melden Sie sich noch einmal an.",
  },
  noRefreshToken: {
    title: "Diese Anmeldung lässt sich nicht erneuern",
    next: "ProcessMaker hat Latchkey nichts zum Erneuern gegeben. Melden Sie sich noch einmal an.",
  },
  configuration: {
    title: "Der Client ist in ProcessMaker anders eingerichtet",
    next: "Kreuzen Sie in Auth Clients bei diesem Client nur Enable Authorization Code Grant an.",
  },
  misdirected: {
    title: "Diese Adresse führt anderswohin",
    next: "Der Server schickt Latchkey zu einer anderen Adresse. Tragen Sie die richtige in diese Verbindung ein.",
  },
  nameNotFound: {
    title: "Einen Server dieses Namens gibt es nicht",
    next: "Prüfen Sie die Adresse, und ob Sie ein VPN brauchen.",
  },
  unreachable: {
    title: "Der Server ist nicht zu erreichen",
    next: "Prüfen Sie Ihr Netzwerk, und ob Sie ein VPN brauchen.",
  },
  unknownAuthority: {
    title: "Niemand bürgt für diesen Server",
    next: "Dieser Computer kennt die Stelle nicht, die sein Zertifikat unterschrieben hat. Viele Firmen haben eine eigene: Fragen Sie nach ihrem Zertifikat und wählen Sie es in dieser Verbindung.",
  },
  certificateName: {
    title: "Das Zertifikat ist für einen anderen Server",
    next: "Prüfen Sie die Adresse. Stimmt sie, sagen Sie es denen, die den Server betreuen.",
  },
  certificateExpired: {
    title: "Das Zertifikat des Servers ist abgelaufen",
    next: "Prüfen Sie Datum und Uhrzeit dieses Computers. Stimmen sie, sagen Sie es denen, die den Server betreuen.",
  },
  certificateEarly: {
    title: "Das Zertifikat des Servers gilt noch nicht",
    next: "Prüfen Sie Datum und Uhrzeit dieses Computers. Stimmen sie, sagen Sie es denen, die den Server betreuen.",
  },
  certificate: {
    title: "Der Server kann nicht beweisen, wer er ist",
    next: "Sein Zertifikat ist nicht vertrauenswürdig; warum, steht in den Einzelheiten. Fragen Sie, wer den Server betreut.",
  },
  tls: {
    title: "Keine sichere Verbindung zum Server",
    next: "Vielleicht ist seine Verschlüsselung zu alt, oder etwas dazwischen bricht sie ab. Bleibt es dabei, fragen Sie, wer den Server betreut.",
  },
  proxy: {
    title: "Der Proxy hat Latchkey nicht durchgelassen",
    next: "Er erlaubt diesen Server nicht. Fragen Sie, wer Ihr Netzwerk betreut, oder wählen Sie in den Einstellungen einen anderen Weg.",
  },
  proxyUnreachable: {
    title: "Der Proxy ist nicht zu erreichen",
    next: "Prüfen Sie Ihr Netzwerk, und ob der Proxy in den Einstellungen der richtige ist.",
  },
  proxyCredentials: {
    title: "Der Proxy verlangt Benutzername und Passwort",
    next: "Geben Sie beides in den Einstellungen ein, oder prüfen Sie es dort.",
  },
  timeout: {
    title: "Der Server hat zu lange nicht geantwortet",
    next: "Vielleicht ist er beschäftigt. Versuchen Sie es gleich noch einmal.",
  },
  throttled: {
    title: "ProcessMaker bittet um eine Pause",
    next: "Es gab zu viele Anfragen in kurzer Zeit. Warten Sie etwas.",
  },
  maintenance: {
    title: "ProcessMaker ist wegen Wartung geschlossen",
    next: "Danach ist es wieder da.",
  },
  serverError: {
    title: "ProcessMaker hat versagt",
    next: "Der Fehler liegt beim Server. Bleibt es dabei, sagen Sie es denen, die ihn betreuen.",
  },
  unexpectedAnswer: {
    title: "Etwas anderes als ProcessMaker hat geantwortet",
    next: "Prüfen Sie die Adresse, und ob Ihr Netzwerk zuerst eine Anmeldung verlangt.",
  },
  tokenNotAccepted: {
    title: "ProcessMaker akzeptiert dieses Token nicht mehr",
    next: "Es wurde auf dem Server zurückgezogen. Erneuern Sie es; hilft das nicht, melden Sie sich ab und wieder an.",
  },
  answerLost: {
    title: "Die Antwort des Servers ging unterwegs verloren",
    next: "Das Netzwerk brach ab, als das Token erneuert wurde. Sonst ist alles in Ordnung: Melden Sie sich noch einmal an.",
  },
  passwordRejected: {
    title: "Benutzername oder Passwort ist falsch",
    next: "Prüfen Sie beides und versuchen Sie es noch einmal. Wenn Sie sich sonst per Single Sign-on anmelden, nehmen Sie den Browser.",
  },
  grantMissing: {
    title: "Eine Anmeldung mit Passwort gibt es hier nicht",
    next: "Kreuzen Sie in Auth Clients bei diesem Client Enable Password Grant an. ProcessMaker 4.14.0 und 4.14.1 haben es nicht: Melden Sie sich dort mit dem Browser an.",
  },
  ownLimit: {
    title: "Latchkey macht eine Pause",
    next: "Es hat ProcessMaker vorerst oft genug gefragt und schont den Server.",
  },
  busy: {
    title: "Ein anderes Programm erneuert dieses Token",
    next: "Nur eines darf das zur selben Zeit; welches, steht in den Einzelheiten. Dauert es lange, sehen Sie nach, wonach es fragt.",
  },
  lock: {
    title: "Die Sperrdatei lässt sich nicht benutzen",
    next: "Sie verhindert, dass zwei Programme das Token zugleich erneuern. Prüfen Sie, ob Latchkey in seinen Ordner schreiben darf.",
  },
  noWayBack: {
    title: "Ihr Browser fand nicht zu Latchkey zurück",
    next: "Links öffnen Latchkey nicht, und vielleicht hindert ein Sicherheitsprogramm es daran, auf die Antwort zu warten. Versuchen Sie es noch einmal, oder installieren Sie Latchkey so, dass Links es öffnen.",
  },
  noSecret: {
    title: "Das Client-Secret fehlt",
    next: "Tragen Sie es in dieser Verbindung ein. ProcessMaker zeigt es in Auth Clients.",
  },
  keyring: {
    title: "Der Schlüsselbund ließ sich nicht benutzen",
    next: "Entsperren Sie ihn und versuchen Sie es noch einmal.",
  },
};

/** Where the way to sign in makes a difference. */
export const troublesOf: Words["troublesOf"] = {
  password: {
    clientRejected:
      "Client-ID oder Secret ist falsch, oder ein anderes Kästchen ist angekreuzt. Kreuzen Sie in Auth Clients bei diesem Client nur Enable Password Grant an.",
    configuration: "Kreuzen Sie in Auth Clients bei diesem Client nur Enable Password Grant an.",
  },
  personalToken: {
    noRefreshToken: {
      title: "Dieses Token ist abgelaufen",
      next: `Erstellen Sie in ProcessMaker ein neues: ${tokenPage}.`,
    },
    tokenNotAccepted: {
      title: "ProcessMaker akzeptiert dieses Token nicht",
      next: `Vielleicht wurde es dort gelöscht. Erstellen Sie ein neues: ${tokenPage}.`,
    },
  },
  version3: {
    declined:
      "In ProcessMaker wurde Deny gedrückt. Melden Sie sich noch einmal an und drücken Sie dort Accept.",
    notRegistered:
      "Entweder ist die Client-ID falsch, oder die Callback URL der Anwendung lautet nicht genau so:",
    clientRejected: "Client-ID oder Secret ist falsch.",
    configuration: "Zeigen Sie die Einzelheiten Ihrem ProcessMaker-Administrator.",
    grantMissing: "Melden Sie sich stattdessen mit dem Browser an.",
    noSecret: "Tragen Sie es in dieser Verbindung ein. ProcessMaker zeigt es bei der Anwendung.",
  },
  version2026: {
    noSecret:
      "Tragen Sie es in dieser Verbindung ein. ProcessMaker hat es einmal gezeigt, als der Client angelegt wurde: Hat es niemand aufbewahrt, registrieren Sie Latchkey neu.",
  },
};

/** What is the matter with the keyring; the list has room for two words. */
export const keyring: Words["keyring"] = {
  locked: {
    title: "Der Schlüsselbund ist gesperrt",
    next: "Entsperren Sie ihn mit seinem Passwort, oft dem für diesen Computer, und versuchen Sie es noch einmal.",
    short: "Schlüsselbund gesperrt",
  },
  missing: {
    title: "Auf diesem Computer läuft kein Schlüsselbund",
    next: "Latchkey bewahrt Token nirgendwo sonst auf. Installieren Sie einen, etwa GNOME Keyring oder KWallet, melden Sie sich am Computer neu an und versuchen Sie es noch einmal.",
    short: "kein Schlüsselbund",
  },
  slow: {
    title: "Der Schlüsselbund antwortet nicht",
    next: "Vielleicht fragt er in einem anderen Fenster nach seinem Passwort. Antworten Sie dort und versuchen Sie es noch einmal.",
    short: "Schlüsselbund stumm",
  },
  refused: {
    title: "Der Schlüsselbund hat Latchkey abgewiesen",
    next: "Erlauben Sie Latchkey in den Einstellungen des Schlüsselbunds und versuchen Sie es noch einmal.",
    short: "abgewiesen",
  },
  full: {
    title: "Im Schlüsselbund ist kein Platz",
    next: "Entfernen Sie Einträge, die Sie nicht mehr brauchen, und versuchen Sie es noch einmal.",
    short: "Schlüsselbund voll",
  },
  damaged: {
    title: "Die gespeicherte Anmeldung ist nicht lesbar",
    next: "Ihr Eintrag im Schlüsselbund ist beschädigt. Versuchen Sie es noch einmal; hilft das nicht, melden Sie sich neu an, was ihn ersetzt.",
    short: "Eintrag beschädigt",
  },
  newer: {
    title: "Die gespeicherte Anmeldung stammt von einem neueren Latchkey",
    next: "Aktualisieren Sie Latchkey, um sie zu benutzen, und versuchen Sie es noch einmal.",
    short: "Update nötig",
  },
};
