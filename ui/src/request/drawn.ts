/**
 * What stands on a row of an answer, as nodes. While somebody scrolls, eight rows come and go in a
 * frame: with components for their pieces that takes longer than the frame.
 */
import type { BracketView, LineView, MarkView } from "../bindings";
import { whole } from "../format";
import { words } from "../language/language.svelte";
import { pieces } from "./marks";
import { sizeWords } from "./words";

type Nodes = readonly (Node | string)[];

const signs = { list: ["[", "]"], object: ["{", "}"] } as const satisfies Record<
  BracketView,
  [string, string]
>;

function element(tag: "span" | "mark", className: string, inside: Nodes): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

/** A text with what was found in it marked; `match` is the number of the place where somebody is. */
export function marked(text: string, marks: readonly MarkView[], match: number, quote = ""): Nodes {
  // One piece of text where nothing is marked: the cheapest to lay out.
  if (marks.length === 0) return [quote + text + quote];
  const found = pieces(text, marks).map(({ text, number }) =>
    number === null ? text : element("mark", number === match ? "here" : "", [text]),
  );
  return [quote, ...found, quote];
}

/** A line of a JSON document. */
export function drawn({ name, cell, comma, marks }: LineView, match: number): Nodes {
  const of = (side: boolean) => marks.filter(({ inName }) => inName === side);
  const named = name && [element("span", "name", marked(name.text, of(true), match, '"')), ": "];
  return [...(named ?? []), ...value(cell, of(false), match), comma ? "," : ""];
}

function value(cell: LineView["cell"], marks: readonly MarkView[], match: number): Nodes {
  switch (cell.kind) {
    case "text":
      return [...marked(cell.shown.text, marks, match, '"'), ...rest(cell.shown.more)];
    case "number":
      return [number(marked(cell.shown.text, marks, match)), ...rest(cell.shown.more)];
    case "word":
      return [number(marked(cell.word, marks, match))];
    case "hidden":
      return [aside(words().answer.hidden)];
    case "empty":
      return signs[cell.bracket];
    case "opening": {
      const [opening, closing] = signs[cell.bracket];
      return cell.folded ? [opening, aside(entries(cell.entries)), closing] : [opening];
    }
    case "closing":
      return [signs[cell.bracket][1]];
  }
}

const number = (inside: Nodes) => element("span", "number", inside);

/** What is said in place of what is not shown. */
const aside = (said: string) => element("span", "aside", [said]);

const rest = (more: number | null) => (more === null ? [] : [aside(`… ${sizeWords(more)}`)]);

function entries(count: number): string {
  return words().answer.entries(count, whole(count));
}
