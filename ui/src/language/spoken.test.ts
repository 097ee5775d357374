/** Nothing is said past the catalogue, and nothing in it is never said. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { catalogue } from "./en";

const folder = join(import.meta.dirname, "..");
const files = readdirSync(folder, { encoding: "utf8", recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.(svelte|ts)$/.test(file))
  .filter((file) => !/\.test\.ts$|^gallery\/|^language\/|fixture|^test-|^bindings/.test(file));

const sources = files.map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
const components = sources.filter(([file]) => file.endsWith(".svelte"));

/** Attributes and properties whose values are read by people. */
const READ = ["aria-label", "title", "placeholder", "label", "help", "verb", "alt"];

/** What is the same in every language: signs, names, and examples of addresses and documents. */
const ANYWHERE = [
  "Latchkey",
  "https://processmaker.example.com",
  "http://proxy.example:3128",
  "/api/1.0/requests?per_page=10",
  '{ "name": "value" }',
];

/** Keys by the names that browsers have for them. */
const KEYS = [
  "Enter",
  "Escape",
  "Tab",
  "Home",
  "End",
  "Mod",
  "Alt",
  "Shift",
  "Space",
  "Key",
  "Meta",
  "Control",
  "Ctrl",
  "Super",
  "Equal",
];

type Node = { type: string; data?: string; name?: string; value?: unknown };

/** The texts in a template that are no expressions. */
function texts(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown, read = true): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, read));
    if (typeof node !== "object" || node === null) return;
    const { type, data, name, value } = node as Node;
    if (type === "Text" && read && data !== undefined) found.push(data);
    if (type === "StyleDirective") return;
    if (type === "Attribute") return visit(value, READ.includes(name ?? ""));
    if (type === "Literal" && read && typeof value === "string" && / /.test(value))
      found.push(value);
    for (const [key, inside] of Object.entries(node))
      if (!["metadata", "loc"].includes(key)) visit(inside, read);
  };
  visit(parse(source, { modern: true }).fragment);
  return found.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text));
}

/** The sentences in a script: literals with letters on both sides of a space. */
function literals(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isError = ts.isNewExpression(node) && node.expression.getText(file).endsWith("Error");
    if (ts.isImportDeclaration(node) || isError || ts.isTypeNode(node)) return;
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile("script.ts", source, ts.ScriptTarget.Latest, true);
  visit(file);
  return found.filter(
    (text) =>
      /\p{L}{2,}[,.:]? \p{L}{2,}/u.test(text) || /^[A-Z]\p{Ll}+ |^[A-Z]\p{Ll}+$/u.test(text),
  );
}

function scriptsOf([name, source]: readonly [string, string]): string {
  if (!name.endsWith(".svelte")) return source;
  return [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, inside]) => inside)
    .join("\n");
}

/** Literals that nobody reads: what the page's own code and the system are asked by. */
const UNREAD: Record<string, readonly string[]> = {
  "PersonalTokens.svelte": ["button, input"],
  "keys/shortcuts.ts": ["input, textarea, select"],
  "words/choices.ts": ["English", "Español", "Português (Brasil)", "Deutsch", "Français"],
};

describe("in the components", () => {
  it.each(components)("%s has no text of its own", (_, source) => {
    expect(texts(source).filter((text) => !ANYWHERE.includes(text))).toEqual([]);
  });
});

describe("in the scripts", () => {
  // The names of statuses are those of the standard for HTTP.
  it.each(sources.filter(([file]) => file !== "request/words.ts"))(
    "%s has no sentence of its own",
    (file, source) => {
      const known = [...(UNREAD[file] ?? []), ...ANYWHERE, ...KEYS];
      expect(literals(scriptsOf([file, source])).filter((text) => !known.includes(text))).toEqual(
        [],
      );
    },
  );
});

describe("in the catalogue", () => {
  const everything = sources.map(([, source]) => source).join("\n");

  function keys(part: object, before: string[] = []): string[][] {
    return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? keys(value, [...before, key])
        : [[...before, key]],
    );
  }

  it("is nothing that nobody says", () => {
    // A key is read by its name, or its group is read by a word of the program's.
    const read = (key: string) => new RegExp(`\\b${key}\\b`).test(everything);
    const byWord = (path: string[]) =>
      path.length > 2 ||
      ["troubles", "keyring", "faults", "failures", "listTroubles", "register"].includes(
        path[0] ?? "",
      );
    const unread = keys(catalogue).filter(
      (path) => !path.slice(0, byWord(path) ? 1 : 2).every((key) => read(key)),
    );
    expect(unread.map((path) => path.join("."))).toEqual([]);
  });
});
