/** Where a connection stands: in short, aloud, and what each state asks or tells. */
import type {
  ConnectionView,
  IdentityView,
  Method,
  SignedOutNote,
  StateView,
  TroubleView,
} from "../bindings";
import { countdown } from "../format";
import { words } from "../language/language.svelte";
import { troubleWords, type Told } from "./troubles";

export type Tone = "good" | "info" | "warn" | "bad";

/** A state in a few words, for the list of connections. */
export function stateInShort(state: StateView, left: number | null, low: boolean): [string, Tone] {
  const said = words().short;
  switch (state.kind) {
    case "loading":
      return [said.loading, "info"];
    case "keyring":
      return [words().keyring[state.problem].short, "warn"];
    case "signedOut":
      return [said.signedOut, "info"];
    case "checking":
    case "awaitingRedirect":
    case "exchanging":
      return [said.signingIn, "info"];
    case "signedIn":
    case "refreshing":
    case "waiting":
      if (left === null) return [said.signedIn, "info"];
      if (left <= 0) return [said.expired, "warn"];
      return [countdown(left), low ? "warn" : "info"];
    case "signingOut":
      return [said.signingOut, "info"];
    case "needsSignIn":
      return [said.needsSignIn, "bad"];
    case "somebodyElse":
      return [said.somebodyElse, "warn"];
    default:
      return state satisfies never;
  }
}

/** What a screen reader says when a connection gets into a state. */
export function announcement(connection: ConnectionView): string {
  const { state, method } = connection;
  const titleOf = (trouble: TroubleView) => troubleWords(trouble, connection).title;
  const said = words().states;
  switch (state.kind) {
    case "loading":
    case "checking":
    case "exchanging":
    case "refreshing":
    case "signingOut":
      return said[state.kind];
    case "keyring": {
      const { title } = words().keyring[state.problem];
      return state.trouble === null ? title : `${titleOf(state.trouble)}. ${title}`;
    }
    case "signedOut":
      return state.note?.kind === "trouble"
        ? said.signedOutWhy(titleOf(state.note.trouble))
        : said.signedOut;
    case "awaitingRedirect":
      return state.attempt.browserOpened ? said.inBrowser : said.noBrowser;
    case "signedIn":
      return state.trouble === null ? said.signedIn : titleOf(state.trouble);
    case "waiting":
      return titleOf(state.trouble);
    case "needsSignIn":
      return said.needed(titleOf(state.trouble));
    case "somebodyElse":
      return somebodyElseWords(state, method).title;
    default:
      return state satisfies never;
  }
}

/** The question when somebody else came back, and what each answer does. */
export function somebodyElseWords(
  { who, owner }: { who: IdentityView | null; owner: IdentityView | null },
  method: Method,
): Record<"title" | "keep" | "keepDoes" | "use" | "useDoes", string> {
  const said = words().other;
  const came = who === null ? said.somebody : called(who, owner);
  const belongs = owner === null ? said.ofSomebody : called(owner, who);
  return {
    title: who === null && owner === null ? said.titleUnknown : said.title(came, belongs),
    keep: owner === null ? said.keepEarlier : said.keep(belongs),
    keepDoes: method === "personalToken" ? said.tokenGoes : said.signInGoes,
    use: who === null ? said.useNew : said.use(came),
    useDoes: owner === null ? said.replacedEarlier : said.replaced(belongs),
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
): Told & { tone: Tone } {
  const said = words().signOut;
  const end = until === null ? said.untilEnd : said.until(until);
  if (method === "personalToken")
    return { tone: "info", title: said.here, next: said.hereNext(end) };
  if (!report.copiesRevoked)
    return { tone: "warn", title: said.notThere, next: said.notThereNext(end) };
  if (!report.lastTokenRevoked)
    return { tone: "warn", title: said.exceptOne, next: said.exceptOneNext };
  return { tone: "good", title: said.all, next: said.allNext };
}
