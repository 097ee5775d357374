/** What is said of requests and their answers. */
import type { AnsweredView, HttpMethod, PastView, VerdictView } from "../bindings";
import { ago, amount, countdown, SECOND, whole } from "../format";
import { locale, words } from "../language/language.svelte";
import type { Tone } from "../words/states";
import { seenWords } from "../words/seen";
import { titleOf } from "../words/troubles";

/** The order in which methods are offered. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies HttpMethod[];

const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** As the standard for HTTP calls them. */
const statuses: Record<number, string> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  302: "Found",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** A status with its name: "404 Not Found". */
export function statusWords(status: number): string {
  const name = statuses[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}

/** How large something is: "2.1 kB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return words().time.bytes(whole(bytes));
  const [size, unit] =
    bytes < 999_950 ? [bytes / 1000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return size.toLocaleString(locale(), { style: "unit", unit, ...TENTHS });
}

/** How long something took: "145 ms", "2.3 s". */
export function tookWords(millis: number): string {
  return millis < SECOND
    ? `${Math.round(millis)} ms`
    : `${(millis / SECOND).toLocaleString(locale(), TENTHS)} s`;
}

/** The whole line: "145 ms · 2.1 kB · JSON". */
export function answerLine({ took, size, form, cut }: AnsweredView): string {
  const { bodies, first } = words().answer;
  const much = cut ? first(sizeWords(size)) : sizeWords(size);
  return form === "empty"
    ? `${tookWords(took)} · ${bodies.empty}`
    : `${tookWords(took)} · ${much} · ${bodies[form]}`;
}

/** The colour of a status. */
export function statusTone(status: number | null): Tone {
  if (status === null) return "info";
  if (status < 300) return "good";
  return status < 400 ? "info" : "bad";
}

function pause(seconds: number | null): string {
  return seconds === null ? words().meaning.aWhile : amount(Math.ceil(seconds), "second");
}

export type Meaning = { tone: Tone; title: string; next: string };

/** What an answer that came at `now` means, and what to do about it; null: it says so itself. */
export function meaning(view: AnsweredView, now: number): Meaning | null {
  const { verdict } = view;
  const said = words().meaning;
  const bad = (title: string, next: string): Meaning => ({ tone: "bad", title, next });
  const wait = (title: string, next: string): Meaning => ({ tone: "warn", title, next });
  switch (verdict.kind) {
    case "success":
      return view.cut ? wait(said.cut, said.cutNext) : null;
    case "notModified":
      return { tone: "info", title: said.notModified, next: said.notModifiedNext };
    case "tokenExpired": {
      const seen = seenWords({ last: null, acceptedAt: null }, words().seen.byServer, now);
      return bad(seen.title, `${seen.next} ${said.sendAgain}`);
    }
    case "tokenNotAccepted":
      return notAccepted(view, now);
    case "gateway":
      return bad(said.gateway, said.gatewayNext);
    case "forbidden":
      return bad(said.forbidden, said.forbiddenNext);
    case "notFound":
      return bad(said.notFound, said.notFoundNext);
    case "wrongMethod":
      return bad(said.wrongMethod, takes(verdict));
    case "invalid":
      return bad(said.invalid, said.invalidNext);
    case "throttled":
    case "maintenance":
      return wait(titleOf(verdict.kind), said.wait(pause(verdict.seconds)));
    case "redirect":
      return wait(said.redirect, pointsTo(verdict));
    case "refused":
      return bad(said.refused, said.refusedNext);
    case "serverError":
      return bad(titleOf("serverError"), said.serverError);
    case "unknown":
      return wait(said.unknown, said.unknownNext);
  }
}

/** A token that should be good: what speaks for that is said first. */
function notAccepted({ secondsLeft, acceptedSecondsAgo }: AnsweredView, now: number): Meaning {
  const last = { found: "noLongerAccepted", at: now, trouble: null } as const;
  const { title, next } = seenWords({ last, acceptedAt: null }, null, now);
  const left = secondsLeft === null ? [] : [words().meaning.left(countdown(secondsLeft * SECOND))];
  const before =
    acceptedSecondsAgo === null
      ? []
      : [words().seen.acceptedBefore(ago(now - acceptedSecondsAgo * SECOND, now))];
  return { tone: "bad", title, next: [...left, ...before, next].join(" ") };
}

function takes({ methods }: Extract<VerdictView, { kind: "wrongMethod" }>): string {
  const { wrongMethodAny, wrongMethodNext } = words().meaning;
  return methods.length === 0 ? wrongMethodAny : wrongMethodNext(methods.join(", "));
}

function pointsTo({ target, toLogin }: Extract<VerdictView, { kind: "redirect" }>): string {
  const { loginAway, loginTo, redirectAway, redirectTo } = words().meaning;
  if (target === null) return toLogin ? loginAway : redirectAway;
  const place = `${target.host}${target.path}`;
  return toLogin ? loginTo(place) : redirectTo(place);
}

/** A request that was sent, for a list. */
export function pastWords({ status }: PastView): string {
  return status === null ? words().request.noAnswer : String(status);
}
