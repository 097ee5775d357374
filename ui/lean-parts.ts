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
      "this.#dirty_reactions.clear();": "",
      "if ((flags & BLOCK_EFFECT) !== 0) this.add_dirty_reaction(effect, MAYBE_DIRTY);": "",
      "this.apply();": "",
      "id = uid++;": "",
      "\tis_fork = false;\n": "",
      "async_deriveds = new Map();": "",
      "\tcurrent = new Map();": "",
      "of this.current.keys()": "of []",
      "\tprevious = new Map();": "",
      "for (const [e, status] of this.#dirty_reactions)": "if (false)",
      "last_scheduled_effect = effect;": "",
      "\tlast_scheduled_effect = null;": "",
      "previous_batch = this;": "",
      "\tprevious_batch = null;": "",
      "previous_batch = prev_previous_batch;": "",
      "linked = true;": "",
      "prev = null;": "",
      "next = null;": "",
    },
    bodies: {
      constructor: "",
      capture: null,
      infinite_loop_guard: "e.effect_update_depth_exceeded();",
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
      "current_batch.capture(derived, value, true);": "derived.v = value;",
      "previous_batch?.capture(derived, value, true);": "",
      "w.derived_inert();": "if (DEV) w.derived_inert();",
    },
    // No component has an effect inside of what is derived, or else a test fails.
    bodies: {
      destroy_derived_effects: "",
      freeze_derived_effects: "",
      unfreeze_derived_effects: "",
    },
  },
  "svelte/src/internal/client/reactivity/props.js": {
    always: {},
    bodies: {
      prop: `const getter = () => props[key] === undefined ? fallback : props[key];
      if ((flags & PROPS_IS_UPDATED) === 0) return getter;
      const bound = get_descriptor(props, key)?.set;
      const parent_effect = active_effect;
      let overridden = false;
      const d = derived(() => {
        overridden = false;
        return getter();
      });
      if (!bound) get(d);
      return function (value, mutation) {
        if (arguments.length === 0) {
          if (bound) return getter();
          return (is_destroying_effect && overridden) || (parent_effect.f & DESTROYED) !== 0
            ? d.v : get(d);
        }
        if (bound) { if (!mutation) bound(value); }
        else if (!mutation) {
          set(d, value);
          overridden = true;
        }
        return value;
      };`,
    },
  },
  "svelte/src/internal/client/reactivity/sources.js": {
    always: {
      "(!untracking || (active_reaction.f & EAGER_EFFECT) !== 0) &&": "DEV && !untracking &&",
      "!runes &&": "false &&",
      "is_runes()": "true",
      "batch.capture(source, value);": "source.v = value;",
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
      "captured_signals?.add(signal);": "",
    },
  },
  "svelte/src/internal/client/dom/blocks/branches.js": {
    bodies: {
      constructor: "this.anchor = anchor;",
      ensure: `if (fn && !this.#onscreen.has(key))
        this.#onscreen.set(key, branch(() => fn(this.anchor)));
      for (const [other, effect] of this.#onscreen)
        if (other !== key) {
          destroy_effect(effect);
          this.#onscreen.delete(other);
        }`,
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
      "while (effect !== null)": "while (false)",
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
      "(flags & EACH_ITEM_IMMUTABLE) === 0": "false",
      "state.pending.delete(batch);": "",
      "pending, outrogroups: null, fallback };": "fallback };",
      "pending.set(batch, keys);": "",
      " && current !== state.fallback": "",
      "state.outrogroups !== null": "false",
      "(effect.f & INERT) !== 0": "false",
    },
  },
  "svelte/src/internal/client/reactivity/effects.js": {
    bodies: {
      component_root: `Batch.ensure();
      const effect = create_effect(ROOT_EFFECT | EFFECT_PRESERVED, fn);
      return async () => destroy_effect(effect);`,
      pause_effect: "if (destroy) destroy_effect(effect); callback?.();",
      resume_effect: "",
      pause_children: null,
      resume_children: null,
    },
    always: {
      "(derived.effects ??= []).push(e);":
        'if (DEV) throw new Error("what is derived has no effects here");',
      "validate_effect('$effect');": "if (DEV) validate_effect('$effect');",
      "validate_effect('$effect.pre');": "if (DEV) validate_effect('$effect.pre');",
      "b: parent && parent.b,": "",
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
  // What is bound is one element or component, and not one for each row of a list.
  "svelte/src/internal/client/dom/elements/bindings/this.js": {
    always: {
      " || bound_value?.[STATE_SYMBOL] === element_or_component": "",
      "old_parts = parts;": "",
      "parts = get_parts?.() || [];": "",
      "old_parts && is_bound_this(get_value(...old_parts), element_or_component)": "false",
      "parts && is_bound_this": "is_bound_this",
      "get_value(...parts)": "get_value()",
      ", ...parts)": ")",
    },
  },
  // Who asks for a context is given one, or else a test fails.
  "svelte/src/internal/shared/context.js": {
    always: {
      "import {": "import { DEV } from 'esm-env';\nimport {",
      "\t\t() => has_context(key)\n": "",
      "if (!has_context(key))": "if (DEV && !has_context(key))",
      "if (context === null)": "if (DEV && context === null)",
    },
  },
  "svelte/src/internal/client/context.js": {
    always: { "setContext, hasContext)": "setContext, DEV && hasContext)" },
  },
  // Lists are taken apart, and nothing else that can be walked through.
  "svelte/src/internal/shared/utils.js": { bodies: { to_array: "return value;" } },
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
    bodies: {
      mount: `init_operations();
      const { target, props = {}, context } = options;
      let mounted;
      const unmount = component_root(() => {
        boundary(target.appendChild(create_text()), {}, (anchor) => {
          push({});
          if (DEV && context) component_context.c = context;
          mounted = component(anchor, props) || mark_as_component();
          pop();
        });
        for (const name of all_registered_events)
          target.addEventListener(name, handle_event_propagation);
      });
      if (DEV) mounted_components.set(mounted, unmount);
      return mounted;`,
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
      "last_propagated_event = event;": "",
      "if (!last_propagated_event_clear_scheduled)": "if (false)",
      "last_propagated_event === event && event[event_symbol]": "false",
      "event[event_symbol] = handler_element;": "",
      "if (!options.capture)": "if (false)",
      "event_name.startsWith('pointer') ||": "",
      "event_name.startsWith('touch') ||": "",
      "event_name === 'wheel'": "false",
      "dom instanceof HTMLMediaElement": "false",
    },
  },
  // A list for what renders on servers, which its copy into another keeps.
  "svelte/src/utils.js": { always: { "...DOM_BOOLEAN_ATTRIBUTES,": "" } },
  // A language brings no style sheets and no other modules along, which would be fetched before it.
  "\0vite/preload-helper.js": {
    always: { "let promise = Promise.resolve();": "return baseModule();" },
  },
  // Compiled for browsers without private fields; who uses those of a class is that class.
  "@tauri-apps/api/external/tslib/tslib.es6.js": {
    bodies: {
      __classPrivateFieldGet: 'return kind === "m" ? f : state.get(receiver);',
      __classPrivateFieldSet: "state.set(receiver, value); return value;",
    },
  },
};
