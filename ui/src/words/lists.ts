/** What is said about many connections at once. */
import type { ClipboardView, CommandError, ConnectionView, ListOrder } from "../bindings";
import { sentence } from "../format";
import type { Move } from "../list/order";
import { tokensOf } from "../state";
import { errorWords } from "./failures";

/** Said aloud when a connection was moved among those of its environment, or could not be. */
export function movedWords(
  name: string,
  steps: number,
  order: ListOrder,
  move: Move | null,
): string {
  if (order === "byUse") return "The list is in the order of use. You can change this in Settings.";
  if (move === null) return `${name} is the ${steps < 0 ? "first" : "last"} of its environment`;
  return `${name} moved ${steps < 0 ? "up" : "down"}, ${move.position} of ${move.of}`;
}

/** How many there are. */
export function countWords(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? "connection" : "connections"}`;
}

/** How many names are read out before the rest is only counted. */
const NAMED = 3;

/** Names as one reads them out: "A, B, C and 4 more". */
export function someOf(names: string[]): string {
  if (names.length <= NAMED + 1) return names.join(", ");
  return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
}

/** What became of a token that was to be copied where its card is not seen. */
export function copyWords(
  { name, state }: ConnectionView,
  failure: CommandError | null,
  held: ClipboardView | null,
): string {
  if (failure !== null) return errorWords[failure.code]?.title ?? sentence(failure.message);
  if (tokensOf(state) === null) return `${name} has no token. Enter opens it.`;
  return held === null ? "" : `The access token of ${name} is on the clipboard`;
}

/** How many connections there are, and how many of them wait for somebody. */
export function overviewWords(count: number, waiting: number): string {
  const all = countWords(count);
  if (waiting === 0) return all;
  return `${all}, ${waiting.toLocaleString()} ${waiting === 1 ? "needs" : "need"} you`;
}
