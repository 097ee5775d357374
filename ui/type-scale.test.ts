// Letters come in few sizes and two weights and else in one kind: WebKit on Linux looks each combination up before it
// draws the first word.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const SIZES = ["0.857", "0.929", "1", "1.071", "1.143", "1.429", "2.429"].map(
  (size) => `${size}rem`,
);
const WEIGHTS = ["400", "600"];

const source = join(import.meta.dirname, "src");
const styles = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(svelte|css)$/.test(path))
  .map((path) => [path, readFileSync(join(source, path), "utf8")] as const);

it.each([
  ["font-size", [...SIZES, "inherit"]],
  ["font-weight", WEIGHTS],
])("every %s is one of the scale", (property, known) => {
  const used = styles.flatMap(([path, text]) =>
    [...text.matchAll(new RegExp(`${property}:\\s*([^;]+);`, "g"))].map(([, value]) => [
      path,
      value,
    ]),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter(([, value]) => !known.includes(value ?? ""))).toEqual([]);
});

it("the short form of a font keeps to the scale", () => {
  const used = styles.flatMap(([, text]) => [
    ...text.matchAll(/([\d.]+\w+)\/[\d.]+\s+(?:ui-monospace|var\(--sans\))/g),
  ]);
  expect(used).toHaveLength(3);
  for (const [, size] of used) expect(SIZES).toContain(size);
});

it.each(["letter-spacing", "font-variant", "font-feature-settings", "text-rendering"])(
  "%s is the same for all letters",
  (property) => {
    const users = styles.flatMap(([path, text]) =>
      [...text.matchAll(new RegExp(property, "g"))].map(() => path),
    );
    expect(users).toEqual(property === "font-variant" ? ["app.css"] : []);
  },
);
