/**
 * What happened, in plain words, and what a person may type to find it again.
 *
 * The record is kept in keys. Every key has its words here and nowhere else, so that what can be read can be found.
 */
import type { Because, By, Copies, Found, Revoked, TroubleCode, WhatView } from "../bindings";
import { asForm, formNames } from "./forms";
import type { Tone } from "./states";
import { titleOf, troubleCodes } from "./troubles";

type Kind = WhatView["kind"];

const kinds = {
  signedIn: "Signed in",
  signInFailed: "Sign-in failed",
  signInGivenUp: "Sign-in given up",
  somebodyElseCame: "Somebody else came back from the browser",
  refreshed: "Refreshed",
  refreshFailed: "Refresh failed",
  answerLost: "The server’s answer was lost on its way; a new sign-in is needed",
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
  other: "Something that a later Latchkey has words for",
} as const satisfies Record<Kind, string>;

const bys = {
  deepLink: "came back by deep link",
  loopback: "came back to a local address",
  pastedAddress: "with the address pasted",
  password: "with a password",
  personalToken: "with a personal access token",
} as const satisfies Record<By, string>;

const becauses = {
  background: " by itself",
  person: "",
  copy: " for a copy",
  request: " for a request",
} as const satisfies Record<Because, string>;

const copies = {
  none: "",
  ended: "; copies of the token before stopped working",
  liveOn: "; copies of the token before go on working",
} as const satisfies Record<Copies, string>;

const founds = {
  accepted: "the server accepts it",
  noLongerAccepted: "the server no longer accepts it",
  unreachable: "the server could not be asked",
} as const satisfies Record<Found, string>;

const revokeds = {
  everything: "revoked on the server",
  copies: "copies revoked on the server, the last token not",
  lastToken: "the last token revoked on the server, copies of earlier ones not",
  nothing: "but nothing could be revoked on the server",
} as const satisfies Record<Revoked, string>;

/** A title in the middle of a sentence; names stay as they are. */
function because(code: TroubleCode): string {
  const title = titleOf(code);
  if (/^(ProcessMaker|Latchkey)\b/.test(title)) return title;
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** Everything that happened, in one sentence without a full stop. */
export function eventWords(what: WhatView): string {
  const said = kinds[what.kind];
  switch (what.kind) {
    case "signedIn":
      return `${said}${what.who === null ? "" : ` as ${what.who}`}, ${bys[what.by]}`;
    case "somebodyElseCame":
      return what.who === null ? said : `${said}: ${what.who}`;
    case "signInFailed":
    case "signInNeeded":
      return `${said}: ${because(what.why)}`;
    case "refreshed":
      return `${said}${becauses[what.because]}${copies[what.copies]}`;
    case "refreshFailed":
      return `${said}: ${because(what.why)}${what.again ? "; tried again by itself" : ""}`;
    case "handedOut":
      return what.through === "newToken"
        ? "New personal access token copied"
        : `${said}${formOf(what.form)} to the clipboard`;
    case "requested":
      return `${what.method} ${what.path} · ${outcomeOf(what)}`;
    case "tokenChecked":
      return `${said}: ${founds[what.found]}`;
    case "signedOut":
      return `${said}, ${revokeds[what.revoked]}`;
    case "personalTokenMade":
    case "personalTokenRevoked":
    case "connectionAdded":
    case "connectionChanged":
    case "connectionRemoved":
      return `${said}: ${what.name}`;
    case "signInGivenUp":
    case "answerLost":
    case "other":
      return said;
    default:
      return what satisfies never;
  }
}

/** Whether what happened is good, worth a look, or bad. */
export function eventTone(what: WhatView): Tone {
  switch (what.kind) {
    case "signInFailed":
    case "signInNeeded":
    case "answerLost":
      return "bad";
    case "refreshFailed":
    case "somebodyElseCame":
      return "warn";
    case "tokenChecked":
      return ({ accepted: "info", noLongerAccepted: "bad", unreachable: "warn" } as const)[
        what.found
      ];
    case "requested":
      return what.status === null || what.status >= 500
        ? "bad"
        : what.status >= 400
          ? "warn"
          : "info";
    case "signedOut":
      return what.revoked === "everything" ? "info" : "warn";
    case "signedIn":
    case "signInGivenUp":
    case "refreshed":
    case "handedOut":
    case "personalTokenMade":
    case "personalTokenRevoked":
    case "connectionAdded":
    case "connectionChanged":
    case "connectionRemoved":
    case "other":
      return "info";
    default:
      return what satisfies never;
  }
}

function formOf(form: string): string {
  const known = Object.keys(formNames).find((name) => name === form) as keyof typeof formNames;
  return known === undefined ? ` as ${form}` : asForm(known);
}

function outcomeOf({ status, trouble, took }: Extract<WhatView, { kind: "requested" }>): string {
  if (status === null) return trouble === null ? "cancelled" : because(trouble);
  return `${status} · ${Math.round(took)} ms`;
}

/** The words of every key, as they stand somewhere in what is read. */
const dictionary: readonly (readonly [string, string])[] = [
  ...Object.entries(kinds),
  ...Object.entries(bys),
  ...Object.entries(becauses),
  ...Object.entries(copies),
  ...Object.entries(founds),
  ...Object.entries(revokeds),
  ...Object.entries(formNames),
  ["newToken", "New personal access token copied"],
  ["clipboard", "to the clipboard"],
  ["triedAgain", "tried again by itself"],
  ["stopped", "cancelled"],
];

/** Every word of a text with all the ways in which the record may say it. */
export function waysToSay(text: string): string[][] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return words.map((word) => {
    const small = word.toLowerCase();
    const keys = dictionary.filter(([, said]) => said.toLowerCase().includes(small));
    return [...new Set([word, ...keys.map(([key]) => key), ...troubleKeys(small)])];
  });
}

function troubleKeys(word: string): string[] {
  return troubleCodes.filter((code) => titleOf(code).toLowerCase().includes(word));
}
