/** What is said about many connections at once. */
import type { ClipboardView, CommandError, ConnectionView, ListOrder } from "../bindings";
import { whole } from "../format";
import { words } from "../language/language.svelte";
import type { Move } from "../list/order";
import { tokensOf } from "../state";
import { failureWords } from "./failures";

/** Said aloud when a connection was moved among those of its environment, or could not be. */
export function movedWords(
  name: string,
  steps: number,
  order: ListOrder,
  move: Move | null,
): string {
  const said = words().list;
  if (order === "byUse") return said.byUseAloud;
  if (move === null) return steps < 0 ? said.first(name) : said.last(name);
  const { position, of } = move;
  return steps < 0 ? said.movedUp(name, position, of) : said.movedDown(name, position, of);
}

/** How many there are. */
export function countWords(count: number): string {
  return words().list.count(count, whole(count));
}

/** How many names are read out before the rest is only counted. */
const NAMED = 3;

/** Names as one reads them out: "A, B, C and 4 more". */
export function someOf(names: string[]): string {
  if (names.length <= NAMED + 1) return names.join(", ");
  return words().list.more(names.slice(0, NAMED).join(", "), names.length - NAMED);
}

/** What became of a token that was to be copied where its card is not seen. */
export function copyWords(
  { name, state }: ConnectionView,
  failure: CommandError | null,
  held: ClipboardView | null,
): string {
  if (failure !== null) {
    const { title, next } = failureWords(failure);
    return title ?? next;
  }
  if (tokensOf(state) === null) return words().find.noToken(name);
  return held === null ? "" : words().overview.copied(name);
}

/** How many connections there are, and how many of them wait for somebody. */
export function overviewWords(count: number, waiting: number): string {
  const all = countWords(count);
  return waiting === 0 ? all : words().overview.waiting(all, waiting, whole(waiting));
}
