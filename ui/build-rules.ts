import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/**
 * What the window may weigh, gzipped: all files that it loads, with the heaviest language. The page is read from the disk, so this is about
 * parsing, not loading; a larger budget lets a library slip in unnoticed, a smaller one makes every
 * new sentence a fight.
 */
const BUDGET_BYTES = 90_000;

/** A file of the finished build. */
export type BuiltFile = { name: string; content: string | Uint8Array };

/**
 * Says what is wrong with a build: the window's content security policy allows neither inline
 * scripts nor inline styles, and would drop them in silence.
 */
export function breaches(files: BuiltFile[], budget = BUDGET_BYTES): string[] {
  const found: string[] = [];
  const size = weight(files);
  if (size > budget) found.push(`the build weighs ${size} bytes gzipped, more than ${budget}`);
  for (const { name, content } of files) {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    if (name.endsWith(".map")) found.push(`${name}: source maps are not shipped`);
    if (name.endsWith(".html")) found.push(...inline(name, text));
    // Markup that a component brings along reaches the page through the script.
    if (name.endsWith(".js") && /<[a-z][^<>]*\sstyle=/.test(text))
      found.push(`${name}: a style attribute in a template`);
    if (name.endsWith(".js") && LANGUAGE_AT_ONCE.test(text))
      found.push(`${name}: loads a language that may not be the one spoken`);
  }
  return found;
}

/** Files of which a window loads one: the languages. */
const ONE_OF = /(^|\/)(en|es|pt-br|de|fr)-[\w-]+\.js$/;

/** A language that comes along unasked. */
const LANGUAGE_AT_ONCE = /\b(import|from)\s*["'`]\.\/(en|es|pt-br|de|fr)-/;

/** The gzipped size of all files that a window loads, whichever language it speaks. */
export function weight(files: BuiltFile[]): number {
  const size = ({ content }: BuiltFile) => gzipSync(content, { level: 9 }).length;
  const languages = files.filter(({ name }) => ONE_OF.test(name)).map(size);
  const rest = files.filter(({ name }) => !ONE_OF.test(name)).map(size);
  return rest.reduce((sum, one) => sum + one, Math.max(0, ...languages));
}

function inline(name: string, html: string): string[] {
  const found: string[] = [];
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
    if (!/\ssrc=/.test(tag)) found.push(`${name}: an inline script`);
  if (/<style\b/.test(html)) found.push(`${name}: an inline style sheet`);
  if (/\sstyle=/.test(html)) found.push(`${name}: a style attribute`);
  if (/\son[a-z]+=/.test(html)) found.push(`${name}: an inline event handler`);
  return found;
}

/** Fails the build when it breaks a rule, and prints its weight when it does not. */
export function buildRules(): Plugin {
  return {
    name: "build-rules",
    apply: "build",
    enforce: "post",
    writeBundle(_options, bundle) {
      const files = Object.values(bundle).map((file) => ({
        name: file.fileName,
        content: file.type === "chunk" ? file.code : file.source,
      }));
      const found = breaches(files);
      if (found.length > 0) this.error(found.join("\n"));
      this.info(`${weight(files)} bytes gzipped of ${BUDGET_BYTES}, with one language`);
    },
  };
}
