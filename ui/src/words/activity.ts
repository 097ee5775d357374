/**
 * What happened, in plain words, and what a person may type to find it again.
 *
 * The record is kept in keys. Every key has its words here and nowhere else, so that what can be read can be found.
 */
import type { Form, TroubleCode, WhatView } from "../bindings";
import { words } from "../language/language.svelte";
import { asForm } from "./forms";
import type { Tone } from "./states";
import { titleOf } from "./troubles";

/** A title in the middle of a sentence. */
function because(code: TroubleCode): string {
  return words().happened.within(titleOf(code));
}

/** Everything that happened, in one sentence without a full stop. */
export function eventWords(what: WhatView): string {
  const { about, again, as, becauses, bys, clipboard, copies, founds, kinds, newToken, revokeds } =
    words().happened;
  const said = kinds[what.kind];
  switch (what.kind) {
    case "signedIn":
      return `${said}${what.who === null ? "" : as(what.who)}, ${bys[what.by]}`;
    case "somebodyElseCame":
      return what.who === null ? said : about(said, what.who);
    case "signInFailed":
    case "signInNeeded":
      return about(said, because(what.why));
    case "refreshed":
      return `${said}${becauses[what.because]}${copies[what.copies]}`;
    case "refreshFailed":
      return about(said, because(what.why)) + (what.again ? `; ${again}` : "");
    case "handedOut":
      return what.through === "newToken" ? newToken : `${said}${formOf(what.form)} ${clipboard}`;
    case "requested":
      return `${what.method} ${what.path} · ${outcomeOf(what)}`;
    case "tokenChecked":
      return about(said, founds[what.found]);
    case "signedOut":
      return `${said}, ${revokeds[what.revoked]}`;
    case "personalTokenMade":
    case "personalTokenRevoked":
    case "connectionAdded":
    case "connectionChanged":
    case "connectionRemoved":
      return about(said, what.name);
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
  const { as, names } = words().forms;
  return Object.hasOwn(names, form) ? asForm(form as Form) : as(form);
}

function outcomeOf({ status, trouble, took }: Extract<WhatView, { kind: "requested" }>): string {
  if (status === null) return trouble === null ? words().happened.stopped : because(trouble);
  return `${status} · ${Math.round(took)} ms`;
}

/** The words of every key, as they stand somewhere in what is read. */
function dictionary(): readonly (readonly [string, string])[] {
  const { again, becauses, bys, clipboard, copies, founds, kinds, newToken, revokeds, stopped } =
    words().happened;
  return [
    ...[kinds, bys, becauses, copies, founds, revokeds, words().forms.names].flatMap((keys) =>
      Object.entries(keys),
    ),
    ["newToken", newToken],
    ["clipboard", clipboard],
    ["triedAgain", again],
    ["stopped", stopped],
    ...Object.entries(words().troubles).map(([code, { title }]) => [code, title] as const),
  ];
}

/** Every word of a text with all the ways in which the record may say it. */
export function waysToSay(text: string): string[][] {
  const said = dictionary();
  const typed = text.split(/\s+/).filter((word) => word !== "");
  return typed.map((word) => {
    const small = word.toLowerCase();
    const keys = said.filter(([, words]) => words.toLowerCase().includes(small));
    return [...new Set([word, ...keys.map(([key]) => key)])];
  });
}
