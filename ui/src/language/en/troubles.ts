import type { KeyringProblem, TroubleCode } from "../../bindings";
import { tokenPage } from "./places";

type Told = { title: string; next: string };

/** What went wrong, and what to do next. */
export const troubles = {
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
  },
  serverRefused: {
    title: "ProcessMaker refused the sign-in",
    next: "Try again. If it stays so, show the details to your ProcessMaker administrator.",
  },
  clientRejected: {
    title: "ProcessMaker does not accept this client",
    next: "The client ID or secret is wrong, or another box is ticked. In Auth Clients, tick only Enable Authorization Code Grant for this client.",
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
    next: "It was not renewed for too long. Nothing else is wrong: sign in again.",
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
  },
  misdirected: {
    title: "This address leads somewhere else",
    next: "The server sends Latchkey to another address. Put the right one into this connection.",
  },
  nameNotFound: {
    title: "There is no server of this name",
    next: "Check the address, and whether you need a VPN.",
  },
  unreachable: {
    title: "The server cannot be reached",
    next: "Check your network, and whether you need a VPN.",
  },
  unknownAuthority: {
    title: "Nobody vouches for this server",
    next: "This computer does not know who signed its certificate. Many companies sign their own: ask for the certificate of that authority, and choose it in this connection.",
  },
  certificateName: {
    title: "The certificate is for another server",
    next: "Check the address. If it is right, tell whoever looks after the server.",
  },
  certificateExpired: {
    title: "The server’s certificate has expired",
    next: "Check the date and time of this computer. If they are right, tell whoever looks after the server.",
  },
  certificateEarly: {
    title: "The server’s certificate is not valid yet",
    next: "Check the date and time of this computer. If they are right, tell whoever looks after the server.",
  },
  certificate: {
    title: "The server cannot prove who it is",
    next: "Its certificate cannot be trusted; Details says why. Ask whoever looks after the server.",
  },
  tls: {
    title: "No secure connection to the server",
    next: "Its encryption may be too old, or something in between breaks it off. If it stays so, ask whoever looks after the server.",
  },
  proxy: {
    title: "The proxy did not let Latchkey through",
    next: "It does not allow this server. Ask whoever looks after your network, or choose another way in Settings.",
  },
  proxyUnreachable: {
    title: "The proxy cannot be reached",
    next: "Check your network, and whether the proxy in Settings is the right one.",
  },
  proxyCredentials: {
    title: "The proxy wants a user name and password",
    next: "Set them in Settings, or check them there.",
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
    next: "It is back once that is done.",
  },
  serverError: {
    title: "ProcessMaker failed",
    next: "The fault is on the server. If it stays so, tell whoever looks after it.",
  },
  unexpectedAnswer: {
    title: "Something other than ProcessMaker answered",
    next: "Check the address, and whether your network wants you to sign in to it first.",
  },
  tokenNotAccepted: {
    title: "ProcessMaker no longer accepts this token",
    next: "It was withdrawn on the server. Refresh it; if that does not help, sign out and in again.",
  },
  answerLost: {
    title: "The server’s answer was lost on its way",
    next: "The network broke off while the token was being renewed. Nothing else is wrong: sign in again.",
  },
  passwordRejected: {
    title: "User name or password is wrong",
    next: "Check both and try again. If you usually sign in by single sign-on, use the browser.",
  },
  grantMissing: {
    title: "There is no sign-in by password here",
    next: "In Auth Clients, tick Enable Password Grant for this client. ProcessMaker 4.14.0 and 4.14.1 do not have it: sign in with the browser there.",
  },
  ownLimit: {
    title: "Latchkey takes a break",
    next: "It has asked ProcessMaker often enough for now, and spares the server.",
  },
  busy: {
    title: "Another program is renewing this token",
    next: "Only one may at a time; Details says which. If it is not done soon, see what it asks for.",
  },
  lock: {
    title: "The lock file cannot be used",
    next: "It keeps two programs from renewing the token at once. Check that Latchkey can write to its folder.",
  },
  noWayBack: {
    title: "Your browser could not come back to Latchkey",
    next: "Links do not open Latchkey, and a security program may keep it from listening for the answer. Try again, or install Latchkey so that links open it.",
  },
  noSecret: {
    title: "The client secret is missing",
    next: "Enter it in this connection. ProcessMaker shows it in Auth Clients.",
  },
  keyring: {
    title: "The keyring could not be used",
    next: "Unlock it and try again.",
  },
} satisfies Record<TroubleCode, Told>;

/** Where the way to sign in makes a difference. */
export const troublesOf = {
  password: {
    clientRejected:
      "The client ID or secret is wrong, or another box is ticked. In Auth Clients, tick only Enable Password Grant for this client.",
    configuration: "In Auth Clients, tick only Enable Password Grant for this client.",
  },
  personalToken: {
    noRefreshToken: {
      title: "This token has ended",
      next: `Make a new one in ProcessMaker: ${tokenPage}.`,
    },
    tokenNotAccepted: {
      title: "ProcessMaker does not accept this token",
      next: `It may have been deleted there. Make a new one: ${tokenPage}.`,
    },
  },
  version3: {
    declined: "Deny was pressed in ProcessMaker. Sign in again and press Accept there.",
    notRegistered:
      "Either the client ID is wrong, or the Callback URL of the application is not exactly this:",
    clientRejected: "The client ID or secret is wrong.",
    configuration: "Show the details to your ProcessMaker administrator.",
    grantMissing: "Sign in with the browser instead.",
    noSecret: "Enter it in this connection. ProcessMaker shows it with the application.",
  },
  version2026: {
    noSecret:
      "Enter it in this connection. ProcessMaker showed it once, when the client was made: if nobody kept it, register Latchkey anew.",
  },
};

/** What is the matter with the keyring; the list has room for two words. */
export const keyring = {
  locked: {
    title: "The keyring is locked",
    next: "Unlock it with its password, often that of this computer, and try again.",
    short: "keyring locked",
  },
  missing: {
    title: "This computer has no keyring running",
    next: "Latchkey keeps tokens nowhere else. Install one, such as GNOME Keyring or KWallet, log in again, and try again.",
    short: "no keyring",
  },
  slow: {
    title: "The keyring does not answer",
    next: "It may be asking for its password in another window. Answer there, and try again.",
    short: "keyring silent",
  },
  refused: {
    title: "The keyring refused Latchkey",
    next: "Allow Latchkey in the keyring’s own settings, and try again.",
    short: "keyring refused",
  },
  full: {
    title: "The keyring has no room",
    next: "Remove entries that you no longer need, and try again.",
    short: "keyring full",
  },
  damaged: {
    title: "The saved sign-in cannot be read",
    next: "Its entry in the keyring is damaged. Try again; if that does not help, sign in anew, which replaces it.",
    short: "keyring damaged",
  },
  newer: {
    title: "The saved sign-in comes from a newer Latchkey",
    next: "Update Latchkey to use it, and try again.",
    short: "update needed",
  },
} satisfies Record<KeyringProblem, Told & { short: string }>;
