/** The guide that adds and changes a connection. */
export const guide = {
  first: "Add your first connection",
  firstWhy:
    "Latchkey signs you in to ProcessMaker in your own browser and keeps a fresh token at hand.",
  importFile: "Import connections from a file",
  add: "Add a connection",
  addWhy: "About a minute. You need a ProcessMaker administrator once.",
  edit: (name: string) => `Edit ${name}`,
  copyLink: "Copy link",
  managed: "Managed for you",
  managedWhy:
    "Whoever looks after this computer keeps this connection up to date. Yours are its client secret and your sign-in.",
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removeAsk: (name: string) => `Remove ${name}?`,
  removeSignsOut: "Latchkey signs out: copies of the token stop working.",
  removeGoes: "The connection goes, with what the keyring keeps for it.",
  saveAndSignIn: "Save and sign in",
  stepDone: ", done",
};

/** Its first step. */
export const address = {
  title: "Where is it?",
  label: "Address of your ProcessMaker",
  help: "The address in your browser when you use ProcessMaker.",
  checking: "Checking…",
  plain: "not encrypted, and on this computer only",
  asking: "asking what answers there…",
  saveAnyway: "You can save it all the same.",
  askAgain: "Ask again",
  method: "Sign in with",
  trust: "Trust a certificate authority",
  trustOther: "Choose another",
  trusted: "Trusted for this connection",
  trustedUntil: (date: string) => `until ${date}`,
  fingerprint: "SHA-256",
  distrust: "Remove",
  unreadable: "This file cannot be read.",
};

/** What answers at the address. */
export const found = {
  version3: (workspace: string) => `ProcessMaker 3 answers here, workspace ${workspace}`,
  version4: "ProcessMaker 4 answers here",
  version2026: "ProcessMaker (2026) answers here",
  elsewhere: (host: string) => `This address leads to ${host}`,
  elsewhereNext:
    "Compare the address with the one in your browser when you use ProcessMaker. If it is the same, your network may want you to sign in to it first.",
  loginPage: "The login page of another program answers here",
  webSite: "An ordinary web page answers here",
  folderNext:
    "Compare the address with the one in your browser when you use ProcessMaker: it may have a folder at its end.",
  otherApplication: "Another program than ProcessMaker answers here",
  otherNext: "Compare the address with the one in your browser when you use ProcessMaker.",
};

/** Its second step; what stands between stars is bold. */
export const register = {
  title: "Register Latchkey",
  on: "In",
  on3: "On the page",
  browser:
    "create a client, tick only *Enable Authorization Code Grant*, and paste this as Redirect URL:",
  password: "create a client and tick only *Enable Password Grant*. It needs no Redirect URL.",
  browser3: "press *New*, enter a name and any web site, and paste this as Callback URL:",
  password3:
    "press *New*, enter a name and any web site, and save. Latchkey needs no Callback URL.",
  later: "It appears here as soon as the address is known.",
};

/** Its third step. */
export const client = {
  title: "Client ID and secret",
  id: "Client ID",
  idHint3: "ID",
  idHint: "ID, like 4",
  secret: "Client secret",
  secretHint: "Secret, kept in the keyring",
  once: "ProcessMaker shows the secret only once, when the client is made.",
  putRight: "Put it right in ProcessMaker and come back: Latchkey looks again.",
  checkAgain: "Check again",
  allRight: "Client, redirect and secret are right.",
  complete: "ProcessMaker knows this client and takes its redirect.",
  onlyHalf: "Only half of the redirect is registered: paste the whole line.",
  missing: (field: string) =>
    `ProcessMaker has no client with this ID, or its ${field} is not the line above.`,
  right: "The secret is right.",
  rejected:
    "ProcessMaker does not take this secret. Copy it once more, and tick only Enable Authorization Code Grant there.",
  replace: "Replace",
  replaceSecret: "Replace the client secret",
  where: {
    saved: "Saved in the keyring",
    unsaved: "In memory only, not saved",
    missing: "Missing",
    unknown: "In the keyring, which is closed",
  },
};

/** Its last step. */
export const naming = {
  title: "Name and environment",
  hint: "What you call it",
  environment: "Environment",
};
