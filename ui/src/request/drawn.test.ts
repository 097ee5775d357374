import { expect, it } from "vitest";
import type { LineView } from "../bindings";
import { drawn, marked } from "./drawn";

const mark = (number: number, inName: boolean, at: number, length: number) => ({
  number,
  inName,
  at,
  length,
});
const line = (cell: LineView["cell"], rest: Partial<LineView> = {}): LineView => ({
  line: 0,
  depth: 0,
  name: null,
  comma: false,
  marks: [],
  cell,
  ...rest,
});

/** The nodes as they are written in a page. */
function html(nodes: readonly (Node | string)[]): string {
  const whole = document.createElement("p");
  whole.append(...nodes);
  return whole.innerHTML;
}

it.each<[string, LineView, string]>([
  ["a text", line({ kind: "text", shown: { text: "<b>", more: null } }), '"&lt;b&gt;"'],
  [
    "a long text",
    line({ kind: "text", shown: { text: "Lor", more: 2048 } }, { comma: true }),
    '"Lor"<span class="aside">… 2.0 kB</span>,',
  ],
  [
    "a number with a name",
    line(
      { kind: "number", shown: { text: "7", more: null } },
      { name: { text: "id", more: null } },
    ),
    '<span class="name">"id"</span>: <span class="number">7</span>',
  ],
  ["a word", line({ kind: "word", word: "null" }), '<span class="number">null</span>'],
  ["what is hidden", line({ kind: "hidden" }), '<span class="aside">hidden</span>'],
  ["an empty list", line({ kind: "empty", bracket: "list" }, { comma: true }), "[],"],
  ["an object", line({ kind: "opening", bracket: "object", entries: 2, folded: false }), "{"],
  [
    "a folded list",
    line({ kind: "opening", bracket: "list", entries: 1, folded: true }, { comma: true }),
    '[<span class="aside">1 entry</span>],',
  ],
  ["an end", line({ kind: "closing", bracket: "object" }), "}"],
  [
    "what was found",
    line(
      { kind: "text", shown: { text: "Maria", more: null } },
      {
        name: { text: "name", more: null },
        marks: [mark(0, true, 0, 2), mark(1, false, 1, 2)],
      },
    ),
    '<span class="name">"<mark class="">na</mark>me"</span>: "M<mark class="here">ar</mark>ia"',
  ],
])("draws %s", (_, given, expected) => {
  expect(html(drawn(given, 1))).toBe(expected);
});

it("draws a text that nothing is marked in as one piece", () => {
  expect(marked("Maria", [], 0, '"')).toEqual(['"Maria"']);
});
