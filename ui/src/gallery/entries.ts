/**
 * Every screen and state there is, one entry each. All fixtures are among them by themselves;
 * what is reached by pressing and typing is listed by hand, and `gallery.test.ts` says what is
 * missing.
 */
import type { SnapshotView, StateView, TroubleCode } from "../bindings";
import { tokens, trouble } from "../fixture-parts";
import { fixtureNames, fixtures, among } from "../fixtures";
import { DAY, SECOND } from "../format";
import { announcement } from "../words/states";
import type { Answers } from "./answers";
import { checkUpEntries } from "./entries-checkup";
import { cardEntries } from "./entries-card";
import { guideEntries } from "./entries-guide";
import { tabEntries } from "./entries-tabs";
import { manyEntries } from "./entries-many";
import { requestEntries } from "./entries-request";
import { shareEntries } from "./entries-share";
import type { Step } from "./steps";

export const groups = [
  "Before anything is there",
  "Guide",
  "Signed out",
  "Signing in",
  "Signed in",
  "Tabs",
  "Waiting after trouble",
  "Sign-in needed",
  "Somebody else",
  "Keyring",
  "Share and move",
  "Troubles",
  "Other ways to sign in",
  "Other generations",
  "Many connections",
  "Dialogs",
  "Check-up",
  "Menus",
  "Requests",
  "Unfolded and in between",
] as const;

export type Group = (typeof groups)[number];

export type Entry = {
  /** Also the name of its pictures. */
  name: string;
  group: Group;
  /** What there is to see, in a sentence. */
  shows: string;
  snapshot: (now: number) => SnapshotView;
  /** Only in a window of this width. */
  width?: "wide" | "narrow";
  /** What the program says otherwise than usual. */
  answers?: Answers;
  steps?: readonly Step[] | ((narrow: boolean) => readonly Step[]);
};

const groupOfState = {
  loading: "Keyring",
  keyring: "Keyring",
  signedOut: "Signed out",
  checking: "Signing in",
  awaitingRedirect: "Signing in",
  exchanging: "Signing in",
  signedIn: "Signed in",
  refreshing: "Signed in",
  waiting: "Waiting after trouble",
  signingOut: "Signed out",
  needsSignIn: "Sign-in needed",
  somebodyElse: "Somebody else",
} as const satisfies Record<StateView["kind"], Group>;

function groupOf({ connections: [first] }: SnapshotView): Group {
  if (first === undefined) return "Before anything is there";
  if (first.generation !== "version4") return "Other generations";
  if (first.method !== "browser") return "Other ways to sign in";
  return groupOfState[first.state.kind];
}

/** What a screen reader would say of a snapshot. */
function spoken({ connections: [first] }: SnapshotView): string {
  return first === undefined ? "No connection yet" : announcement(first);
}

const fromFixtures: Entry[] = fixtureNames.map((name) => {
  const snapshot: Entry["snapshot"] = fixtures[name];
  return { name, group: groupOf(snapshot(0)), shows: spoken(snapshot(0)), snapshot };
});

/** Where each trouble is met most often. */
const placeOf = {
  declined: "signedOut",
  attemptExpired: "signedOut",
  notRegistered: "signedOut",
  serverRefused: "signedOut",
  clientRejected: "signedOut",
  codeRejected: "signedOut",
  refreshTokenRevoked: "needsSignIn",
  refreshTokenExpired: "needsSignIn",
  refreshTokenUnknown: "needsSignIn",
  noRefreshToken: "needsSignIn",
  configuration: "needsSignIn",
  misdirected: "waiting",
  nameNotFound: "signedOut",
  unreachable: "waiting",
  certificate: "waiting",
  tls: "waiting",
  unknownAuthority: "signedOut",
  certificateName: "signedOut",
  certificateExpired: "signedOut",
  certificateEarly: "signedOut",
  proxyUnreachable: "waiting",
  proxyCredentials: "signedOut",
  proxy: "waiting",
  timeout: "waiting",
  throttled: "waiting",
  maintenance: "waiting",
  serverError: "waiting",
  unexpectedAnswer: "waiting",
  tokenNotAccepted: "waiting",
  answerLost: "needsSignIn",
  passwordRejected: "signedOut",
  grantMissing: "signedOut",
  ownLimit: "waiting",
  busy: "waiting",
  lock: "waiting",
  noWayBack: "signedOut",
  noSecret: "signedOut",
  keyring: "signedOut",
} as const satisfies Record<TroubleCode, StateView["kind"]>;

function troubled(code: TroubleCode, now: number): StateView {
  const wrong = trouble(code, code === "keyring" ? { keyring: "locked" } : {});
  switch (placeOf[code]) {
    case "signedOut":
      return { kind: "signedOut", note: { kind: "trouble", trouble: wrong } };
    case "needsSignIn":
      return { kind: "needsSignIn", trouble: wrong, who: null };
    case "waiting": {
      const held = tokens(now, 12 * DAY, 365 * DAY);
      return { kind: "waiting", tokens: held, trouble: wrong, until: now + 42 * SECOND };
    }
  }
}

const fromTroubles: Entry[] = (Object.keys(placeOf) as TroubleCode[]).map((code) => {
  const snapshot = (now: number) => among(now, troubled(code, now));
  return { name: `trouble-${code}`, group: "Troubles", shows: spoken(snapshot(0)), snapshot };
});

export const entries: readonly Entry[] = [
  ...fromFixtures,
  ...guideEntries,
  ...cardEntries,
  ...tabEntries,
  ...manyEntries,
  ...requestEntries,
  ...shareEntries,
  ...checkUpEntries,
  ...fromTroubles,
];
