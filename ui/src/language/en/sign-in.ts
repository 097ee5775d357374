import { tokenPage } from "./places";

/** Signing in, and waiting for the browser. */
export const signIn = {
  start: "Sign in to ProcessMaker",
  browser:
    "Your browser opens ProcessMaker, you sign in there, and come back here with a token. Latchkey never sees your password.",
  password: "Your password is sent to ProcessMaker once and never kept.",
  personalToken: `Make a token in ProcessMaker: ${tokenPage}. It is shown once.`,
  userName: "User name",
  secret: "Password",
  token: "Paste the token",
  useToken: "Use this token",
  last: (who: string) => `Last signed in as ${who}`,
  anew: "Sign in anew",
};

/** While the browser has its turn. */
export const waiting = {
  press: (consent: string) =>
    `Sign in to ProcessMaker there and press ${consent}. This page changes by itself.`,
  pressAfter: (consent: string) =>
    `Try again, or copy the sign-in link and open it in your browser. Sign in there and press ${consent}.`,
  open: "Open the browser",
  copyLink: "Copy the sign-in link",
  paste: "Paste the address instead",
  ends: (left: string) => `This attempt ends in ${left}`,
  unchecked:
    "ProcessMaker could not be asked whether it knows this application. If your browser shows an error, read on here in a minute.",
  hint: "ProcessMaker may have answered",
  hintWhy: "Nothing proves that the answer belongs to this sign-in: Latchkey goes on waiting.",
  silent: "Nothing has come back yet. Most often it is one of these:",
  error: "The browser shows an error instead of a sign-in page",
  mustBe: (field: string, client: string, where: string) =>
    `The ${field} of client ${client} ${where} must be exactly this:`,
  closed: "The tab was closed, or another browser profile opened",
  openAgain: "Open it again",
  openAgainOr: ", or copy the sign-in link into the browser window that you want.",
  stuck: "You pressed Authorize, but the browser did not open Latchkey",
  local: "Use a local address instead",
  localThen: ". The sign-in starts again and comes back another way.",
};

/** The address that the browser ended at, pasted by hand. */
export const paste = {
  label: "The address your browser ended at",
  hint: "Paste it here",
  help: (consent: string) =>
    `After you pressed ${consent}: copy everything from the browser’s address bar.`,
  use: "Use this address",
};

/** Signing out, and what came of it. */
export const signOut = {
  title: (name: string) => `Sign out of ${name}?`,
  verb: "Sign out",
  token:
    "Latchkey removes the token from the keyring. Elsewhere it goes on working, until you delete it in ProcessMaker.",
  revokes: "Latchkey revokes the token at ProcessMaker and removes it from the keyring.",
  copies: "Copies that you have handed out stop working.",
  copies3: "Copies of it stop working; copies of tokens before it work until they end.",
  browser: "Your browser itself stays signed in to ProcessMaker.",
  browserStill:
    "Your browser itself stays signed in to ProcessMaker. On a shared computer, sign out there too.",
  untilEnd: "until it ends",
  until: (moment: string) => `until ${moment}`,
  here: "Signed out on this computer",
  hereNext: (until: string) =>
    `Latchkey has forgotten the token, which goes on working ${until}. To end it, delete it in ProcessMaker: ${tokenPage}.`,
  notThere: "Signed out here, but not at ProcessMaker",
  notThereNext: (until: string) =>
    `Latchkey has forgotten the token. ProcessMaker could not be told, so a copy that was handed out works ${until}.`,
  exceptOne: "Signed out, except for one token",
  exceptOneNext:
    "Earlier copies have stopped working. The last token could not be revoked, but nobody has a copy of it.",
  all: "Signed out",
  allNext: "The token was revoked at ProcessMaker: every copy of it has stopped working.",
  why: "Why",
  earlier: (client: string, where: string) =>
    `An administrator can end it earlier by removing client ${client} ${where}, which signs out everybody who uses it.`,
};
