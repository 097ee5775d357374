/** Snapshots for the tests and the gallery: one for everything that the window can show. */
import type {
  ConnectionView,
  Found,
  KeyringProblem,
  LastView,
  Method,
  SnapshotView,
  StateView,
  TokensView,
  TroubleCode,
  TroubleView,
} from "./bindings";
import {
  attempt,
  connection,
  handOuts,
  joao,
  maria,
  snapshot,
  tokens,
  trouble,
} from "./fixture-parts";
import { manyConnections } from "./fixture-many";
import { DAY, HOUR, MINUTE, SECOND } from "./format";

/** The connection under test among others, so that the list looks as it does in real life. */
export function among(
  now: number,
  state: StateView,
  more: Partial<ConnectionView> = {},
): SnapshotView {
  const shown = connection(
    "prod",
    "Acme production",
    "production",
    "acme.processmaker.example",
    state,
  );
  const staging: StateView = {
    kind: "signedIn",
    tokens: tokens(now, 3 * HOUR + 12 * MINUTE + 30 * SECOND, 8 * HOUR),
    trouble: null,
  };
  const old: StateView = {
    kind: "needsSignIn",
    trouble: trouble("refreshTokenExpired"),
    who: null,
  };
  return snapshot([
    { ...shown, ...more },
    connection("test", "Acme staging", "test", "staging.acme.example", staging),
    connection("old", "Invoices 3.8", "test", "pm3.acme.example/workflow", old),
    connection("dev", "Laptop demo", "development", "127.0.0.1:8095", {
      kind: "signedOut",
      note: null,
    }),
  ]);
}

function signedIn(now: number, more: Partial<TokensView> = {}): StateView {
  const year = tokens(now, 364 * DAY + 9 * HOUR, 365 * DAY);
  return { kind: "signedIn", tokens: { ...year, ...more }, trouble: null };
}

function minutes(now: number, more: Partial<TokensView> = {}): StateView {
  const hour = tokens(now, 4 * MINUTE + 9 * SECOND + 500, HOUR);
  return { kind: "signedIn", tokens: { ...hour, ...more }, trouble: null };
}

function keyring(problem: KeyringProblem): (now: number) => SnapshotView {
  return (now) => among(now, { kind: "keyring", problem, trouble: null });
}

function troubled(code: TroubleCode, more?: Partial<TroubleView>): (now: number) => SnapshotView {
  return (now) =>
    among(now, { kind: "signedOut", note: { kind: "trouble", trouble: trouble(code, more) } });
}

/** Somebody signs in by another way than the browser. */
function by(method: Method, state: (now: number) => StateView): (now: number) => SnapshotView {
  const none = { clientId: "", clientSecret: "missing" } as const;
  return (now) =>
    among(now, state(now), { method, ...(method === "personalToken" ? none : undefined) });
}

/** A workspace of ProcessMaker 3. */
function version3(state: (now: number) => StateView): (now: number) => SnapshotView {
  const host = "pm3.acme.example/sales";
  return (now) =>
    among(now, state(now), {
      name: "Invoices 3.8",
      host,
      address: `https://${host}`,
      generation: "version3",
      clientId: "RSCZYXJQQCYFDEAMPGLYYOCYXQLPVELI",
      registration: "io.github.latchkey-app://oauth/callback/7f3a9c1e22d04b5a",
      adminPage: "https://pm3.acme.example/syssales/en/neoclassic/oauth2/applications",
    });
}

function waitingFor(code: TroubleCode, until: number | null, detail: string | null = null) {
  return (now: number) =>
    among(now, {
      kind: "waiting",
      tokens: tokens(now, 12 * DAY, 365 * DAY),
      trouble: trouble(code, { detail }),
      until: until === null ? null : now + until,
    });
}

/** What the server made of a token so many seconds ago. */
function answer(
  now: number,
  seconds: number,
  found: Found,
  why: TroubleView | null = null,
): LastView {
  return { at: now - seconds * SECOND, found, trouble: why };
}

const signedOut = (): StateView => ({ kind: "signedOut", note: null });
const offline = trouble("unreachable", {
  detail: "tcp connect error: Connection refused (os error 111)",
});

export const fixtures = {
  firstStart: () => snapshot([]),
  unreadableList: () => ({
    ...snapshot([]),
    listTrouble: {
      code: "unreadable" as const,
      path: "/home/maria/.config/io.github.latchkey-app/connections.json.bad",
      detail: "expected `,` or `}` at line 14 column 5",
    },
  }),
  newerList: () => ({
    ...snapshot([]),
    listTrouble: {
      code: "newer" as const,
      path: "/home/maria/.config/io.github.latchkey-app/connections.json",
      detail: "version 2",
    },
  }),
  unwritableList: (now) => ({
    ...among(now, { kind: "signedOut", note: null }),
    listTrouble: {
      code: "unwritable" as const,
      path: "/home/maria/.config/io.github.latchkey-app/connections.json",
      detail: "No space left on device (os error 28)",
    },
  }),
  managed: (now) => {
    const shown = among(now, { kind: "signedOut", note: null });
    const [first, ...others] = shown.connections;
    return {
      ...shown,
      connections: [{ ...first!, managed: true, clientSecret: "missing" }, ...others],
    };
  },
  managedTrouble: (now) => ({
    ...among(now, { kind: "signedOut", note: null }),
    listTrouble: {
      code: "managed" as const,
      path: "/etc/latchkey/connections.json",
      detail: "Old intranet: use https: over http, tokens could be read on the way",
    },
  }),
  loading: (now) => among(now, { kind: "loading" }),
  keyringLocked: keyring("locked"),
  keyringMissing: keyring("missing"),
  keyringSlow: keyring("slow"),
  keyringRefused: keyring("refused"),
  keyringFull: keyring("full"),
  keyringDamaged: keyring("damaged"),
  keyringNewer: keyring("newer"),
  signedOut: (now) => among(now, { kind: "signedOut", note: null }),
  secretMissing: (now) =>
    among(now, { kind: "signedOut", note: null }, { clientSecret: "missing" }),
  notRegistered: troubled("notRegistered", { status: 401, detail: "invalid_client" }),
  clientRejected: troubled("clientRejected", {
    status: 401,
    detail: "invalid_client: Client authentication failed",
  }),
  declined: troubled("declined"),
  noWayBack: troubled("noWayBack"),
  signedOutDone: (now) =>
    among(now, {
      kind: "signedOut",
      note: {
        kind: "signedOut",
        copiesRevoked: true,
        lastTokenRevoked: true,
        trouble: null,
        copiesValidUntil: null,
      },
    }),
  signedOutPartly: (now) =>
    among(now, {
      kind: "signedOut",
      note: {
        kind: "signedOut",
        copiesRevoked: true,
        lastTokenRevoked: false,
        trouble: trouble("serverError", { status: 500, detail: "Server Error" }),
        copiesValidUntil: null,
      },
    }),
  signedOutOffline: (now) =>
    among(now, {
      kind: "signedOut",
      note: {
        kind: "signedOut",
        copiesRevoked: false,
        lastTokenRevoked: false,
        trouble: offline,
        copiesValidUntil: now + 364 * DAY,
      },
    }),
  checking: (now) => among(now, { kind: "checking" }),
  awaiting: (now) =>
    among(now, { kind: "awaitingRedirect", attempt: attempt(now, 47 * SECOND + 500) }),
  awaitingSilent: (now) =>
    among(now, { kind: "awaitingRedirect", attempt: attempt(now, 3 * MINUTE + 500) }),
  awaitingNoBrowser: (now) =>
    among(now, {
      kind: "awaitingRedirect",
      attempt: attempt(now, 500, { browserOpened: false, way: "loopback" }),
    }),
  awaitingHint: (now) =>
    among(now, {
      kind: "awaitingRedirect",
      attempt: attempt(now, 20 * SECOND + 500, {
        unchecked: true,
        hint: "invalid_scope: The requested scope is invalid, unknown, or malformed",
      }),
    }),
  exchanging: (now) => among(now, { kind: "exchanging" }),
  signedIn: (now) => among(now, signedIn(now)),
  signedInMinutes: (now) => among(now, minutes(now)),
  signedInNobody: (now) => among(now, signedIn(now, { who: null, clockOffset: 3 * MINUTE })),
  signedInEndless: (now) => among(now, signedIn(now, { expiresAt: null })),
  signedInTrouble: (now) =>
    among(now, {
      kind: "signedIn",
      tokens: tokens(now, 2 * DAY + HOUR, 365 * DAY),
      trouble: trouble("clientRejected", { status: 401, detail: "invalid_client" }),
    }),
  accepted: (now) =>
    among(
      now,
      signedIn(now, { seen: { acceptedAt: now - 8 * SECOND, last: answer(now, 8, "accepted") } }),
    ),
  noLongerAccepted: (now) =>
    among(now, {
      kind: "signedIn",
      tokens: {
        ...tokens(now, 364 * DAY, 365 * DAY),
        seen: { acceptedAt: now - 2 * HOUR, last: answer(now, 8, "noLongerAccepted") },
      },
      trouble: trouble("tokenNotAccepted", { status: 401 }),
    }),
  notReached: (now) =>
    among(
      now,
      signedIn(now, {
        seen: { acceptedAt: now - 20 * MINUTE, last: answer(now, 65, "unreachable", offline) },
      }),
    ),
  copied: (now) => ({
    ...among(now, minutes(now, { copiedAt: now - 4 * SECOND, staleCopyAt: now - 13 * MINUTE })),
    clipboard: {
      connection: "prod",
      clearsAt: now + 41 * SECOND,
      refreshed: true,
      through: "clipboard",
      form: "token",
    },
  }),
  copiedForGood: (now) => ({
    ...among(now, signedIn(now, { copiedAt: now - 40 * SECOND })),
    clipboard: {
      connection: "prod",
      clearsAt: null,
      refreshed: false,
      through: "clipboard",
      form: "curl",
    },
  }),
  copiedBefore: (now) =>
    among(now, signedIn(now, { copiedAt: now - 13 * MINUTE }), { handOuts: handOuts(now, 2) }),
  handedOut: (now) =>
    among(now, signedIn(now, { copiedAt: now - 13 * MINUTE }), { handOuts: handOuts(now, 12) }),
  unsaved: (now) => among(now, signedIn(now, { unsaved: "locked" })),
  expired: (now) =>
    among(now, { kind: "signedIn", tokens: tokens(now, -12 * MINUTE, HOUR), trouble: null }),
  expiredForGood: (now) =>
    among(now, {
      kind: "signedIn",
      tokens: { ...tokens(now, -12 * MINUTE, HOUR), refreshable: false },
      trouble: null,
    }),
  refreshing: (now) =>
    among(now, { kind: "refreshing", tokens: tokens(now, 4 * MINUTE + 9 * SECOND + 500, HOUR) }),
  waiting: (now) =>
    among(now, {
      kind: "waiting",
      tokens: tokens(now, 4 * MINUTE + 9 * SECOND + 500, HOUR),
      trouble: offline,
      until: now + 42 * SECOND,
    }),
  waitingStopped: (now) =>
    among(now, {
      kind: "waiting",
      tokens: tokens(now, 40 * DAY, 365 * DAY),
      trouble: trouble("misdirected", { status: 302, detail: "login.acme.example" }),
      until: null,
    }),
  signingOut: (now) => among(now, { kind: "signingOut" }),
  needsSignIn: (now) =>
    among(now, {
      kind: "needsSignIn",
      trouble: trouble("refreshTokenExpired", {
        status: 401,
        detail: "invalid_request: The refresh token is invalid. (Token has expired)",
      }),
      who: maria,
    }),
  needsSignInConfiguration: (now) =>
    among(now, {
      kind: "needsSignIn",
      trouble: trouble("configuration", { status: 400, detail: "unsupported_grant_type" }),
      who: null,
    }),
  answerLost: (now) =>
    among(now, {
      kind: "needsSignIn",
      trouble: trouble("answerLost", { status: 401, detail: "The refresh token is invalid." }),
      who: maria,
    }),
  somebodyElse: (now) => among(now, { kind: "somebodyElse", who: joao, owner: maria }),
  somebodyElseUnknown: (now) => among(now, { kind: "somebodyElse", who: null, owner: null }),
  renewal: (now) =>
    among(now, {
      kind: "signedIn",
      tokens: {
        ...tokens(now, 24 * DAY, 365 * DAY),
        copiedAt: now - 200 * DAY,
        asksForRenewal: true,
      },
      trouble: null,
    }),
  waitingOwnLimit: waitingFor("ownLimit", 4 * MINUTE),
  waitingBusy: waitingFor(
    "busy",
    30 * SECOND,
    "another program is busy with this connection (process 4711)",
  ),
  waitingLock: waitingFor("lock", null, "the lock file cannot be used: Permission denied"),
  password: by("password", signedOut),
  passwordRejected: by("password", () => ({
    kind: "signedOut",
    note: {
      kind: "trouble",
      trouble: trouble("passwordRejected", {
        status: 400,
        detail: "The user credentials were incorrect.",
      }),
    },
  })),
  passwordClientRejected: by("password", () => ({
    kind: "signedOut",
    note: { kind: "trouble", trouble: trouble("clientRejected", { status: 401 }) },
  })),
  grantMissing: by("password", () => ({
    kind: "signedOut",
    note: {
      kind: "trouble",
      trouble: trouble("grantMissing", { status: 400, detail: "unsupported_grant_type" }),
    },
  })),
  passwordExchanging: by("password", () => ({ kind: "exchanging" })),
  passwordNeedsSignIn: by("password", () => ({
    kind: "needsSignIn",
    trouble: trouble("answerLost"),
    who: maria,
  })),
  passwordKeyringDamaged: by("password", () => ({
    kind: "keyring",
    problem: "damaged",
    trouble: null,
  })),
  passwordKeyringRejected: by("password", () => ({
    kind: "keyring",
    problem: "damaged",
    trouble: trouble("passwordRejected", { status: 400 }),
  })),
  personalToken: by("personalToken", signedOut),
  personalTokenSignedIn: by("personalToken", (now) => signedIn(now, { refreshable: false })),
  personalTokenExpired: by("personalToken", (now) => minutes(now - HOUR, { refreshable: false })),
  personalTokenEnded: by("personalToken", () => ({
    kind: "needsSignIn",
    trouble: trouble("noRefreshToken"),
    who: maria,
  })),
  personalTokenSignedOut: by("personalToken", (now) => ({
    kind: "signedOut",
    note: {
      kind: "signedOut",
      copiesRevoked: false,
      lastTokenRevoked: false,
      trouble: null,
      copiesValidUntil: now + 364 * DAY,
    },
  })),
  version3: version3((now) => signedIn(now)),
  version3Awaiting: version3((now) => ({
    kind: "awaitingRedirect",
    attempt: attempt(now, 3 * MINUTE + 500),
  })),
  version3NotRegistered: version3(() => ({
    kind: "signedOut",
    note: { kind: "trouble", trouble: trouble("notRegistered") },
  })),
  version2026SecretMissing: (now) =>
    among(now, signedOut(), { generation: "version2026", clientSecret: "missing" }),
  longNames: (now) =>
    among(
      now,
      signedIn(now, {
        who: {
          ...maria,
          fullName: "Maximiliana-Josephine Freifrau von und zu Hohenstein-Wartenberg",
          userName: "maximiliana-josephine.hohenstein-wartenberg",
          email: "maximiliana-josephine.hohenstein-wartenberg@a-rather-long-domain.example",
        },
      }),
      {
        name: "Central procurement and accounts payable of the northern region, production",
        host: "processmaker.central-procurement.northern-region.a-rather-long-domain.example/workflow",
        address:
          "https://processmaker.central-procurement.northern-region.a-rather-long-domain.example/workflow",
      },
    ),
  many: (now) => {
    const one = among(now, signedIn(now));
    const more = Array.from({ length: 14 }, (_, index) =>
      connection(
        `more-${index}`,
        `Customer ${index + 1}`,
        (["production", "test", "development"] as const)[index % 3] ?? "test",
        `customer-${index + 1}.example`,
        { kind: "signedIn", tokens: tokens(now, (index + 1) * HOUR, 24 * HOUR), trouble: null },
      ),
    );
    return { ...one, connections: [...one.connections, ...more] };
  },
  manyConnections: (now) => snapshot(manyConnections(now, 1000)),
} as const satisfies Record<string, (now: number) => SnapshotView>;

export type FixtureName = keyof typeof fixtures;
export const fixtureNames = Object.keys(fixtures) as FixtureName[];
