/** Where a connection stands: in short, aloud, and what each state asks or tells. */
import type {
  ConnectionView,
  IdentityView,
  Method,
  SignedOutNote,
  StateView,
  ThroughView,
  TroubleView,
} from "../bindings";
import { countdown } from "../format";
import { TOKEN_PAGE } from "./places";
import { keyringWords, troubleWords, type Words } from "./troubles";

export type Tone = "good" | "info" | "warn" | "bad";

/** A state in a few words, for the list of connections. */
export function stateInShort(state: StateView, left: number | null, low: boolean): [string, Tone] {
  switch (state.kind) {
    case "loading":
      return ["opening…", "info"];
    case "keyring":
      return [keyringWords[state.problem].rail, "warn"];
    case "signedOut":
      return ["signed out", "info"];
    case "checking":
    case "awaitingRedirect":
    case "exchanging":
      return ["signing in…", "info"];
    case "signedIn":
    case "refreshing":
    case "waiting":
      if (left === null) return ["signed in", "info"];
      if (left <= 0) return ["expired", "warn"];
      return [countdown(left), low ? "warn" : "info"];
    case "signingOut":
      return ["signing out…", "info"];
    case "needsSignIn":
      return ["sign in", "bad"];
    case "somebodyElse":
      return ["somebody else", "warn"];
    default:
      return state satisfies never;
  }
}

/** What a screen reader says when a connection gets into a state. */
export function announcement(connection: ConnectionView): string {
  const { state, method } = connection;
  const titleOf = (trouble: TroubleView) => troubleWords(trouble, connection).title;
  switch (state.kind) {
    case "loading":
      return "Opening the keyring";
    case "keyring":
      return state.trouble === null
        ? keyringWords[state.problem].title
        : `${titleOf(state.trouble)}. ${keyringWords[state.problem].title}`;
    case "signedOut":
      return state.note?.kind === "trouble"
        ? `Signed out. ${titleOf(state.note.trouble)}`
        : "Signed out";
    case "checking":
      return "Asking ProcessMaker";
    case "awaitingRedirect":
      return state.attempt.browserOpened
        ? "Continue in your browser"
        : "Your browser could not be opened";
    case "exchanging":
      return "Finishing the sign-in";
    case "signedIn":
      return state.trouble === null ? "Signed in" : titleOf(state.trouble);
    case "refreshing":
      return "Refreshing";
    case "waiting":
      return titleOf(state.trouble);
    case "signingOut":
      return "Signing out";
    case "needsSignIn":
      return `Sign-in needed. ${titleOf(state.trouble)}`;
    case "somebodyElse":
      return somebodyElseWords(state, method).title;
    default:
      return state satisfies never;
  }
}

/** What is said above what a person signs in with. */
export const signInWords = {
  browser:
    "Your browser opens ProcessMaker, you sign in there, and come back here with a token. Latchkey never sees your password.",
  password: "Your password is sent to ProcessMaker once and never kept.",
  personalToken: `ProcessMaker shows a token once, when it is made: ${TOKEN_PAGE}.`,
} as const satisfies Record<Method, string>;

/** What goes on while a sign-in comes to its end. */
export const exchangingWords = {
  browser: "Your browser has answered. You can close its tab.",
  password: "ProcessMaker is checking your user name and password.",
  personalToken: "ProcessMaker says whose token it is.",
} as const satisfies Record<Method, string>;

/** How a token left Latchkey. */
export const handOutWays = {
  clipboard: "copied",
  newToken: "a new personal access token, copied",
} as const satisfies Record<ThroughView, string>;

/** The question when somebody else came back, and what each answer does. */
export function somebodyElseWords(
  { who, owner }: { who: IdentityView | null; owner: IdentityView | null },
  method: Method,
): Record<"title" | "keep" | "keepDoes" | "use" | "useDoes", string> {
  const came = who === null ? "Somebody else" : called(who, owner);
  const belongs = owner === null ? "somebody else" : called(owner, who);
  const brought =
    method === "personalToken"
      ? "The token that came is not kept."
      : "The new sign-in is revoked at ProcessMaker.";
  const old = owner === null ? "The earlier sign-in" : `The sign-in of ${belongs}`;
  return {
    title:
      who === null && owner === null
        ? "Somebody else signed in this time."
        : `${came} signed in, but this connection belongs to ${belongs}.`,
    keep: owner === null ? "Keep the earlier sign-in" : `Keep ${belongs}`,
    keepDoes: `${brought} Everything else stays as it was.`,
    use: who === null ? "Use the new sign-in" : `Use ${came}`,
    useDoes: `${old} is replaced on this computer.`,
  };
}

/** A person's name, with the user name where two people share it. */
function called(who: IdentityView, other: IdentityView | null): string {
  const name = who.fullName || who.userName;
  return name === (other?.fullName || other?.userName) ? `${name} (${who.userName})` : name;
}

type SignOutReport = Extract<SignedOutNote, { kind: "signedOut" }>;

/** What a sign-out did, plainly; `until` is when a copy that could not be revoked ends. */
export function signOutWords(
  report: SignOutReport,
  until: string | null,
  method: Method,
): Words & { tone: Tone } {
  const end = until === null ? "until it ends" : `until ${until}`;
  if (method === "personalToken")
    return {
      tone: "info",
      title: "Signed out on this computer",
      next: `Latchkey has forgotten the token, which goes on working ${end}. To end it earlier, delete it in ProcessMaker: ${TOKEN_PAGE}.`,
    };
  if (!report.copiesRevoked)
    return {
      tone: "warn",
      title: "Signed out here, but not at ProcessMaker",
      next: `Latchkey has forgotten the token. ProcessMaker could not be told, so a copy that was handed out works ${end}.`,
    };
  if (!report.lastTokenRevoked)
    return {
      tone: "warn",
      title: "Signed out, except for one token",
      next: "Copies handed out earlier have stopped working. The last token could not be revoked, but nobody has a copy of it.",
    };
  return {
    tone: "good",
    title: "Signed out",
    next: "The token was revoked at ProcessMaker: every copy of it has stopped working.",
  };
}
