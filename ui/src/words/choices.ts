/** What can be chosen for a connection, in the order in which it is offered. */
import type {
  Environment,
  Generation,
  IdentityView,
  Language,
  ListOrder,
  Method,
  ProductionGuard,
  Theme,
} from "../bindings";
import { words } from "../language/language.svelte";

/** The order in which environments are listed. */
export const environments = ["production", "test", "development"] as const satisfies Environment[];

/** The order in which ways to sign in are offered. */
const methods = ["browser", "password", "personalToken"] as const satisfies Method[];

/** The ways to sign in that a generation has. */
export function methodsOf(generation: Generation): Method[] {
  return methods.filter((method) => generation !== "version3" || method !== "personalToken");
}

/** How often it can be asked before an administrator's token of production is copied. */
export const guards = ["always", "hourly", "daily", "off"] as const satisfies ProductionGuard[];

export const listOrders = ["byHand", "byUse"] as const satisfies ListOrder[];

/** How large the window can be drawn, in percent: the steps that the program knows. */
export const sizes = [80, 90, 100, 110, 125, 150, 175, 200];

export const themes = ["system", "light", "dark"] as const satisfies Theme[];

/** Whoever cannot read the language that is shown finds their own by its own name. */
const ownNames = {
  english: "English",
  spanish: "Español",
  portuguese: "Português (Brasil)",
  german: "Deutsch",
  french: "Français",
} as const satisfies Record<Exclude<Language, "system">, string>;

export function languages(): { value: Language; label: string }[] {
  const names = { system: words().choices.themes.system, ...ownNames };
  return Object.entries(names).map(([value, label]) => ({ value: value as Language, label }));
}

/** What is asked before an administrator's token of production is copied. */
export function guardQuestion(name: string, who: IdentityView | null) {
  const { title, because, danger, unknownTitle, unknownBecause, unknownDanger } = words().guard;
  return who === null
    ? { title: unknownTitle, because: unknownBecause(name), danger: unknownDanger }
    : { title, because: because(name, who.fullName), danger };
}
