import type {
  AtLogin,
  Closing,
  Environment,
  ListOrder,
  Method,
  ProductionGuard,
  Theme,
} from "../../bindings";
import { tokenPage } from "./places";

/** What can be chosen, for a connection and in the settings. */
export const choices = {
  environments: {
    production: "Production",
    test: "Test",
    development: "Development",
  } satisfies Record<Environment, string>,
  methods: {
    browser: "Browser (recommended)",
    password: "User name and password",
    personalToken: "Personal access token",
  } satisfies Record<Method, string>,
  /** The same within a line. */
  ways: {
    password: "user name and password",
    personalToken: "personal access token",
  } satisfies Record<Exclude<Method, "browser">, string>,
  /** What a way to sign in means; the usual one needs no words. */
  means: {
    password:
      "Bypasses two-factor and single sign-on. Your password is sent to ProcessMaker once and never kept.",
    personalToken: `Nothing to register. Make a token in ProcessMaker: ${tokenPage}. It is shown once; paste it after saving.`,
  } satisfies Record<Exclude<Method, "browser">, string>,
  guards: {
    always: "Every time",
    hourly: "Once an hour",
    daily: "Once a day",
    off: "Never",
  } satisfies Record<ProductionGuard, string>,
  orders: {
    byHand: "As I put them",
    byUse: "Last used first",
  } satisfies Record<ListOrder, string>,
  themes: {
    system: "As the system",
    light: "Light",
    dark: "Dark",
  } satisfies Record<Theme, string>,
  closings: {
    quits: "Ends Latchkey",
    hides: "Hides it in the tray",
  } satisfies Record<Closing, string>,
  starts: {
    nothing: "Do nothing",
    opens: "Open Latchkey",
    hidden: "Start Latchkey hidden",
  } satisfies Record<AtLogin, string>,
};

/** What is asked before an administrator's token of production is copied. */
export const guard = {
  title: "Copy an administrator’s token?",
  because: (name: string, who: string) =>
    `${name} is a production connection, and ${who} an administrator there.`,
  danger: "Whoever gets hold of this token can do everything there.",
  unknownTitle: "Copy a token of production?",
  unknownBecause: (name: string) =>
    `${name} is a production connection, and ProcessMaker has not said whose token this is.`,
  unknownDanger: "If it is an administrator’s, whoever gets hold of it can do everything there.",
  copy: "Copy it",
  again: {
    always: "Latchkey asks every time. You can change this in Settings.",
    hourly: "Latchkey asks again in an hour. You can change this in Settings.",
    daily: "Latchkey asks again in a day. You can change this in Settings.",
    off: "",
  } satisfies Record<ProductionGuard, string>,
};
