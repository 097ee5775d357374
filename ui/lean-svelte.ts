import type { Plugin } from "vite";
import { HEARD, LEAN, type Lean } from "./lean-parts.ts";

/** A module without what nothing asks it for; `null` if it is written in another way than is known. */
export function lean(code: string, { off = [], always = {}, bodies = {} }: Lean): string | null {
  let rest = code;
  for (const name of off) {
    const declared = `export let ${name} = false;`;
    if (!rest.includes(declared)) return null;
    rest = rest
      .replace(declared, `export const ${name} = false;`)
      .replaceAll(new RegExp(`^\\s*${name} = \\w+;$`, "gm"), "");
  }
  for (const [name, body] of Object.entries(bodies)) {
    const whole = new RegExp(
      `^(\\t?)((?:(?:export )?function )?${name}\\(.*\\) \\{)$[^]*?^\\1\\}$`,
      "m",
    );
    if (!whole.test(rest)) return null;
    rest = rest.replace(whole, (_, _indent, head) => (body === null ? "" : `${head}${body}}`));
  }
  for (const [question, answer] of Object.entries(always)) {
    if (!rest.includes(question)) return null;
    rest = rest.replaceAll(question, answer);
  }
  return rest;
}

/**
 * What a component's code says for nobody: along with markup that it hands over, for the slots of
 * Svelte 4; of text, for what a server rendered; of itself, that it is of Svelte 5.
 */
const IDLE = [
  [/,\s*\$\$slots: \{[^}]*\}/g, ""],
  [/(\$\.(?:child|first_child|only_child|sibling)\((?:[^()]|\([^()]*\))*), true\)/g, "$1)"],
  [/(\$\.push\(\$\$props), true\)/g, "$1)"],
] as const;

/** What a component wants to be told of at the root of the page. */
const HEARS = /^\$\.delegate\(\[(.*)\]\);$/gm;

/** How a component asks for a part that is left out. */
const ASKS =
  /\$\.(animation|transition|boundary|await|async\w*)\(|\$\.set_class\((?:[^()]|\([^()]*\))*, (?:\{\}|\w+), \{|\$\.event\('(touch|wheel|pointer(?!leave))|\$\.prop\(\$\$props, '\w+', (1[6-9]|2\d|3[01])\b|\(\$\$value, |(getAbortSignal|fork|settled)\b.*from ["']svelte["']/;

/** A component's code without what nobody needs. Throws when it asks for what is left out. */
export function leanComponent(code: string): string {
  const asked = ASKS.exec(code);
  if (asked) throw new Error(`asks for ${asked[0]}, which lean-parts.ts leaves out`);
  const rest = IDLE.reduce((all, [idle, instead]) => all.replaceAll(idle, instead), code);
  const events = [...rest.matchAll(HEARS)].flatMap(([, list = ""]) => list.split(", "));
  const unheard = events.find((event) => !HEARD.includes(event.slice(1, -1)));
  if (unheard) throw new Error(`nobody listens to ${unheard}; look at lean-parts.ts`);
  return rest.replaceAll(HEARS, "");
}

/** Leaves it all out of a build, and of the tests, which so run on what is shipped. */
export function leanSvelte(): Plugin {
  return {
    name: "lean-svelte",
    apply: (_, { command, mode }) => command === "build" || mode === "test",
    transform(code, id) {
      if (/\.svelte(\.ts)?$/.test(id)) return { code: leanComponent(code), map: null };
      const known = Object.entries(LEAN).find(
        ([file]) => id === file || id.endsWith(`node_modules/${file}`),
      );
      if (!known) return null;
      const rest = lean(code, known[1]);
      if (rest === null) this.error(`${known[0]} is not what it was; look at lean-parts.ts`);
      return { code: rest, map: null };
    },
  };
}
