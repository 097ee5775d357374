// Provisional: replaced by the generated file of the same shape.
export type Environment = "development" | "test" | "production";

/** Everything the window shows, each time. */
export type SnapshotView = {
  connections: ConnectionView[];
  /** A token of ours lies on the clipboard and goes away at `clearsAt`. */
  clipboard: ClipboardView | null;
  settings: SettingsView;
  /** The saved list of connections could not be read or written. */
  listTrouble: ListTroubleView | null;
};

export type ClipboardView = {
  connection: string;
  /** Milliseconds since 1970, this computer's clock. null: it stays until replaced. */
  clearsAt: number | null;
  /** The token was refreshed just before it was copied. */
  refreshed: boolean;
};

export type SettingsView = {
  /** 0: never cleared by us. */
  clipboardSeconds: number;
  /** A copied token is valid for at least this long, else it is refreshed first. */
  minimumValiditySeconds: number;
};

export type ListTroubleView = { code: "unreadable" | "newer" | "unwritable"; path: string; detail: string };

export type ConnectionView = {
  id: string;
  name: string;
  environment: Environment;
  /** Normalised, without a trailing slash: https://acme.example/base */
  address: string;
  /** What to show of the address: acme.example/base, 127.0.0.1:8095 */
  host: string;
  clientId: string;
  clientSecret: "saved" | "unsaved" | "missing" | "unknown";
  /** The exact string to paste as Redirect URL. */
  registration: string;
  adminPage: string;
  state: StateView;
};

export type StateView =
  | { kind: "loading" }
  | { kind: "keyring"; problem: KeyringProblem }
  | { kind: "signedOut"; note: SignedOutNote | null }
  | { kind: "checking" }
  | { kind: "awaitingRedirect"; attempt: AttemptView }
  | { kind: "exchanging" }
  | { kind: "signedIn"; tokens: TokensView; trouble: TroubleView | null }
  | { kind: "refreshing"; tokens: TokensView }
  | { kind: "waiting"; tokens: TokensView; trouble: TroubleView; until: number | null }
  | { kind: "signingOut" }
  | { kind: "needsSignIn"; trouble: TroubleView; who: IdentityView | null };

export type SignedOutNote =
  | { kind: "trouble"; trouble: TroubleView }
  | {
      kind: "signedOut";
      /** Copies handed out earlier stopped working. */
      copiesRevoked: boolean;
      /** The last access token, of which nobody has a copy, was revoked too. */
      lastTokenRevoked: boolean;
      /** Why not, where not. */
      trouble: TroubleView | null;
      /** Until when a copy that could not be revoked works. */
      copiesValidUntil: number | null;
    };

export type AttemptView = {
  way: "deepLink" | "loopback";
  startedAt: number;
  endsAt: number;
  /** From then on the window shows the likely causes of silence. */
  hintAt: number;
  browserOpened: boolean;
  /** The server could not be asked beforehand whether it knows our redirect. */
  unchecked: boolean;
  /** The server sent an error that carries no state: only a hint. */
  hint: string | null;
};

export type TokensView = {
  who: IdentityView | null;
  /** Milliseconds since 1970 by the server's clock; null: the server did not say. */
  obtainedAt: number;
  expiresAt: number | null;
  /** Server clock minus this computer's clock, in milliseconds. */
  clockOffset: number;
  refreshable: boolean;
  /** null: in the keyring. Otherwise in memory only, and why. */
  unsaved: KeyringProblem | null;
  /** When this very token was last copied (this computer's clock). */
  copiedAt: number | null;
  /** When a copy of the token before this one had been handed out, which stopped working when this one came. */
  staleCopyAt: number | null;
};

export type IdentityView = { id: string; userName: string; fullName: string; email: string | null; administrator: boolean };

export type KeyringProblem = "locked" | "missing" | "slow" | "refused" | "full" | "damaged";

export type TroubleCode =
  | "declined" // access_denied
  | "attemptExpired" // 15 minutes
  | "notRegistered" // 401 invalid_client at authorize for both redirects
  | "serverRefused" // another error= in the redirect
  | "clientRejected" // 401 invalid_client at the token endpoint
  | "codeRejected" // the authorization code was not accepted
  | "refreshTokenRevoked"
  | "refreshTokenExpired"
  | "refreshTokenUnknown" // undecryptable, another client's, unspecified
  | "noRefreshToken"
  | "configuration" // unsupported_grant_type, invalid_scope, …
  | "misdirected" // a redirect on the token endpoint; detail names the target host
  | "nameNotFound" // DNS
  | "unreachable" // connect
  | "certificate" // TLS
  | "proxy"
  | "timeout"
  | "throttled"
  | "maintenance"
  | "serverError"
  | "unexpectedAnswer"
  | "tokenNotAccepted" // the API says 401 to a token that should be good
  | "noSecret" // the client secret is missing
  | "keyring"; // detail in `keyring`

export type TroubleView = {
  code: TroubleCode;
  /** The server's or the system's own words, plain text, to be shown unfolded on demand. */
  detail: string | null;
  status: number | null;
  keyring: KeyringProblem | null;
};

export type AddressView = {
  address: string;
  host: string;
  registration: string;
  adminPage: string;
  /** http on this computer: fine for development, no other http is accepted. */
  plainHttp: boolean;
};

export type ConnectionDraft = {
  name: string;
  address: string;
  environment: Environment;
  clientId: string;
  /** null keeps the saved one. */
  clientSecret: string | null;
};

export type CopiedView = { clearsAt: number | null; refreshed: boolean; secondsLeft: number | null };

export type CommandError = {
  code:
    | "address"
    | "name"
    | "clientId"
    | "clientSecret"
    | "unknownConnection"
    | "notNow"
    | "pasteNotOurs"
    | "pasteOther"
    | "pasteUsed"
    | "clipboard"
    | "list"
    | "browser"
    | "trouble"
    | "internal";
  message: string;
};
