/** What the program can say, read from the generated types. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const file = join(import.meta.dirname, "..", "bindings.ts");

/** Every generated type that is one of several words, or one of several kinds, with these. */
export function unions(): Map<string, string[]> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found = new Map<string, string[]>();
  for (const statement of source.statements) {
    if (!ts.isTypeAliasDeclaration(statement) || !ts.isUnionTypeNode(statement.type)) continue;
    const words = statement.type.types.flatMap(wordOf);
    if (words.length > 0) found.set(statement.name.text, words);
  }
  return found;
}

/** "a" of `"a"`, and of `{ kind: "a" }`. */
function wordOf(type: ts.TypeNode): string[] {
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  if (!ts.isTypeLiteralNode(type)) return [];
  return type.members.flatMap((member) => {
    const isKind =
      ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.name.text === "kind";
    return isKind && member.type ? wordOf(member.type) : [];
  });
}
