/**
 * What Svelte can do and this window never asks for. A bundler sees that nobody calls a function,
 * but not that nobody hands over what a part of it is there for, and would ship five kilobytes more.
 */
export type Lean = {
  /** Variables that nothing turns on. */
  off?: readonly string[];
  /** Questions with one answer. */
  always?: Readonly<Record<string, string>>;
  /** What is left of functions; `null`: they are not called. */
  bodies?: Readonly<Record<string, string | null>>;
};

/** What the page listens to at its root, once for all components. */
export const HEARD = [
  "change",
  "click",
  "contextmenu",
  "focusin",
  "input",
  "keydown",
  "mousedown",
  "pointerdown",
  "pointerover",
];

/** By the modules' paths. */
export const LEAN: Readonly<Record<string, Lean>> = {
  // No server renders anything, no component is of an older Svelte, and no template awaits.
  "svelte/src/internal/client/dom/hydration.js": { off: ["hydrating"] },
  "svelte/src/internal/flags/index.js": {
    off: ["async_mode_flag", "legacy_mode_flag", "tracing_mode_flag"],
  },
  "svelte/src/internal/client/reactivity/async.js": {
    bodies: { flatten: "fn(sync.map(derived));" },
  },
  "svelte/src/internal/client/reactivity/batch.js": {
    always: {
      "if (!this.#is_deferred()) this.discard();": "",
      "this.#is_deferred()": "false",
      "this.#skipped_branches.has(effect)": "false",
      "effect.b?.is_pending": "false",
      "this.#find_earlier_batch()": "null",
      "this.#pending === 0 &&": "",
      "this.#unlink();": "",
      "this.#deferred?.resolve();": "",
      "for (const fn of this.#commit_callbacks) fn(this);": "",
      "this.#commit_callbacks.clear();": "",
      "of this.#dirty_reactions": "of []",
      "this.#dirty_reactions.clear();": "",
      "if ((flags & BLOCK_EFFECT) !== 0) this.add_dirty_reaction(effect, MAYBE_DIRTY);": "",
      "this.apply();": "",
      "id = uid++;": "",
      "\tis_fork = false;\n": "",
      "async_deriveds = new Map();": "",
      "linked = true;": "",
      "prev = null;": "",
      "next = null;": "",
    },
    bodies: {
      constructor: "",
      capture: "source.v = value;",
      discard: null,
      "#is_deferred": null,
      "#is_skipped": null,
      skip_effect: null,
      unskip_effect: null,
      register_created_effect: null,
      increment: null,
      decrement: null,
      ondiscard: null,
      settled: null,
      oncommit: null,
      add_dirty_reaction: null,
      activate: null,
      deactivate: null,
      apply: null,
      transfer_reactions: null,
      "#find_earlier_batch": null,
      "#intersects": "",
      "#merge": "",
      "#defer_effects": "",
      "#unlink": "",
    },
  },
  "svelte/src/internal/client/reactivity/deriveds.js": {
    always: {
      "current_batch?.is_fork": "false",
      "batch_values !== null": "false",
      "e.ac !== null": "false",
    },
  },
  "svelte/src/internal/client/reactivity/props.js": {
    always: {
      "var runes = !legacy_mode_flag": "const runes = !legacy_mode_flag",
      "STATE_SYMBOL in props || LEGACY_PROPS in props": "false",
      "[initial_value, is_store_sub] = capture_store_binding(() => /** @type {V} */ (props[key]));":
        "initial_value = props[key];",
      "!runes || !mutation || legacy_parent || is_store_sub": "!mutation",
    },
  },
  "svelte/src/internal/client/reactivity/sources.js": {
    always: {
      "!runes &&": "false &&",
      "is_runes()": "true",
      "batch.is_fork": "false",
      "batch_values === null": "true",
      "batch_values?.delete(derived);": "",
      "eager_effects.size > 0": "false",
      "(flags & EAGER_EFFECT) !== 0": "false",
    },
  },
  "svelte/src/internal/client/runtime.js": {
    always: {
      "is_runes()": "true",
      "current_batch?.is_fork": "false",
      "batch_values === null": "true",
      "batch_values?.has(signal)": "false",
      "reaction.ac !== null": "false",
      "derived.ac !== null": "false",
    },
  },
  "svelte/src/internal/client/dom/blocks/branches.js": {
    always: {
      "should_defer_append()": "false",
      "this.#offscreen.has(key)": "false",
      "this.#offscreen.get(key)": "null",
      "this.#offscreen.get(k)": "null",
      "keys.includes(k)": "false",
    },
  },
  "svelte/src/internal/client/dom/blocks/key.js": { always: { "!is_runes()": "false" } },
  // Boolean attributes are there or not; a test hears of one that is given `false`.
  "svelte/src/internal/client/dom/elements/attributes.js": {
    bodies: { get_attributes: "return (element[ATTRIBUTES_CACHE] ??= {});" },
    always: {
      "attribute === 'loading'": "false",
      "(value !== 0 || element.nodeName !== PROGRESS_TAG)": "true",
      "typeof value !== 'string' && get_setters(element).has(attribute)": `DEV &&
        value === false && !attribute.includes("-") &&
        (() => { throw new Error(attribute + " has to be undefined"); })()`,
    },
  },
  // The one boundary is around everything, and hands all errors on.
  "svelte/src/internal/client/error-handling.js": {
    always: {
      "(effect.f & BOUNDARY_EFFECT) !== 0 &&": "false &&",
      "error === HYDRATION_ERROR": "false",
    },
  },
  "svelte/src/internal/client/dom/blocks/boundary.js": {
    bodies: { boundary: "block(() => branch(() => children(node)), flags);" },
  },
  // Nothing takes its time to come or to go.
  "svelte/src/internal/client/dom/blocks/each.js": {
    bodies: {
      pause_effects: `const controlled = controlled_anchor?.parentNode;
      if (controlled) {
        clear_text_content(controlled);
        controlled.append(controlled_anchor);
        state.items.clear();
      }
      for (const effect of to_destroy) destroy_effect(effect, !controlled);`,
      destroy_effects: "",
    },
    always: {
      "should_defer_append()": "false",
      "(flags & EACH_IS_ANIMATED) !== 0": "false",
      "length === 0 && fallback_fn && !fallback": `DEV && fallback_fn &&
        (() => { throw new Error("a list has no else here"); })()`,
      "fallback !== null": "false",
      "state.pending.delete(batch);": "",
      "pending.set(batch, keys);": "",
      " && current !== state.fallback": "",
      "state.outrogroups !== null": "false",
      "(effect.f & INERT) !== 0": "false",
    },
  },
  "svelte/src/internal/client/reactivity/effects.js": {
    bodies: {
      pause_effect: "if (destroy) destroy_effect(effect); callback?.();",
      resume_effect: "",
      pause_children: null,
      resume_children: null,
    },
    always: {
      "effect.nodes && effect.nodes.t": "null",
      "transitions !== null": "false",
      "const controller = effect.ac;": "const controller = null;",
      "current_batch?.register_created_effect(effect);": "",
    },
  },
  // State is replaced as a whole and never changed inside, or else a test fails.
  "svelte/src/internal/client/proxy.js": {
    bodies: {
      proxy: `if (DEV && value && !(COMPONENT_SYMBOL in Object(value)))
        if ([object_prototype, array_prototype].includes(get_prototype_of(value)))
          throw new Error("what is changed inside is not seen to change: take $state.raw");
      return value;`,
    },
  },
  // The security policy allows no style attributes, which would have to be taken apart.
  "svelte/src/internal/client/dom/elements/style.js": {
    bodies: {
      set_style: `for (const key in next_styles)
        if (prev_styles?.[key] !== next_styles[key])
          dom.style.setProperty(key, next_styles[key] ?? "");
      return next_styles;`,
    },
  },
  // Classes come in objects and lists; the older way, one by one, is not used beside them.
  "svelte/src/internal/client/dom/elements/class.js": {
    always: { "next_classes && prev_classes !== next_classes": "false" },
  },
  "svelte/src/internal/shared/attributes.js": {
    always: { "if (directives)": "if (false)" },
    bodies: {
      clsx: `return [value].flat()
        .map((one) => one && typeof one === "object" ? Object.keys(one).filter((name) => one[name]).join(" ") : one)
        .filter(Boolean).join(" ");`,
    },
  },
  "svelte/src/internal/client/render.js": {
    always: {
      "is_passive_event(event_name)": "false",
      "if (events) {": "if (false) {",
      "should_intro = intro;": "",
      "\t\tshould_intro = true;": "",
    },
  },
  "svelte/src/internal/client/dom/template.js": {
    always: { "use_import_node || is_firefox": "use_import_node" },
  },
  "svelte/src/internal/client/dom/operations.js": {
    always: { "is_firefox = /Firefox/.test(navigator.userAgent);": "" },
    bodies: { create_element: "return document.createElement(tag);" },
  },
  // The page is HTML, without a policy for what is trusted in it.
  "svelte/src/internal/client/constants.js": {
    always: {
      "!!globalThis.document?.contentType &&": "false &&",
      "STALE_REACTION = new": "STALE_REACTION = /* @__PURE__ */ new",
    },
  },
  "svelte/src/internal/client/dom/reconciler.js": {
    always: { "globalThis?.window?.trustedTypes &&": "undefined &&" },
  },
  "svelte/src/internal/client/dom/elements/events.js": {
    always: {
      "all_registered_events = new Set()": `all_registered_events = new Set(${JSON.stringify(HEARD)})`,
    },
  },
  // A list for what renders on servers, which its copy into another keeps.
  "svelte/src/utils.js": { always: { "...DOM_BOOLEAN_ATTRIBUTES,": "" } },
  // Compiled for browsers without private fields; who uses those of a class is that class.
  "@tauri-apps/api/external/tslib/tslib.es6.js": {
    bodies: {
      __classPrivateFieldGet: 'return kind === "m" ? f : state.get(receiver);',
      __classPrivateFieldSet: "state.set(receiver, value); return value;",
    },
  },
};
