/** What the server makes of a token: three cases that must not be taken for each other, and none of them at all. */
import type { SeenView } from "../bindings";
import { ago, amount } from "../format";
import { words } from "../language/language.svelte";
import type { Tone } from "./states";
import { titleOf } from "./troubles";

export type SeenWords = { tone: Tone; title: string; next: string | null };

/** What is said of a token; `ended` is when its time was over, null while it is not. */
export function seenWords(seen: SeenView, ended: string | null, now: number): SeenWords {
  const said = words().seen;
  if (ended !== null) return { tone: "warn", title: said.over, next: said.overNext(ended) };
  const { last, acceptedAt } = seen;
  if (last === null) return { tone: "info", title: said.unasked, next: said.unaskedNext };
  const when = ago(last.at, now);
  switch (last.found) {
    case "accepted":
      return { tone: "good", title: said.accepted(when), next: null };
    case "noLongerAccepted":
      return { tone: "bad", title: said.refused(when), next: said.refusedNext };
    case "unreachable": {
      const before = acceptedAt === null ? "" : ` ${said.acceptedBefore(ago(acceptedAt, now))}`;
      const why = last.trouble === null ? "" : `${titleOf(last.trouble.code)}. `;
      return {
        tone: "warn",
        title: said.unreachable(when),
        next: `${why}${said.fine}${before}`,
      };
    }
    default:
      return last.found satisfies never;
  }
}

/** What a screen reader says once the server has been asked: without a time, which would tick. */
export function seenAloud({ last }: SeenView): string {
  if (last === null) return "";
  const { acceptedAloud, refusedAloud, unreachableAloud } = words().seen;
  const said = {
    accepted: acceptedAloud,
    noLongerAccepted: refusedAloud,
    unreachable: unreachableAloud,
  };
  return said[last.found];
}

/** A size in bytes. */
export function bytes(count: number): string {
  return amount(count, "byte");
}
