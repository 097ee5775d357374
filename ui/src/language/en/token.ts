/** What is known of a token, line by line. */
export const token = {
  issued: "Issued",
  expires: "Expires",
  who: "Who",
  user: (id: string, name: string) => `User ${id}${name}`,
  client: "Client",
  scopes: "Scopes",
  noScopes: "none: it may do whatever the person may",
  id: "Token ID",
  access: "Access token",
  refresh: "Refresh token",
  none: "none",
  keptIn: "Kept in",
  memory: "memory",
  keyring: "the keyring",
  keyringOne: (size: string, limit: string) =>
    `the keyring, ${size} of the ${limit} that Windows takes`,
  keyringSeveral: (count: number, sizes: string) => `the keyring, in ${count} entries of ${sizes}`,
  clock: "Server’s clock",
  handedOut: "Handed out",
  clipboard: "copied",
  newToken: "a new personal access token, copied",
  fewer: "Show fewer",
  allOf: (count: number) => `Show all ${count}`,
  written: "What the token says, as it is written",
  header: "Header",
  claims: "Claims",
  unsigned: "The signature, which makes it a token, is not shown.",
  opaque: "This token says nothing about itself: only the server knows whose it is.",
  check: "Check now",
  another: "Sign in as someone else",
  anotherWhy:
    "Your browser is signed out of ProcessMaker and asks who you are. Until then nothing changes here.",
};

/** What the server makes of a token. */
export const seen = {
  over: "The time of this token is over",
  overNext: (when: string) => `It ended ${when}. Nobody revoked it.`,
  byServer: "by the server’s clock",
  unasked: "The server has not been asked about this token yet",
  unaskedNext: "Latchkey asks when you sign in, and at “Check now”.",
  accepted: (when: string) => `The server accepted this token ${when}`,
  refused: (when: string) => `The server refused this token ${when}`,
  refusedNext:
    "It was revoked, or signed out elsewhere, or the server’s keys have changed. Refresh it, or sign in again.",
  unreachable: (when: string) => `The server could not be asked ${when}`,
  fine: "The token may be fine.",
  acceptedBefore: (when: string) => `The server accepted it ${when}.`,
  acceptedAloud: "The server accepts this token",
  refusedAloud: "The server no longer accepts this token",
  unreachableAloud: "The server could not be asked",
};

/** A person's own tokens in ProcessMaker. */
export const tokens = {
  title: "Personal access tokens",
  help: "For programs that sign in without you.",
  about:
    "Each lets a program act as you, until it ends or you revoke it. Latchkey never shows one.",
  asking: "Asking ProcessMaker…",
  none: "There are none yet.",
  own: "This connection uses it",
  ends: (date: string) => `ends ${date}`,
  made: (date: string) => `made ${date}`,
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeAsk: (name: string) => `Revoke “${name}”?`,
  revokeStops: "Programs that use it stop working at once.",
  revokeOwn: "This connection uses it: you are signed out here, too.",
  revoked: (name: string) => `“${name}” is revoked.`,
  copied: (name: string) => `“${name}” is made and copied. Paste it where it belongs.`,
  label: "Name of a new token",
  hint: "Where you will use it",
  make: "Make and copy",
  connect: "Make a connection",
};
