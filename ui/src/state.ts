/** Small questions about a connection that several components ask. */
import type { ConnectionView, Environment, IdentityView, StateView, TokensView } from "./bindings";
import { environments } from "./words/choices";

/** The states in which there is a token. */
export type WithTokens = Extract<StateView, { kind: "signedIn" | "refreshing" | "waiting" }>;

/** Whether the token is being replaced at this moment. */
export function isRefreshing(state: StateView): boolean {
  return state.kind === "refreshing";
}

/** The tokens of a connection that has any. */
export function tokensOf(state: StateView): TokensView | null {
  return "tokens" in state ? state.tokens : null;
}

/** Who is, or last was, signed in. */
export function whoOf(state: StateView): IdentityView | null {
  if (state.kind === "needsSignIn") return state.who;
  return state.kind === "somebodyElse" ? state.owner : (tokensOf(state)?.who ?? null);
}

const underWay = ["checking", "awaitingRedirect", "exchanging", "signingOut", "somebodyElse"];

/** Whether a connection may be changed: not while a sign-in or sign-out is on its way. */
export function isSettled(state: StateView): boolean {
  return !underWay.includes(state.kind);
}

/** The host, and who is signed in there. */
export function hostAndUser({ host, state }: ConnectionView): string {
  const who = whoOf(state);
  return who === null ? host : `${host} · ${who.userName}`;
}

export type Group = { environment: Environment; connections: ConnectionView[] };

/** The connections by environment, as they are listed; an empty environment is left out. */
export function grouped(list: ConnectionView[]): Group[] {
  return environments
    .map((environment) => ({
      environment,
      connections: list.filter((connection) => connection.environment === environment),
    }))
    .filter(({ connections }) => connections.length > 0);
}
