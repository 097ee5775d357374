import type { Words } from "../words";

/** What is known of a token, line by line. */
export const token: Words["token"] = {
  issued: "Ausgestellt",
  expires: "Läuft ab",
  who: "Wer",
  user: (id, name) => `Benutzer ${id}${name}`,
  client: "Client",
  scopes: "Scopes",
  noScopes: "keine: Es darf alles, was die Person darf",
  id: "Token-ID",
  access: "Zugriffstoken",
  refresh: "Refresh-Token",
  none: "keines",
  keptIn: "Liegt in",
  memory: "Arbeitsspeicher",
  keyring: "Schlüsselbund",
  keyringOne: (size, limit) => `Schlüsselbund, ${size} von ${limit}, die Windows zulässt`,
  keyringSeveral: (count, sizes) => `Schlüsselbund, in ${count} Einträgen mit ${sizes}`,
  clock: "Uhr des Servers",
  handedOut: "Ausgegeben",
  clipboard: "kopiert",
  newToken: "ein neues persönliches Zugriffstoken, kopiert",
  fewer: "Weniger zeigen",
  allOf: (count) => `Alle ${count} zeigen`,
  written: "Was das Token sagt, wie es geschrieben steht",
  header: "Header",
  claims: "Claims",
  unsigned: "Die Signatur, die es zu einem Token macht, wird nicht gezeigt.",
  opaque: "Dieses Token sagt nichts über sich: Nur der Server weiß, wem es gehört.",
  check: "Jetzt prüfen",
  another: "Als jemand anders anmelden",
  anotherWhy:
    "Ihr Browser wird bei ProcessMaker abgemeldet und fragt, wer Sie sind. Bis dahin ändert sich hier nichts.",
};

/** What the server makes of a token. */
export const seen: Words["seen"] = {
  over: "Die Zeit dieses Tokens ist um",
  overNext: (when) => `Es endete ${when}. Niemand hat es widerrufen.`,
  byServer: "nach der Uhr des Servers",
  unasked: "Der Server wurde noch nicht nach diesem Token gefragt",
  unaskedNext: "Latchkey fragt bei der Anmeldung und bei „Jetzt prüfen“.",
  accepted: (when) => `Der Server hat dieses Token ${when} akzeptiert`,
  refused: (when) => `Der Server hat dieses Token ${when} abgelehnt`,
  refusedNext:
    "Es wurde widerrufen oder anderswo abgemeldet, oder die Schlüssel des Servers haben sich geändert. Erneuern Sie es, oder melden Sie sich neu an.",
  unreachable: (when) => `Der Server war ${when} nicht erreichbar`,
  fine: "Das Token kann in Ordnung sein.",
  acceptedBefore: (when) => `Der Server hat es ${when} akzeptiert.`,
  acceptedAloud: "Der Server akzeptiert dieses Token",
  refusedAloud: "Der Server akzeptiert dieses Token nicht mehr",
  unreachableAloud: "Der Server war nicht erreichbar",
};

/** A person's own tokens in ProcessMaker. */
export const tokens: Words["tokens"] = {
  title: "Persönliche Zugriffstoken",
  help: "Für Programme, die sich ohne Sie anmelden.",
  about:
    "Mit jedem handelt ein Programm in Ihrem Namen, bis es abläuft oder Sie es widerrufen. Latchkey zeigt keines an.",
  asking: "ProcessMaker wird gefragt…",
  none: "Es gibt noch keine.",
  own: "Diese Verbindung benutzt es",
  ends: (date) => `bis ${date}`,
  made: (date) => `seit ${date}`,
  revoke: "Widerrufen",
  revokeOf: (name) => `${name} widerrufen`,
  revokeAsk: (name) => `„${name}“ widerrufen?`,
  revokeStops: "Programme, die es benutzen, können es sofort nicht mehr.",
  revokeOwn: "Diese Verbindung benutzt es: Sie werden auch hier abgemeldet.",
  revoked: (name) => `„${name}“ ist widerrufen.`,
  copied: (name) => `„${name}“ ist erstellt und kopiert. Fügen Sie es ein, wo es hingehört.`,
  label: "Name eines neuen Tokens",
  hint: "Wo Sie es benutzen werden",
  make: "Erstellen und kopieren",
  connect: "Verbindung daraus machen",
};
