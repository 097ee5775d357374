import { expect, it } from "vitest";
import { pieces } from "./marks";

const mark = (number: number, at: number, length: number) => ({
  number,
  inName: false,
  at,
  length,
});

it.each([
  ["nothing", [], ["Maria"]],
  ["the whole", [mark(3, 0, 5)], ["Maria#3"]],
  ["the middle", [mark(0, 1, 3)], ["M", "ari#0", "a"]],
  ["two places", [mark(0, 0, 1), mark(1, 4, 1)], ["M#0", "ari", "a#1"]],
  ["places side by side", [mark(0, 0, 2), mark(1, 2, 3)], ["Ma#0", "ria#1"]],
  ["what goes on beyond the end", [mark(0, 3, 90)], ["Mar", "ia#0"]],
  ["what is not shown any more", [mark(0, 90, 2)], ["Maria"]],
])("marks %s", (_, marks, expected) => {
  const cut = pieces("Maria", marks);
  expect(cut.map(({ text, number }) => (number === null ? text : `${text}#${number}`))).toEqual(
    expected,
  );
});
