/** What can be chosen for a connection, in the order in which it is offered. */
import type {
  Environment,
  Generation,
  IdentityView,
  ListOrder,
  Method,
  ProductionGuard,
  Theme,
} from "../bindings";
import { TOKEN_PAGE } from "./places";

export const environmentNames = {
  production: "Production",
  test: "Test",
  development: "Development",
} as const satisfies Record<Environment, string>;

/** The order in which environments are listed. */
export const environments = Object.keys(environmentNames) as Environment[];

export const methodNames = {
  browser: "Browser (recommended)",
  password: "User name and password",
  personalToken: "Personal access token",
} as const satisfies Record<Method, string>;

/** The order in which ways to sign in are offered. */
export const methods = Object.keys(methodNames) as Method[];

/** The ways to sign in that a generation has. */
export function methodsOf(generation: Generation): Method[] {
  return methods.filter((method) => generation !== "version3" || method !== "personalToken");
}

/** What a way to sign in means, said where it is chosen; null: the usual one needs no words. */
export const methodWords = {
  browser: null,
  password: "Bypasses two-factor and single sign-on. The password is sent once and never kept.",
  personalToken: `Nothing has to be registered. Make a token in ProcessMaker: ${TOKEN_PAGE}. It is shown once; paste it after saving.`,
} as const satisfies Record<Method, string | null>;

/** How often it is asked before an administrator's token of production is copied. */
export const guardWords = {
  always: {
    name: "Every time",
    again: "Latchkey asks every time. You can change this in Settings.",
  },
  hourly: {
    name: "Once an hour",
    again: "Latchkey asks again in an hour. You can change this in Settings.",
  },
  daily: {
    name: "Once a day",
    again: "Latchkey asks again in a day. You can change this in Settings.",
  },
  off: { name: "Never", again: "" },
} as const satisfies Record<ProductionGuard, { name: string; again: string }>;

/** The order in which they are offered. */
export const guards = Object.keys(guardWords) as ProductionGuard[];

/** In which order the connections are listed. */
export const listOrders = {
  byHand: "As I put them",
  byUse: "Last used first",
} as const satisfies Record<ListOrder, string>;

/** In which colours the window is drawn. */
export const themeNames = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
} as const satisfies Record<Theme, string>;

/** What is asked before it is. */
export function guardQuestion(name: string, who: IdentityView | null) {
  return who === null
    ? {
        title: "Copy a token of production?",
        because: `${name} is a production connection, and ProcessMaker has not said whose token this is.`,
        danger: "If it is an administrator’s, whoever gets hold of it can do everything there.",
      }
    : {
        title: "Copy an administrator’s token?",
        because: `${name} is a production connection, and ${who.fullName} an administrator there.`,
        danger: "Whoever gets hold of this token can do everything there.",
      };
}
