/** The guide that adds or changes a connection, step by step. */
import type { CertificateView, Credentials, FaultView, Registration } from "../bindings";
import { among, fixtures, type FixtureName } from "../fixtures";
import { faultWords } from "../words/failures";
import { fails, never, refuses, type Answers } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

const address = (text: string): Step => ({ fill: "Address of your ProcessMaker", with: text });
const found4: readonly Step[] = [
  address("https://acme.processmaker.example"),
  { sees: "ProcessMaker 4 answers here" },
];

type More = { answers?: Answers; from?: FixtureName };

/** An entry that begins with an empty list. */
function guide(name: string, shows: string, steps: readonly Step[], more: More = {}): Entry {
  const { answers = {}, from = "firstStart" } = more;
  return {
    name: `guide-${name}`,
    group: "Guide",
    shows,
    snapshot: fixtures[from],
    answers,
    steps,
  };
}

/** What answers at an address, by the words in it (see answers.ts). */
function answering(name: string, shows: string, host: string, sees: string): Entry {
  return guide(name, shows, [address(`https://${host}`), { sees }]);
}

function client(name: string, shows: string, says: Registration, sees: string | null): Entry {
  const steps: Step[] = [...found4, { fill: "Client ID", with: "4" }];
  steps.push(sees === null ? { asks: "check_registration" } : { sees });
  return guide(name, shows, [...steps, { scroll: "end" }], {
    answers: { check_registration: () => says },
  });
}

function secret(name: string, shows: string, says: Credentials, sees: string | null): Entry {
  const steps: Step[] = [
    ...found4,
    { fill: "Client ID", with: "4" },
    { fill: "Client secret", with: "hXw1ZcQJmN8pR4tV" },
    sees === null ? { asks: "check_credentials" } : { sees },
    { scroll: "end" },
  ];
  return guide(name, shows, steps, { answers: { check_credentials: () => says } });
}

/** An entry about a connection that is there already. */
function edit(
  name: string,
  shows: string,
  snapshot: Entry["snapshot"],
  steps: readonly Step[] = [],
): Entry {
  const first = [{ press: /^Edit / }, { sees: "Client ID and secret" }] as const;
  return { name: `edit-${name}`, group: "Guide", shows, snapshot, steps: [...first, ...steps] };
}

const signedOut = { kind: "signedOut", note: null } as const;
const complete: readonly Step[] = [
  ...found4,
  { fill: "Client ID", with: "4" },
  { fill: "Client secret", with: "hXw1ZcQJmN8pR4tV" },
  { sees: "secret are right" },
];

/** A field that the window lets pass and the program does not. */
function refused(fault: Extract<FaultView, { kind: "name" | "clientId" | "clientSecret" }>): Entry {
  const steps: readonly Step[] = [
    ...complete,
    { press: "Save" },
    { sees: faultWords(fault) },
    { scroll: "end" },
  ];
  return guide(`refused-${fault.kind}`, "The program does not take a field", steps, {
    answers: { add_connection: refuses(fault.kind, fault) },
  });
}

const atCompany: readonly Step[] = [
  address("https://private.acme.example"),
  { sees: "Nobody vouches for this server" },
];

const root: CertificateView = {
  subject: "CN=Acme Root CA,O=Acme Corporation,C=US",
  until: Date.parse("2031-05-04T12:00:00Z"),
  fingerprint: Array.from({ length: 32 }, (_, at) => (160 + at).toString(16).toUpperCase()).join(
    ":",
  ),
};

export const guideEntries: readonly Entry[] = [
  guide("no-address", "What was typed is no address", [
    address("processmaker"),
    { sees: "This is not an address" },
  ]),
  guide("checking", "The address is being looked at", [address("https://acme.example")], {
    answers: { check_address: never },
  }),
  guide(
    "asking",
    "The server is being asked",
    [address("https://acme.example"), { sees: "Asking what" }],
    {
      answers: { detect_server: never },
    },
  ),
  guide("authority-unknown", "Nobody vouches for the server", atCompany),
  guide(
    "authority-trusted",
    "An authority of a company vouches for the server",
    [
      ...atCompany,
      { upload: "Trust a certificate authority" },
      { sees: "CN=Acme Root CA,O=Acme Corporation" },
      { sees: "ProcessMaker 4 answers here" },
    ],
    { answers: { read_authority: () => [root] } },
  ),
  guide(
    "authority-refused",
    "A file without a certificate",
    [...atCompany, { upload: "Trust a certificate authority" }, { sees: "This is no certificate" }],
    { answers: { read_authority: refuses("authority", { kind: "noCertificate" }) } },
  ),
  guide("found-4", "ProcessMaker 4 answers", found4),
  answering("found-2026", "ProcessMaker of 2026 answers", "new.acme.example", "(2026) answers"),
  answering("found-3", "ProcessMaker 3 answers", "pm3.acme.example", "ProcessMaker 3 answers"),
  answering("elsewhere", "The address leads elsewhere", "sso.acme.example", "leads to"),
  answering("login-page", "Another program's login page", "login.acme.example", "login page of"),
  answering("web-site", "An ordinary web page", "www.acme.example", "ordinary web page"),
  answering("other-program", "Another program", "other.acme.example", "Another program than"),
  answering("unreachable", "No server of this name", "vpn.acme.example", "no server of this name"),
  guide("plain-http", "A server on this computer", [
    address("http://127.0.0.1:8095"),
    { sees: /not encrypted/i },
  ]),
  guide("copied", "The redirect was copied", [
    ...found4,
    { press: /^Copy/ },
    { sees: "Register Latchkey, done" },
  ]),
  client("client-known", "The client takes our redirect", "complete", "takes its redirect"),
  client("client-first-half", "Half of it is registered", "onlyLoopback", "Only half"),
  client("client-second-half", "The other half", "onlyDeepLink", "Only half"),
  client("client-unknown", "The client is not known", "missing", "has no client with this ID"),
  client("client-unclear", "The server does not say", "unclear", null),
  secret("secret-right", "The secret is right", "right", "secret are right"),
  secret("secret-wrong", "The secret is wrong", "rejected", "does not take this secret"),
  secret("secret-unclear", "The server does not say", "unclear", null),
  guide("complete", "All is filled in", [...complete, { scroll: "end" }]),
  guide(
    "saving",
    "It is being saved",
    [...complete, { press: "Save and sign in" }, { scroll: "end" }],
    {
      answers: { add_connection: never },
    },
  ),
  guide(
    "not-saved",
    "It could not be saved",
    [...complete, { press: "Save" }, { sees: "Latchkey could not do that" }, { scroll: "end" }],
    { answers: { add_connection: fails("internal", "the disk is full") } },
  ),
  refused({ kind: "name", most: 80 }),
  refused({ kind: "clientId" }),
  refused({ kind: "clientSecret" }),
  guide("nothing-filled-in", "Saved with nothing filled in", [
    { press: "Save and sign in" },
    { sees: "Enter the address" },
  ]),
  guide("half-filled-in", "Saved with half of it filled in", [
    ...found4,
    { fill: "Name", with: "" },
    { press: "Save and sign in" },
    { sees: "Copy the client ID" },
    { scroll: "end" },
  ]),
  guide("by-password", "Signing in with a password", [
    ...found4,
    { choose: "Sign in with", option: "User name and password" },
    { sees: "Enable Password Grant" },
  ]),
  guide("by-password-3", "The same with ProcessMaker 3", [
    address("https://pm3.acme.example"),
    { sees: "ProcessMaker 3 answers" },
    { choose: "Sign in with", option: "User name and password" },
    { sees: "needs no Callback URL" },
  ]),
  guide("by-token", "Signing in with a personal access token", [
    ...found4,
    { choose: "Sign in with", option: "Personal access token" },
    { sees: "Nothing to register" },
  ]),
  guide(
    "another",
    "Adding another connection",
    [{ list: "Add connection" }, { sees: "About a minute" }],
    {
      from: "signedIn",
    },
  ),
  edit("signed-in", "A connection that is signed in", fixtures.signedIn),
  edit("signed-in-end", "Its lower half", fixtures.signedIn, [{ scroll: "end" }]),
  edit("signed-out", "A connection that is signed out", fixtures.signedOut),
  edit("managed", "A connection that is managed", fixtures.managed),
  edit("replacing", "Replacing the client secret", fixtures.signedOut, [
    { press: "Replace the client secret" },
    { sees: /^/ },
  ]),
  edit("replacing-2026", "The secret is shown only once", fixtures.version2026SecretMissing),
  edit("unsaved", "The secret is in memory only", (now) =>
    among(now, signedOut, { clientSecret: "unsaved" }),
  ),
  edit("closed-keyring", "The secret is in a closed keyring", (now) =>
    among(now, signedOut, { clientSecret: "unknown" }),
  ),
];
