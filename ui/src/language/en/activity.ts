import type { Because, By, Copies, Found, Revoked, WhatView } from "../../bindings";

/** What happened, in sentences without a full stop, and in the pieces that are put behind them. */
export const happened = {
  kinds: {
    signedIn: "Signed in",
    signInFailed: "Sign-in failed",
    signInGivenUp: "Sign-in given up",
    somebodyElseCame: "Somebody else came back from the browser",
    refreshed: "Refreshed",
    refreshFailed: "Refresh failed",
    answerLost: "The server’s answer was lost on its way; sign-in needed",
    signInNeeded: "Sign-in needed",
    handedOut: "Token copied",
    requested: "Request",
    tokenChecked: "Token checked",
    signedOut: "Signed out",
    personalTokenMade: "Personal access token made",
    personalTokenRevoked: "Personal access token revoked",
    connectionAdded: "Connection added",
    connectionChanged: "Connection changed",
    connectionRemoved: "Connection removed",
    other: "Something that a newer Latchkey has words for",
  } satisfies Record<WhatView["kind"], string>,
  bys: {
    deepLink: "came back by deep link",
    loopback: "came back to a local address",
    pastedAddress: "with the address pasted",
    password: "with a password",
    personalToken: "with a personal access token",
  } satisfies Record<By, string>,
  becauses: {
    background: " by itself",
    person: "",
    copy: " for a copy",
    request: " for a request",
  } satisfies Record<Because, string>,
  copies: {
    none: "",
    ended: "; copies of the token before stopped working",
    liveOn: "; copies of the token before go on working",
  } satisfies Record<Copies, string>,
  founds: {
    accepted: "the server accepts it",
    noLongerAccepted: "the server no longer accepts it",
    unreachable: "the server could not be asked",
  } satisfies Record<Found, string>,
  revokeds: {
    everything: "revoked on the server",
    copies: "copies revoked on the server, the last token not",
    lastToken: "the last token revoked on the server, earlier ones not",
    nothing: "but nothing could be revoked on the server",
  } satisfies Record<Revoked, string>,
  as: (who: string) => ` as ${who}`,
  again: "tried again by itself",
  clipboard: "to the clipboard",
  newToken: "New personal access token copied",
  stopped: "cancelled",
  about: (what: string, which: string): string => `${what}: ${which}`,
  /** A title in the middle of a sentence; names stay as they are. */
  within: (title: string): string =>
    /^(ProcessMaker|Latchkey)\b/.test(title)
      ? title
      : title.charAt(0).toLowerCase() + title.slice(1),
};

/** The record of it. */
export const activity = {
  search: "Search the activity",
  hint: "Search",
  older: "Show older",
  empty: "Nothing has happened yet. Sign-ins, copies and requests will be listed here.",
  none: (sought: string) => `Nothing that matches “${sought}”.`,
  unreadable: "The activity cannot be read",
  gone: "A removed connection",
  export: "Export",
  asText: "As text",
  asJson: "As JSON",
  exported: "The activity is exported",
  failed: "The activity was not exported",
  copyPath: "Copy path",
};
