import type { Plugin } from "vite";

/**
 * What Svelte can do and this window never asks for. A bundler sees that nobody calls a function,
 * but not that nobody hands over what a part of it is there for, and would ship five kilobytes more.
 */
type Lean = {
  /** Variables that nothing turns on. */
  off?: readonly string[];
  /** Questions with one answer. */
  always?: Readonly<Record<string, string>>;
  /** What is left of functions; `null`: they are not called. */
  bodies?: Readonly<Record<string, string | null>>;
};

/** By the modules' paths in Svelte's sources. */
export const LEAN: Readonly<Record<string, Lean>> = {
  // No server renders anything, no component is of an older Svelte, and no template awaits.
  "internal/client/dom/hydration.js": { off: ["hydrating"] },
  "internal/flags/index.js": {
    off: ["async_mode_flag", "legacy_mode_flag", "tracing_mode_flag"],
  },
  "internal/client/reactivity/async.js": { bodies: { flatten: "fn(sync.map(derived));" } },
  "internal/client/reactivity/batch.js": {
    always: {
      "this.#is_deferred()": "false",
      "this.is_fork": "false",
      "this.#skipped_branches.has(effect)": "false",
      "effect.b?.is_pending": "false",
    },
    bodies: {
      "#is_deferred": null,
      "#is_skipped": null,
      skip_effect: null,
      unskip_effect: null,
      register_created_effect: null,
      increment: null,
      decrement: null,
      ondiscard: null,
      settled: null,
    },
  },
  "internal/client/reactivity/deriveds.js": { always: { "current_batch?.is_fork": "false" } },
  "internal/client/reactivity/props.js": {
    always: { "var runes = !legacy_mode_flag": "const runes = !legacy_mode_flag" },
  },
  "internal/client/reactivity/sources.js": {
    always: { "!runes &&": "false &&", "is_runes()": "true", "batch.is_fork": "false" },
  },
  "internal/client/runtime.js": {
    always: { "is_runes()": "true", "current_batch?.is_fork": "false" },
  },
  "internal/client/dom/blocks/branches.js": { always: { "should_defer_append()": "false" } },
  "internal/client/dom/blocks/key.js": { always: { "!is_runes()": "false" } },
  // The one boundary is around everything, and hands all errors on.
  "internal/client/dom/blocks/boundary.js": {
    bodies: { boundary: "block(() => branch(() => children(node)), flags);" },
  },
  // Nothing takes its time to come or to go.
  "internal/client/dom/blocks/each.js": {
    always: {
      "should_defer_append()": "false",
      "(flags & EACH_IS_ANIMATED) !== 0": "false",
      "state.outrogroups !== null": "false",
      "remaining === 0": "true",
    },
  },
  "internal/client/reactivity/effects.js": {
    always: {
      "effect.nodes && effect.nodes.t": "null",
      "current_batch?.register_created_effect(effect);": "",
    },
  },
  // State is replaced as a whole and never changed inside, or else a test fails.
  "internal/client/proxy.js": {
    bodies: {
      proxy: `if (DEV && value && !(COMPONENT_SYMBOL in Object(value)))
        if ([object_prototype, array_prototype].includes(get_prototype_of(value)))
          throw new Error("what is changed inside is not seen to change: take $state.raw");
      return value;`,
    },
  },
  // The security policy allows no style attributes, which would have to be taken apart.
  "internal/client/dom/elements/style.js": {
    bodies: {
      set_style: `for (const key in next_styles)
        if (prev_styles?.[key] !== next_styles[key])
          dom.style.setProperty(key, next_styles[key] ?? "");
      return next_styles;`,
    },
  },
  // A list for what renders on servers, which its copy into another keeps.
  "utils.js": { always: { "...DOM_BOOLEAN_ATTRIBUTES,": "" } },
};

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
      `^(\\t?)((?:export function )?${name}\\(.*\\) \\{)$[^]*?^\\1\\}$`,
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
 * Svelte 4, and of text, for what a server rendered.
 */
const IDLE = [
  [/,\s*\$\$slots: \{[^}]*\}/g, ""],
  [/(\$\.(?:child|first_child|sibling)\((?:[^()]|\([^()]*\))*), true\)/g, "$1)"],
] as const;

/** What a component says when it asks for a part that is left out. */
const ASKS = /\$\.(animation|transition|boundary|await|async\w*)\(/;

/** Leaves it all out of a build, and of the tests, which so run on what is shipped. */
export function leanSvelte(): Plugin {
  return {
    name: "lean-svelte",
    apply: (_, { command, mode }) => command === "build" || mode === "test",
    transform(code, id) {
      if (id.endsWith(".svelte")) {
        const asked = ASKS.exec(code);
        if (asked) this.error(`${id} asks for ${asked[0]}, which lean-svelte.ts leaves out`);
        const busy = IDLE.reduce((rest, [idle, instead]) => rest.replaceAll(idle, instead), code);
        return { code: busy, map: null };
      }
      const known = Object.entries(LEAN).find(([file]) => id.endsWith(`svelte/src/${file}`));
      if (!known) return null;
      const [file, wish] = known;
      const rest = lean(code, wish);
      if (rest === null) this.error(`${file} is not what it was; look at lean-svelte.ts`);
      return { code: rest, map: null };
    },
  };
}
