/** Every element that the components' templates have, and which of them are on the screen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type AST } from "svelte/compiler";

const folder = join(import.meta.dirname, "..");

type Meta = { loc: { file: string; line: number; column: number } };

/** Where the elements of a page come from, as Svelte notes it in development. */
export function drawn(page: Document): string[] {
  return [...page.querySelectorAll("*")].flatMap((element) => {
    const { __svelte_meta: meta } = element as Element & { __svelte_meta?: Meta | null };
    if (!meta) return [];
    const { file, line, column } = meta.loc;
    return [`${file.split("/").at(-1)}:${line}:${column + 1} <${element.localName}>`];
  });
}

/** Every element in the templates, in the same words. */
export function templates(): string[] {
  const files = readdirSync(folder, { encoding: "utf8", recursive: true }).filter((name) =>
    name.endsWith(".svelte"),
  );
  return files.flatMap((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    return elementsOf(parse(source, { modern: true }).fragment).map(({ name, start }) => {
      const before = source.slice(0, start).split("\n");
      const column = (before.at(-1)?.length ?? 0) + 1;
      return `${file.split(/[\\/]/).at(-1)}:${before.length}:${column} <${name}>`;
    });
  });
}

function elementsOf(root: AST.Fragment): AST.RegularElement[] {
  const found: AST.RegularElement[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const { type } = node as { type?: string };
    if (type === "RegularElement") found.push(node as AST.RegularElement);
    Object.values(node).forEach(visit);
  };
  visit(root);
  return found;
}
