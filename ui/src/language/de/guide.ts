import type { Words } from "../words";

/** The guide that adds and changes a connection. */
export const guide: Words["guide"] = {
  first: "Ihre erste Verbindung hinzufügen",
  firstWhy:
    "Latchkey meldet Sie in Ihrem Browser bei ProcessMaker an und hält ein frisches Token bereit.",
  importFile: "Verbindungen aus einer Datei importieren",
  add: "Verbindung hinzufügen",
  addWhy: "Etwa eine Minute. Einmal brauchen Sie einen ProcessMaker-Administrator.",
  edit: (name) => `${name} bearbeiten`,
  copyLink: "Link kopieren",
  managed: "Für Sie verwaltet",
  managedWhy:
    "Wer diesen Computer betreut, hält diese Verbindung aktuell. Ihnen gehören das Client-Secret und Ihre Anmeldung.",
  remove: "Entfernen",
  removeOf: (name) => `${name} entfernen`,
  removeAsk: (name) => `${name} entfernen?`,
  removeSignsOut: "Latchkey meldet sich ab: Kopien des Tokens gelten nicht mehr.",
  removeGoes: "Die Verbindung wird entfernt, mit allem, was für sie im Schlüsselbund liegt.",
  saveAndSignIn: "Speichern und anmelden",
  stepDone: ", erledigt",
};

/** Its first step. */
export const address: Words["address"] = {
  title: "Wo ist es?",
  label: "Adresse Ihres ProcessMaker",
  help: "Die Adresse in Ihrem Browser, wenn Sie ProcessMaker benutzen.",
  checking: "Wird geprüft…",
  plain: "unverschlüsselt und nur auf diesem Computer",
  asking: "was dort antwortet, wird gefragt…",
  saveAnyway: "Sie können sie trotzdem speichern.",
  askAgain: "Noch einmal fragen",
  method: "Anmelden mit",
  trust: "Einer Zertifizierungsstelle vertrauen",
  trustOther: "Andere wählen",
  trusted: "Gilt für diese Verbindung",
  trustedUntil: (date) => `bis ${date}`,
  fingerprint: "SHA-256",
  distrust: "Entfernen",
  unreadable: "Diese Datei lässt sich nicht lesen.",
};

/** What answers at the address. */
export const found: Words["found"] = {
  version3: (workspace) => `Hier antwortet ProcessMaker 3, Workspace ${workspace}`,
  version4: "Hier antwortet ProcessMaker 4",
  version2026: "Hier antwortet ProcessMaker (2026)",
  elsewhere: (host) => `Diese Adresse führt zu ${host}`,
  elsewhereNext:
    "Vergleichen Sie die Adresse mit der in Ihrem Browser, wenn Sie ProcessMaker benutzen. Ist es dieselbe, verlangt Ihr Netzwerk vielleicht zuerst eine Anmeldung.",
  loginPage: "Hier antwortet die Anmeldeseite eines anderen Programms",
  webSite: "Hier antwortet eine gewöhnliche Webseite",
  folderNext:
    "Vergleichen Sie die Adresse mit der in Ihrem Browser, wenn Sie ProcessMaker benutzen: Vielleicht hat sie am Ende einen Ordner.",
  otherApplication: "Hier antwortet ein anderes Programm als ProcessMaker",
  otherNext:
    "Vergleichen Sie die Adresse mit der in Ihrem Browser, wenn Sie ProcessMaker benutzen.",
};

/** Its second step; what stands between stars is bold. */
export const register: Words["register"] = {
  title: "Latchkey registrieren",
  on: "In",
  on3: "Auf der Seite",
  browser:
    "einen Client anlegen, nur *Enable Authorization Code Grant* ankreuzen und dies als Redirect URL einfügen:",
  password:
    "einen Client anlegen und nur *Enable Password Grant* ankreuzen. Eine Redirect URL braucht er nicht.",
  browser3:
    "*New* drücken, einen Namen und irgendeine Website eingeben und dies als Callback URL einfügen:",
  password3:
    "*New* drücken, einen Namen und irgendeine Website eingeben und speichern. Latchkey braucht keine Callback URL.",
  later: "Sie erscheint hier, sobald die Adresse bekannt ist.",
};

/** Its third step. */
export const client: Words["client"] = {
  title: "Client-ID und Secret",
  id: "Client-ID",
  idHint3: "ID",
  idHint: "ID, etwa 4",
  secret: "Client-Secret",
  secretHint: "Secret, kommt in den Schlüsselbund",
  once: "ProcessMaker zeigt das Secret nur einmal, wenn der Client angelegt wird.",
  putRight: "Berichtigen Sie es in ProcessMaker und kommen Sie zurück: Latchkey sieht wieder nach.",
  checkAgain: "Noch einmal prüfen",
  allRight: "Client, Redirect und Secret stimmen.",
  complete: "ProcessMaker kennt diesen Client und akzeptiert seinen Redirect.",
  onlyHalf: "Nur die Hälfte des Redirects ist registriert: Fügen Sie die ganze Zeile ein.",
  missing: (field) =>
    `ProcessMaker hat keinen Client mit dieser ID, oder seine ${field} ist nicht die Zeile oben.`,
  right: "Das Secret stimmt.",
  rejected:
    "ProcessMaker akzeptiert dieses Secret nicht. Kopieren Sie es noch einmal und kreuzen Sie dort nur Enable Authorization Code Grant an.",
  replace: "Ersetzen",
  replaceSecret: "Client-Secret ersetzen",
  where: {
    saved: "Im Schlüsselbund gespeichert",
    unsaved: "Nur im Arbeitsspeicher, nicht gespeichert",
    missing: "Fehlt",
    unknown: "Im Schlüsselbund, der geschlossen ist",
  },
};

/** Its last step. */
export const naming: Words["naming"] = {
  title: "Name und Umgebung",
  hint: "Wie Sie sie nennen",
  environment: "Umgebung",
};
