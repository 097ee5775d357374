/** What is said of requests and their answers. */
import type { AnsweredView, BodyView, HttpMethod, PastView, VerdictView } from "../bindings";
import { ago, countdown, SECOND } from "../format";
import type { Tone } from "../words/states";
import { seenWords } from "../words/seen";
import { titleOf } from "../words/troubles";

/** The order in which methods are offered. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies HttpMethod[];

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

export const bodyNames = {
  empty: "no content",
  json: "JSON",
  brokenJson: "broken JSON",
  longJson: "JSON",
  text: "text",
  binary: "not text",
} as const satisfies Record<BodyView, string>;

/** How large something is: "2.1 kB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 999_950 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size.toFixed(1)} ${unit}`;
}

/** How long something took: "145 ms", "2.3 s". */
export function tookWords(millis: number): string {
  return millis < SECOND ? `${Math.round(millis)} ms` : `${(millis / SECOND).toFixed(1)} s`;
}

/** The whole line: "145 ms · 2.1 kB · JSON". */
export function answerLine({ took, size, form, cut }: AnsweredView): string {
  const much = cut ? `the first ${sizeWords(size)}` : sizeWords(size);
  return form === "empty"
    ? `${tookWords(took)} · ${bodyNames.empty}`
    : `${tookWords(took)} · ${much} · ${bodyNames[form]}`;
}

/** The colour of a status. */
export function statusTone(status: number | null): Tone {
  if (status === null) return "info";
  if (status < 300) return "good";
  return status < 400 ? "info" : "bad";
}

function pause(seconds: number | null): string {
  if (seconds === null) return "a while";
  const whole = Math.ceil(seconds);
  return whole === 1 ? "1 second" : `${whole} seconds`;
}

export type Meaning = { tone: Tone; title: string; next: string };

/** What an answer that came at `now` means, and what to do about it; null: it says so itself. */
export function meaning(view: AnsweredView, now: number): Meaning | null {
  const { verdict, secondsLeft, acceptedSecondsAgo } = view;
  const bad = (title: string, next: string): Meaning => ({ tone: "bad", title, next });
  const wait = (title: string, next: string): Meaning => ({ tone: "warn", title, next });
  switch (verdict.kind) {
    case "success":
      return view.cut
        ? wait("The answer is too large", "Only its beginning was read. Ask for less of it.")
        : null;
    case "notModified":
      return { tone: "info", title: "Nothing has changed", next: "There is no content." };
    case "tokenExpired": {
      const words = seenWords({ last: null, acceptedAt: null }, "by the server’s clock", now);
      return bad(words.title, `${words.next} Send again: Latchkey gets a new one first.`);
    }
    case "tokenNotAccepted": {
      const last = { found: "noLongerAccepted", at: now, trouble: null } as const;
      const words = seenWords({ last, acceptedAt: null }, null, now);
      const left = secondsLeft === null ? "" : `It has ${countdown(secondsLeft * SECOND)} left. `;
      const before =
        acceptedSecondsAgo === null
          ? ""
          : `The server accepted it ${ago(now - acceptedSecondsAgo * SECOND, now)}. `;
      return bad(words.title, `${left}${before}${words.next}`);
    }
    case "gateway":
      return bad(
        "Something in front of ProcessMaker wants a sign-in",
        "You may need a VPN, or to sign in to your network.",
      );
    case "forbidden":
      return bad("You may not do this", "Your user has no permission for it.");
    case "notFound":
      return bad("There is no such thing", "Check the path, and the number or name in it.");
    case "wrongMethod":
      return bad("This address takes another method", takes(verdict));
    case "invalid":
      return bad("ProcessMaker did not accept what was sent", "Look at these fields of the body:");
    case "throttled":
    case "maintenance":
      return wait(titleOf(verdict.kind), `Wait ${pause(verdict.seconds)} and send again.`);
    case "redirect":
      return wait("The server points elsewhere", pointsTo(verdict));
    case "refused":
      return bad("ProcessMaker refused the request", "Look at what it says.");
    case "serverError":
      return bad(titleOf("serverError"), "The fault is on the server.");
    case "unknown":
      return wait("The server answered oddly", "HTTP knows no such status.");
  }
}

function takes({ methods }: Extract<VerdictView, { kind: "wrongMethod" }>): string {
  return methods.length === 0 ? "Choose another one." : `It takes ${methods.join(", ")}.`;
}

function pointsTo({ target, toLogin }: Extract<VerdictView, { kind: "redirect" }>): string {
  const where = target === null ? "elsewhere" : `to ${target.host}${target.path}`;
  return toLogin
    ? `It leads ${where}, a login page: the path may not belong to the API. Latchkey does not follow it.`
    : `It leads ${where}. Latchkey does not follow it.`;
}

/** A request that was sent, for a list. */
export function pastWords({ status }: PastView): string {
  return status === null ? "no answer" : String(status);
}
