/** What snapshots for the tests and the gallery are made of. */
import type {
  AttemptView,
  ConnectionView,
  Environment,
  EventView,
  HandOutView,
  IdentityView,
  InspectionView,
  PersonalTokenView,
  SnapshotView,
  StateView,
  TokensView,
  TroubleCode,
  TroubleView,
  WhatView,
} from "./bindings";
import { DAY, MINUTE } from "./format";

export const maria: IdentityView = {
  id: "12",
  userName: "maria",
  fullName: "Maria Silva",
  email: "maria.silva@acme.example",
  administrator: true,
};

export const joao: IdentityView = {
  id: "31",
  userName: "joao",
  fullName: "João Souza",
  email: "joao.souza@acme.example",
  administrator: false,
};

export function registrationOf(serverId: string): string {
  return `http://127.0.0.1/callback/${serverId},io.github.latchkey-app://oauth/callback/${serverId}`;
}

export function connection(
  id: string,
  name: string,
  environment: Environment,
  host: string,
  state: StateView,
): ConnectionView {
  const scheme = host.startsWith("127.") ? "http" : "https";
  return {
    id,
    name,
    environment,
    address: `${scheme}://${host}`,
    host,
    generation: "version4",
    method: "browser",
    clientId: "4",
    authority: [],
    clientSecret: "saved",
    managed: false,
    registration: registrationOf("7f3a9c1e22d04b5a"),
    adminPage: `${scheme}://${host}/admin/auth-clients`,
    handOuts: [],
    usedAt: null,
    state,
  };
}

export function tokens(now: number, left: number, lifetime: number): TokensView {
  return {
    who: maria,
    obtainedAt: now + left - lifetime,
    expiresAt: now + left,
    clockOffset: 0,
    refreshable: true,
    unsaved: null,
    copiedAt: null,
    staleCopyAt: null,
    asksForRenewal: false,
    seen: { acceptedAt: null, last: null },
  };
}

/** Tokens were handed out so many times, the last time just now. */
export function handOuts(now: number, count: number): HandOutView[] {
  return Array.from({ length: count }, (_, index) => ({
    at: now - 13 * MINUTE - index * 9 * DAY,
    through: index % 4 === 2 ? "newToken" : "clipboard",
    form: index % 3 === 1 ? "curl" : "token",
  }));
}

/** Personal access tokens as ProcessMaker lists them. */
export function personalTokens(count: number): PersonalTokenView[] {
  const names = ["Nightly export", "Reporting on the intranet, written by the former team", "CI"];
  return Array.from({ length: count }, (_, index) => ({
    id: `token-${index}`,
    name: names[index] ?? `Script ${index}`,
    createdAt: "2026-03-04T09:30:00.000000Z",
    expiresAt: index === 2 ? null : "2027-03-04T09:30:00.000000Z",
    isOwn: false,
  }));
}

/** What happened to a connection, the last thing first: a few days of work, and the same again before. */
export function events(now: number, count: number): EventView[] {
  const whats: WhatView[] = [
    { kind: "handedOut", through: "clipboard", form: "token" },
    { kind: "tokenChecked", found: "accepted" },
    {
      kind: "requested",
      method: "GET",
      path: "/api/1.0/requests?per_page=",
      status: 200,
      trouble: null,
      took: 143,
    },
    { kind: "signedIn", who: "maria", by: "deepLink" },
    { kind: "signInFailed", why: "notRegistered" },
    { kind: "signedOut", revoked: "everything" },
    { kind: "refreshed", because: "copy", copies: "ended" },
    { kind: "refreshFailed", why: "unreachable", again: true },
    { kind: "handedOut", through: "clipboard", form: "curl" },
    { kind: "refreshed", because: "background", copies: "none" },
    { kind: "personalTokenMade", name: "Nightly export" },
    { kind: "connectionAdded", name: "Acme production" },
  ];
  return Array.from({ length: count }, (_, index) => ({
    place: `2026-11-16.1.${count - index}`,
    at: now - (4 + index * index * 17) * MINUTE,
    connection: index % 5 === 4 ? "test" : "prod",
    what: whats[index % whats.length] ?? { kind: "other" },
  }));
}

/** One of everything that can happen. */
export function everyEvent(now: number): EventView[] {
  const signedIn = ["deepLink", "loopback", "pastedAddress", "password", "personalToken"] as const;
  const because = ["background", "person", "copy", "request"] as const;
  const copies = ["none", "ended", "liveOn"] as const;
  const found = ["accepted", "noLongerAccepted", "unreachable"] as const;
  const revoked = ["everything", "copies", "lastToken", "nothing"] as const;
  const request = { kind: "requested", path: "/api/1.0/users/12?include=", took: 143 } as const;
  const whats: WhatView[] = [
    ...signedIn.map((by) => ({ kind: "signedIn", who: "maria", by }) as const),
    { kind: "signInFailed", why: "declined" },
    { kind: "signInGivenUp" },
    { kind: "somebodyElseCame", who: "joao" },
    ...because.map((why, at) => {
      return { kind: "refreshed", because: why, copies: copies[at] ?? "none" } as const;
    }),
    { kind: "refreshFailed", why: "maintenance", again: true },
    { kind: "refreshFailed", why: "clientRejected", again: false },
    { kind: "answerLost" },
    { kind: "signInNeeded", why: "refreshTokenExpired" },
    { kind: "handedOut", through: "clipboard", form: "powerShell" },
    { kind: "handedOut", through: "newToken", form: "token" },
    { ...request, method: "GET", status: 200, trouble: null },
    { ...request, method: "PUT", status: 422, trouble: null },
    { ...request, method: "GET", status: null, trouble: "timeout" },
    { ...request, method: "POST", status: null, trouble: null },
    ...found.map((one) => ({ kind: "tokenChecked", found: one }) as const),
    ...revoked.map((one) => ({ kind: "signedOut", revoked: one }) as const),
    { kind: "personalTokenMade", name: "Nightly export" },
    { kind: "personalTokenRevoked", name: "Nightly export" },
    { kind: "connectionAdded", name: "Acme" },
    { kind: "connectionChanged", name: "Acme production" },
    { kind: "connectionRemoved", name: "Acme production" },
    { kind: "other" },
  ];
  return whats.map((what, at) => ({
    place: `2026-11-16.1.${whats.length - at}`,
    at: now - at * 50 * MINUTE,
    connection: at === whats.length - 2 ? "gone" : "prod",
    what,
  }));
}

/** What a token of ProcessMaker says about itself. */
export function inspection(now: number): InspectionView {
  const moment = (at: number) => ({ at, seconds: (at / 1000).toFixed(6) });
  const [issued, end] = [now - 2 * MINUTE + 345, now + 364 * DAY + 345];
  const tokenId = "c1f0a5e2d94b7c6385e1907f2ab4d3c8".repeat(2);
  const claims = {
    aud: "4",
    jti: tokenId,
    iat: issued / 1000,
    nbf: issued / 1000,
    exp: end / 1000,
    sub: "12",
    scopes: [],
  };
  return {
    words: {
      issuedAt: moment(issued),
      notBefore: moment(issued),
      expiresAt: moment(end),
      subject: "12",
      audience: ["4"],
      tokenId,
      scopes: [],
      header: JSON.stringify({ typ: "JWT", alg: "RS256" }, null, 2),
      payload: JSON.stringify(claims, null, 2),
    },
    accessSize: 1071,
    refreshSize: 708,
    entries: [2012],
    entryLimit: 2560,
  };
}

export function trouble(code: TroubleCode, more: Partial<TroubleView> = {}): TroubleView {
  return { code, detail: null, status: null, keyring: null, ...more };
}

export function attempt(now: number, age: number, more: Partial<AttemptView> = {}): AttemptView {
  const startedAt = now - age;
  return {
    way: "deepLink",
    startedAt,
    endsAt: startedAt + 15 * MINUTE,
    hintAt: startedAt + MINUTE,
    browserOpened: true,
    unchecked: false,
    hint: null,
    ...more,
  };
}

export function snapshot(connections: ConnectionView[]): SnapshotView {
  return {
    connections,
    clipboard: null,
    activity: 0,
    settings: {
      clipboardSeconds: 45,
      minimumValiditySeconds: 300,
      productionGuard: "hourly",
      listOrder: "byHand",
      theme: "system",
      zoom: 100,
      language: "english",
      notifications: { signInNeeded: true, ending: true, copyEnded: true },
      closing: "quits",
      atLogin: "nothing",
      shortcut: null,
      proxy: { kind: "system" },
      wayBack: "links",
      tellOfReleases: false,
    },
    spoken: "en",
    listTrouble: null,
    link: null,
    summons: null,
    newerRelease: null,
  };
}
