/** What snapshots for the tests and the gallery are made of. */
import type {
  AttemptView,
  ConnectionView,
  Environment,
  HandOutView,
  IdentityView,
  PersonalTokenView,
  SnapshotView,
  StateView,
  TokensView,
  TroubleCode,
  TroubleView,
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
    clientSecret: "saved",
    registration: registrationOf("7f3a9c1e22d04b5a"),
    adminPage: `${scheme}://${host}/admin/auth-clients`,
    handOuts: [],
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
    settings: { clipboardSeconds: 45, minimumValiditySeconds: 300, productionGuard: "hourly" },
    listTrouble: null,
  };
}
