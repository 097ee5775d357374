/** What the server makes of a token: three cases that must not be taken for each other, and none of them at all. */
import type { SeenView } from "../bindings";
import { ago } from "../format";
import type { Tone } from "./states";
import { titleOf } from "./troubles";

export type SeenWords = { tone: Tone; title: string; next: string | null };

/** What is said of a token; `ended` is when its time was over, null while it is not. */
export function seenWords(seen: SeenView, ended: string | null, now: number): SeenWords {
  if (ended !== null)
    return {
      tone: "warn",
      title: "The time of this token is over",
      next: `It ended ${ended}, so the server no longer accepts it. Nobody revoked it.`,
    };
  const { last, acceptedAt } = seen;
  if (last === null)
    return {
      tone: "info",
      title: "The server has not been asked about this token yet",
      next: "Latchkey asks when you sign in, and when you press Check now.",
    };
  const when = ago(last.at, now);
  switch (last.found) {
    case "accepted":
      return { tone: "good", title: `The server accepted this token ${when}`, next: null };
    case "noLongerAccepted":
      return {
        tone: "bad",
        title: `The server refused this token ${when}`,
        next: "Its time is not over: it was revoked, or signed out elsewhere, or the server’s keys have changed. Refresh it, or sign in again.",
      };
    case "unreachable": {
      const before = acceptedAt === null ? "" : ` The server accepted it ${ago(acceptedAt, now)}.`;
      const why = last.trouble === null ? "" : `${titleOf(last.trouble.code)}. `;
      return {
        tone: "warn",
        title: `The server could not be asked ${when}`,
        next: `${why}The token may be fine.${before}`,
      };
    }
    default:
      return last.found satisfies never;
  }
}

/** What a screen reader says once the server has been asked: without a time, which would tick. */
export function seenAloud({ last }: SeenView): string {
  if (last === null) return "";
  const words = {
    accepted: "The server accepts this token",
    noLongerAccepted: "The server no longer accepts this token",
    unreachable: "The server could not be asked",
  } as const;
  return words[last.found];
}

/** A size in bytes. */
export function bytes(count: number, locale?: string): string {
  return `${new Intl.NumberFormat(locale).format(count)} bytes`;
}
