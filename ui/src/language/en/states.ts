/** Where a connection stands, in a few words for the list. */
export const short = {
  loading: "opening…",
  signedOut: "signed out",
  signingIn: "signing in…",
  signedIn: "signed in",
  expired: "expired",
  signingOut: "signing out…",
  needsSignIn: "sign in",
  somebodyElse: "somebody else",
};

/** What a screen reader says when a connection gets into a state, and what stands above it. */
export const states = {
  loading: "Opening the keyring",
  loadingWhy: "It may ask for its password in another window.",
  signedOut: "Signed out",
  signedOutWhy: (why: string) => `Signed out. ${why}`,
  checking: "Asking ProcessMaker",
  checkingWhy: "Your browser opens in a moment.",
  inBrowser: "Continue in your browser",
  noBrowser: "Your browser could not be opened",
  exchanging: "Finishing the sign-in",
  signedIn: "Signed in",
  refreshing: "Refreshing",
  signingOut: "Signing out",
  signingOutWhy: "Latchkey asks ProcessMaker to revoke the token.",
  needed: (why: string) => `Sign-in needed. ${why}`,
  /** While it goes on. */
  underWay: (what: string) => `${what}…`,
  browser: "Your browser has answered. You can close its tab.",
  password: "ProcessMaker is checking your user name and password.",
  personalToken: "ProcessMaker says whose token it is.",
};

/** The question when somebody else came back. */
export const other = {
  titleUnknown: "Somebody else signed in this time.",
  title: (who: string, owner: string) =>
    `${who} signed in, but this connection belongs to ${owner}.`,
  somebody: "Somebody else",
  ofSomebody: "somebody else",
  keepEarlier: "Keep the earlier sign-in",
  keep: (who: string) => `Keep ${who}`,
  tokenGoes: "The token that came is not kept. Nothing else changes.",
  signInGoes: "The new sign-in is revoked at ProcessMaker. Nothing else changes.",
  useNew: "Use the new sign-in",
  use: (who: string) => `Use ${who}`,
  replacedEarlier: "The earlier sign-in is replaced here.",
  replaced: (owner: string) => `The sign-in of ${owner} is replaced here.`,
};
