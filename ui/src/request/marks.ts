/** A text cut where something was found in it. */
import type { MarkView } from "../bindings";

export type Piece = { text: string; number: number | null };

/** The pieces of a text; what is marked carries the number of what was found. */
export function pieces(text: string, marks: readonly MarkView[]): Piece[] {
  const cut: Piece[] = [];
  let done = 0;
  for (const { number, at, length } of marks) {
    const from = Math.min(at, text.length);
    const to = Math.min(at + length, text.length);
    if (to <= from || to <= done) continue;
    if (from > done) cut.push({ text: text.slice(done, from), number: null });
    cut.push({ text: text.slice(Math.max(from, done), to), number });
    done = to;
  }
  if (done < text.length || cut.length === 0) cut.push({ text: text.slice(done), number: null });
  return cut;
}
