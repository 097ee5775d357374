/**
 * What a person reads about states and troubles: plain words, and what to do next.
 *
 * Every code has its words here and nowhere else, and the compiler insists that none is missing.
 */
import type {
  ConnectionView,
  DetectionView,
  Environment,
  ErrorCode,
  Generation,
  IdentityView,
  KeyringProblem,
  ListTroubleView,
  Method,
  SignedOutNote,
  StateView,
  ThroughView,
  TroubleCode,
  TroubleView,
} from "./bindings";
import type { Field } from "./draft.svelte";
import { countdown } from "./format";

/** What a note can offer besides its words. */
export type Remedy = "edit" | "adminPage" | "registration";

/** What the words for a connection depend on. */
type Kind = Pick<ConnectionView, "method" | "generation">;

export type Words = { title: string; next: string; remedies?: readonly Remedy[] };

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

/** What a person looks for in ProcessMaker when a client is registered, and presses to consent. */
type Places = Record<"page" | "open" | "where" | "field" | "consent", string>;

const since4: Places = {
  page: "Admin → Auth Clients",
  open: "Open Auth Clients",
  where: "in Auth Clients",
  field: "Redirect URL",
  consent: "Authorize",
};

export const places: Record<Generation, Places> = {
  version3: {
    page: "OAuth 2.0 applications",
    open: "Open the applications page",
    where: "on the applications page",
    field: "Callback URL",
    consent: "Accept",
  },
  version4: since4,
  version2026: since4,
};

const missing = {
  address: "Enter the address of your ProcessMaker.",
  clientId: "Enter the client ID. Auth Clients shows it in the first column.",
  clientSecret: "Enter the client secret. Auth Clients lets you copy it.",
  name: "Give it a name.",
} as const satisfies Record<Field, string>;

const missingIn: Record<Generation, Partial<Record<Field, string>>> = {
  version3: {
    clientId: "Enter the client ID. ProcessMaker shows it with the application.",
    clientSecret: "Enter the client secret. ProcessMaker shows it with the application.",
  },
  version4: {},
  version2026: {
    clientSecret: "Enter the client secret. ProcessMaker shows it once, when the client is made.",
  },
};

/** What to say at a field that is empty. */
export function missingWords(generation: Generation): Record<Field, string> {
  return { ...missing, ...missingIn[generation] };
}

type Found = Extract<DetectionView, { kind: "found" }>;

/** Which ProcessMaker answers at an address. */
export function answersHere({ generation, address }: Found): string {
  switch (generation) {
    case "version3":
      return `ProcessMaker 3 answers here, workspace ${address.split("/").at(-1)}`;
    case "version4":
      return "ProcessMaker 4 answers here";
    case "version2026":
      return "ProcessMaker (2026) answers here";
    default:
      return generation satisfies never;
  }
}

const COMPARE = "Compare the address with the one your browser shows when you use ProcessMaker";

/** What answers at an address instead of ProcessMaker, and what to do about it. */
export function detectionWords(detection: Exclude<DetectionView, Found>, connection: Kind): Words {
  switch (detection.kind) {
    case "elsewhere":
      return {
        title: `This address leads to ${detection.host}`,
        next: `${COMPARE}. If it is the same, your network may want you to sign in to it first.`,
      };
    case "loginPage":
      return {
        title: "The login page of another program answers here",
        next: `${COMPARE}: it may have a folder at its end.`,
      };
    case "webSite":
      return {
        title: "An ordinary web page answers here",
        next: `${COMPARE}: it may have a folder at its end.`,
      };
    case "otherApplication":
      return { title: "Another program than ProcessMaker answers here", next: `${COMPARE}.` };
    case "trouble":
      return troubleWords(detection.trouble, connection);
    default:
      return detection satisfies never;
  }
}

const TOKEN_PAGE = "Admin → Users → the user → API Tokens";

/** What a way to sign in means, said where it is chosen; null: the usual one needs no words. */
export const methodWords = {
  browser: null,
  password: "Bypasses two-factor and single sign-on. The password is sent once and never kept.",
  personalToken: `Nothing has to be registered. Make a token in ProcessMaker: ${TOKEN_PAGE}. It is shown once; paste it after saving.`,
} as const satisfies Record<Method, string | null>;

/** What is said above what a person signs in with. */
export const signInWords = {
  browser:
    "Your browser opens ProcessMaker, you sign in there, and come back here with a token. Latchkey never sees your password.",
  password: "Your password is sent to ProcessMaker once and never kept.",
  personalToken: `ProcessMaker shows a token once, when it is made: ${TOKEN_PAGE}.`,
} as const satisfies Record<Method, string>;

/** How a token left Latchkey. */
export const handOutWays = {
  clipboard: "copied",
  newToken: "a new personal access token, copied",
} as const satisfies Record<ThroughView, string>;

/** What goes on while a sign-in comes to its end. */
export const exchangingWords = {
  browser: "Your browser has answered. You can close its tab.",
  password: "ProcessMaker checks user name and password.",
  personalToken: "ProcessMaker says whose token it is.",
} as const satisfies Record<Method, string>;

const troubles = {
  declined: {
    title: "The sign-in was cancelled",
    next: "Cancel was pressed in ProcessMaker. Sign in again and press Authorize there.",
  },
  attemptExpired: {
    title: "The sign-in took too long",
    next: "It has to be finished within 15 minutes. Start again when you are ready.",
  },
  notRegistered: {
    title: "ProcessMaker does not know this application",
    next: "Either the client ID is wrong, or the Redirect URL in Auth Clients is not exactly this:",
    remedies: ["registration", "edit", "adminPage"],
  },
  serverRefused: {
    title: "ProcessMaker refused the sign-in",
    next: "Try again. If it stays so, show the details to your ProcessMaker administrator.",
  },
  clientRejected: {
    title: "ProcessMaker does not accept this client",
    next: "When this comes after you pressed Authorize, too many boxes are ticked: in Auth Clients, tick only Enable Authorization Code Grant for this client. If that is so already, the client ID or secret is wrong.",
    remedies: ["edit", "adminPage"],
  },
  codeRejected: {
    title: "ProcessMaker did not accept the answer from your browser",
    next: "It was used before, or took too long to arrive. Sign in again.",
  },
  refreshTokenRevoked: {
    title: "Signed out by the server",
    next: "It was ended in ProcessMaker, or renewed somewhere else. Nothing else is wrong: sign in again.",
  },
  refreshTokenExpired: {
    title: "Signed out by the server",
    next: "The sign-in was not renewed for too long, and ProcessMaker lets it end then. Nothing else is wrong: sign in again.",
  },
  refreshTokenUnknown: {
    title: "ProcessMaker does not recognise this sign-in",
    next: "The server may have been set up anew, or the client may have been replaced. Sign in again.",
  },
  noRefreshToken: {
    title: "This sign-in cannot be renewed",
    next: "ProcessMaker gave Latchkey nothing to renew it with. Sign in again.",
  },
  configuration: {
    title: "The client is set up differently in ProcessMaker",
    next: "In Auth Clients, tick only Enable Authorization Code Grant for this client.",
    remedies: ["adminPage", "edit"],
  },
  misdirected: {
    title: "This address leads somewhere else",
    next: "The server sends Latchkey to another address. Put the right one into this connection.",
    remedies: ["edit"],
  },
  nameNotFound: {
    title: "There is no server of this name",
    next: "Check the address, and whether you need a VPN to reach it.",
    remedies: ["edit"],
  },
  unreachable: {
    title: "The server cannot be reached",
    next: "Check your network, and whether you need a VPN to reach it.",
  },
  certificate: {
    title: "The server cannot prove who it is",
    next: "Its certificate has ended or is not trusted on this computer. Ask whoever looks after the server.",
  },
  proxy: {
    title: "The proxy did not let Latchkey through",
    next: "Check the proxy settings of this computer.",
  },
  timeout: {
    title: "The server took too long to answer",
    next: "It may be busy. Try again in a moment.",
  },
  throttled: {
    title: "ProcessMaker asks for a pause",
    next: "There were too many requests in a short time. Wait a little.",
  },
  maintenance: {
    title: "ProcessMaker is closed for maintenance",
    next: "Try again later.",
  },
  serverError: {
    title: "ProcessMaker failed",
    next: "The fault is on the server. If it stays so, tell whoever looks after it.",
  },
  unexpectedAnswer: {
    title: "Something other than ProcessMaker answered",
    next: "Check the address, and whether your network wants you to sign in to it first.",
    remedies: ["edit"],
  },
  tokenNotAccepted: {
    title: "ProcessMaker no longer accepts this token",
    next: "It was withdrawn on the server. Refresh it, or sign in again.",
  },
  answerLost: {
    title: "The server's answer was lost on its way",
    next: "The network broke at the one moment when that matters, while the token was being renewed. Nothing else is wrong: sign in again, one click.",
  },
  passwordRejected: {
    title: "User name or password is wrong",
    next: "Check both and try again. If you usually sign in by single sign-on, use the browser instead.",
  },
  grantMissing: {
    title: "There is no sign-in by password here",
    next: "ProcessMaker 4.14.0 and 4.14.1 lack it. In every other version, this client has no Enable Password Grant: tick it in Auth Clients, or sign in with the browser.",
    remedies: ["edit", "adminPage"],
  },
  ownLimit: {
    title: "Latchkey takes a break",
    next: "It has asked ProcessMaker often enough for now, and waits so that it does not burden the server.",
  },
  busy: {
    title: "Another program is renewing this token",
    next: "Only one may at a time. The details name the other; it is usually done in a moment.",
  },
  lock: {
    title: "The lock file cannot be used",
    next: "It keeps two programs from renewing the token at once. Check that the folder of Latchkey's files can be written.",
  },
  noSecret: {
    title: "The client secret is missing",
    next: "Enter it in this connection. ProcessMaker shows it in Auth Clients.",
    remedies: ["edit", "adminPage"],
  },
  keyring: {
    title: "The keyring could not be used",
    next: "Unlock it and try again.",
  },
} as const satisfies Record<TroubleCode, Words>;

/** Where the way to sign in makes a difference. */
const troublesOf: Record<Method, Partial<Record<TroubleCode, Partial<Words>>>> = {
  browser: {},
  password: {
    clientRejected: {
      next: "The client ID or secret is wrong, or this client is of another kind: in Auth Clients, tick exactly Enable Password Grant for it.",
    },
    configuration: {
      next: "In Auth Clients, tick exactly Enable Password Grant for this client.",
    },
    answerLost: {
      next: "The network broke at the one moment when that matters, while the token was being renewed. Nothing else is wrong: sign in again.",
    },
  },
  personalToken: {
    noRefreshToken: {
      title: "This token has ended",
      next: `Make a new one in ProcessMaker: ${TOKEN_PAGE}.`,
    },
    tokenNotAccepted: {
      title: "ProcessMaker does not accept this token",
      next: `It may have been deleted there. Make a new one: ${TOKEN_PAGE}.`,
    },
  },
};

/** Where the generation of ProcessMaker makes a difference. */
const troublesIn: Record<Generation, Partial<Record<TroubleCode, Partial<Words>>>> = {
  version3: {
    declined: { next: "Deny was pressed in ProcessMaker. Sign in again and press Accept there." },
    notRegistered: {
      next: "Either the client ID is wrong, or the Callback URL of the application is not exactly this:",
    },
    clientRejected: { next: "The client ID or secret is wrong." },
    configuration: { next: "Show the details to your ProcessMaker administrator." },
    grantMissing: { next: "Sign in with the browser instead." },
    noSecret: { next: "Enter it in this connection. ProcessMaker shows it with the application." },
  },
  version4: {},
  version2026: {
    noSecret: {
      next: "Enter it in this connection. ProcessMaker showed it once, when the client was made: if nobody kept it, register Latchkey anew.",
    },
  },
};

type KeyringWords = Words & { rail: string };

export const keyringWords = {
  locked: {
    title: "The keyring is locked",
    next: "Unlock it with its password, often the one you sign in to this computer with, and try again.",
    rail: "keyring locked",
  },
  missing: {
    title: "This computer has no keyring running",
    next: "Latchkey keeps tokens nowhere else. Install one, such as GNOME Keyring or KWallet, sign in to your desktop again, and try again.",
    rail: "no keyring",
  },
  slow: {
    title: "The keyring does not answer",
    next: "It may be asking for its password in another window. Answer there, and try again.",
    rail: "keyring silent",
  },
  refused: {
    title: "The keyring refused Latchkey",
    next: "Allow Latchkey in the keyring's own settings, and try again.",
    rail: "keyring refused",
  },
  full: {
    title: "The keyring has no room",
    next: "Remove entries that you no longer need from it, and try again.",
    rail: "keyring full",
  },
  damaged: {
    title: "The saved sign-in cannot be read",
    next: "Its entry in the keyring is damaged. Try again; if that does not help, sign in anew, which replaces the entry.",
    rail: "keyring damaged",
  },
  newer: {
    title: "The saved sign-in comes from a newer Latchkey",
    next: "Update Latchkey to use it, and try again.",
    rail: "update needed",
  },
} as const satisfies Record<KeyringProblem, KeyringWords>;

/** The words for a trouble; a keyring's own trouble speaks for itself. */
export function troubleWords(trouble: TroubleView, { method, generation }: Kind): Words {
  const { code, keyring } = trouble;
  if (code === "keyring" && keyring !== null) return keyringWords[keyring];
  return { ...troubles[code], ...troublesOf[method][code], ...troublesIn[generation][code] };
}

/** What to say when a command fails; null: what comes with the failure says it. */
export const errorWords = {
  address: null,
  name: null,
  clientId: null,
  clientSecret: null,
  unknownConnection: { title: "This connection is gone", next: "It was removed meanwhile." },
  notNow: {
    title: "Not at this moment",
    next: "Something else happened first. What you see here is the latest state.",
  },
  stillSignedIn: {
    title: "Sign out first",
    next: "The tokens belong to the address, client ID and way of signing in that they came by.",
  },
  pasteNotOurs: {
    title: "This is not the address",
    next: "Copy the whole address from the browser's address bar at the end of the sign-in.",
  },
  pasteOther: {
    title: "This address is not from this sign-in",
    next: "It belongs to another one, or was used before. Take it from the tab that opened last.",
  },
  credentials: null,
  personalToken: null,
  tokenName: null,
  clipboard: {
    title: "The clipboard could not be used",
    next: "Another program may be holding it. Try again.",
  },
  browser: {
    title: "The browser could not be opened",
    next: "Copy the address and open it yourself.",
  },
  trouble: { title: "That did not work", next: null },
  internal: { title: "Latchkey could not do that", next: null },
} as const satisfies Record<ErrorCode, { title: string; next: string | null } | null>;

export const listTroubles = {
  unreadable: {
    title: "The list of connections could not be read",
    next: "Latchkey goes on with its last good copy, where there is one. The damaged file is kept here.",
  },
  newer: {
    title: "The list of connections comes from a newer Latchkey",
    next: "Update Latchkey to use it. Nothing is saved until then, and the file stays as it is.",
  },
  unwritable: {
    title: "The list of connections cannot be saved",
    next: "Changes are lost when Latchkey quits. Check that the disk has room and that Latchkey may write there.",
  },
} as const satisfies Record<ListTroubleView["code"], Words>;

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
      return keyringWords[state.problem].title;
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
      : "What came is revoked at ProcessMaker.";
  const old = owner === null ? "The sign-in before" : `The sign-in of ${belongs}`;
  return {
    title:
      who === null && owner === null
        ? "Somebody else signed in than before."
        : `${came} signed in, but this connection belongs to ${belongs}.`,
    keep: owner === null ? "Keep the sign-in before" : `Keep ${belongs}`,
    keepDoes: `${brought} Otherwise all stays as it was.`,
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
