/** What is reached from the card of a connection: dialogs, menus, folds, and commands that fail. */
import type { ErrorCode } from "../bindings";
import { personalTokens, trouble } from "../fixture-parts";
import { fixtures, type FixtureName } from "../fixtures";
import { fails, refuses, never, type Answers } from "./answers";
import type { Entry, Group } from "./entries";
import type { Step } from "./steps";

type More = { answers?: Answers; width?: "wide" | "narrow" };

function entry(
  group: Group,
  [name, shows]: readonly [string, string],
  from: FixtureName,
  steps: readonly Step[],
  more: More = {},
): Entry {
  return { name, group, shows, snapshot: fixtures[from], steps, ...more };
}

/** A command from the card that the program refuses. */
function refused(code: ErrorCode, answer: () => never = fails(code)): Entry {
  const shows = `Copying failed: ${code}`;
  const answers = { copy_token: answer };
  const steps = [
    { press: "Copy access token" },
    { sees: /That did|Not at|gone|clipboard|first|could not/ },
  ] as const;
  return entry("Unfolded and in between", [`failed-${code}`, shows], "signedIn", steps, {
    answers,
  });
}

/** Keys that cannot be listened to. */
function keysRefused(code: ErrorCode, shows: string): Entry {
  const [{ id: connection, name } = { id: "", name: "" }] = fixtures.signedIn(0).connections;
  const shortcut = { keys: "Control+Alt+KeyT", connection };
  const steps = [
    ...settings,
    { choose: "Whose token they copy", option: name },
    { sees: /These keys cannot|Another program/ },
  ] as const;
  return {
    ...entry("Dialogs", [`settings-${code}`, shows], "signedIn", steps, {
      answers: { change_settings: fails(code) },
    }),
    snapshot: (now) => {
      const snapshot = fixtures.signedIn(now);
      return { ...snapshot, settings: { ...snapshot.settings, shortcut } };
    },
  };
}

const managing: readonly Step[] = [
  { press: "Token", role: "tab" },
  { press: "Personal access tokens" },
  { sees: "Each lets a program" },
];
const settings: readonly Step[] = [{ list: "Settings" }, { sees: "Clear a copied token" }];
const own = () => personalTokens(3).map((one, at) => ({ ...one, isOwn: at === 0 }));

const dialogs: readonly Entry[] = [
  entry("Dialogs", ["settings", "The settings"], "signedIn", settings),
  entry("Dialogs", ["settings-window", "What the window and the tray do"], "signedIn", [
    ...settings,
    { under: "Window and tray" },
  ]),
  entry("Dialogs", ["settings-notifications", "What the person is told of"], "signedIn", [
    ...settings,
    { under: "Notifications" },
  ]),
  entry(
    "Dialogs",
    ["settings-proxy", "A proxy that cannot be used"],
    "signedIn",
    [
      ...settings,
      { choose: "Servers are reached", option: "Through this proxy" },
      { fill: "Address of the proxy", with: "socks5://proxy.example" },
      { sees: "Only proxies at http:// and https://" },
      { under: "Network" },
    ],
    { answers: { change_settings: refuses("proxy", { kind: "proxyScheme" }) } },
  ),
  {
    ...entry(
      "Dialogs",
      ["settings-proxy-login", "A proxy whose password the keyring does not take"],
      "signedIn",
      [
        ...settings,
        { fill: "Password at the proxy", with: "something" },
        { sees: "The keyring could not be used" },
        { under: "Network" },
      ],
      {
        answers: {
          keep_proxy_password: fails("trouble", "the keyring is locked", {
            ...trouble("keyring"),
            keyring: "locked",
          }),
        },
      },
    ),
    snapshot: (now) => {
      const { settings, ...others } = fixtures.signedIn(now);
      const address = "http://proxy.example:3128";
      return {
        ...others,
        settings: { ...settings, proxy: { kind: "manual", address, except: "", user: "maria" } },
      };
    },
  },
  entry(
    "Dialogs",
    ["settings-not-saved", "The settings cannot be saved"],
    "signedIn",
    [
      ...settings,
      { choose: "A copied token is good for at least", option: "1 hour" },
      { sees: "The setting was not saved" },
    ],
    { answers: { change_settings: fails("internal", "the disk is full") } },
  ),
  entry(
    "Dialogs",
    ["settings-bare", "The settings on a desktop without tray and keys"],
    "signedIn",
    [...settings, { sees: "shows no tray" }, { scroll: "end" }],
    { answers: { abilities: () => ({ tray: false, keys: false, heard: false }) } },
  ),
  keysRefused("shortcut", "The keys of the settings cannot be used"),
  keysRefused("shortcutTaken", "The keys of the settings belong to another program"),
  entry("Dialogs", ["sign-out", "Signing out"], "signedIn", [{ press: "Sign out" }]),
  entry("Dialogs", ["sign-out-3", "Signing out of ProcessMaker 3"], "version3", [
    { press: "Sign out" },
  ]),
  entry(
    "Dialogs",
    ["sign-out-token", "Removing a personal access token"],
    "personalTokenSignedIn",
    [{ press: "Sign out" }],
  ),
  entry("Dialogs", ["refresh", "Refreshing a token that nobody has"], "signedIn", [
    { press: "Refresh" },
  ]),
  entry("Dialogs", ["refresh-copied", "Refreshing a copied token"], "copiedBefore", [
    { press: "Refresh" },
  ]),
  entry("Dialogs", ["refresh-3", "Refreshing with ProcessMaker 3"], "version3", [
    { press: "Refresh" },
  ]),
  entry("Dialogs", ["remove", "Removing a connection that is signed in"], "signedIn", [
    { press: /^Edit / },
    { press: /^Remove / },
  ]),
  entry("Dialogs", ["remove-signed-out", "Removing a connection"], "signedOut", [
    { press: /^Edit / },
    { press: /^Remove / },
  ]),
  entry(
    "Dialogs",
    ["production", "An administrator's token of production"],
    "signedIn",
    [{ press: "Copy access token" }, { sees: "Copy an administrator" }],
    { answers: { copy_token: fails("guarded") } },
  ),
  entry("Dialogs", ["tokens", "Personal access tokens"], "signedIn", managing),
  entry("Dialogs", ["tokens-loading", "They are being asked for"], "signedIn", managing, {
    answers: { personal_tokens: never },
  }),
  entry("Dialogs", ["tokens-none", "There are none"], "signedIn", managing, {
    answers: { personal_tokens: () => [] },
  }),
  entry("Dialogs", ["tokens-many", "There are thirty"], "signedIn", managing, {
    answers: { personal_tokens: () => personalTokens(30) },
  }),
  entry("Dialogs", ["tokens-unreachable", "They cannot be had"], "signedIn", managing, {
    answers: { personal_tokens: fails("trouble", "", trouble("unreachable")) },
  }),
  entry("Dialogs", ["tokens-not-now", "They cannot be had at this moment"], "signedIn", managing, {
    answers: { personal_tokens: fails("notNow", "") },
  }),
  entry("Dialogs", ["tokens-made", "One was made"], "signedIn", [
    ...managing,
    { fill: "Name of a new token", with: "Nightly export" },
    { press: "Make and copy" },
    { sees: "is made and copied" },
  ]),
  entry("Dialogs", ["tokens-nameless", "One without a name"], "signedIn", [
    ...managing,
    { press: "Make and copy" },
    { sees: "Use a name of at most" },
  ]),
  entry(
    "Dialogs",
    ["tokens-not-made", "One could not be made"],
    "signedIn",
    [
      ...managing,
      { fill: "Name of a new token", with: "Nightly export" },
      { press: "Make and copy" },
      { sees: "The server cannot be reached" },
    ],
    { answers: { create_personal_token: fails("trouble", "", trouble("unreachable")) } },
  ),
  entry("Dialogs", ["tokens-revoke", "Revoking one"], "signedIn", [
    ...managing,
    { press: "Revoke Nightly export" },
    { sees: "stop working at once" },
  ]),
  entry(
    "Dialogs",
    ["tokens-revoke-own", "Revoking the one in use"],
    "personalTokenSignedIn",
    [...managing, { press: "Revoke Nightly export" }, { sees: "you are signed out here" }],
    { answers: { personal_tokens: own } },
  ),
  entry("Dialogs", ["tokens-revoked", "One was revoked"], "signedIn", [
    ...managing,
    { press: "Revoke CI" },
    { press: "Revoke" },
    { sees: "is revoked" },
  ]),
];

const menus: readonly Entry[] = [
  entry("Menus", ["copy-as", "Forms to copy the token in"], "signedIn", [{ press: "Copy as" }]),
  entry("Menus", ["copy-as-bare", "The same without the token"], "signedIn", [
    { press: "Copy as" },
    { press: "Leave the token out", role: "menuitemcheckbox" },
  ]),
  entry(
    "Menus",
    ["switcher", "The connections, in a narrow window"],
    "signedIn",
    [{ press: /^Acme production/ }],
    {
      width: "narrow",
    },
  ),
  entry("Menus", ["switcher-many", "Many of them"], "many", [{ press: /^Acme production/ }], {
    width: "narrow",
  }),
];

const unfolded: readonly Entry[] = [
  entry("Unfolded and in between", ["details-trouble", "The server's words"], "clientRejected", [
    { unfold: "Details" },
    { scroll: "end" },
  ]),
  entry("Signing in", ["paste", "Pasting the address instead"], "awaiting", [
    { press: "Paste the address instead" },
    { sees: "copy everything from" },
  ]),
  entry("Signing in", ["paste-other", "An address of another sign-in"], "awaiting", [
    { press: "Paste the address instead" },
    { press: "Use this address" },
    { sees: "not from this sign-in" },
  ]),
  entry(
    "Signing in",
    ["paste-wrong", "No address of ours"],
    "awaiting",
    [
      { press: "Paste the address instead" },
      { press: "Use this address" },
      { sees: "This is not the address" },
    ],
    { answers: { paste_redirect: fails("pasteNotOurs") } },
  ),
  entry("Signing in", ["link-copied", "The sign-in link was copied"], "awaiting", [
    { press: "Copy the sign-in link" },
    { sees: "Copied" },
  ]),
  entry("Signing in", ["awaiting-silent-end", "The likely causes"], "awaitingSilent", [
    { scroll: "end" },
  ]),
  entry("Other ways to sign in", ["password-empty", "No password was typed"], "password", [
    { press: "Sign in" },
    { sees: /type your user name/i },
  ]),
  entry("Other ways to sign in", ["token-wrong", "No token was pasted"], "personalToken", [
    { fill: "Paste the token", with: "no token" },
    { press: "Use this token" },
    { sees: /no token of ProcessMaker/ },
  ]),
  entry(
    "Unfolded and in between",
    ["copying", "The token is being refreshed for a copy"],
    "signedIn",
    [{ press: "Copy access token" }],
    { answers: { copy_token: never } },
  ),
  entry("Unfolded and in between", ["keyboard", "A button that has the keyboard"], "signedIn", [
    { focus: "Copy access token" },
  ]),
  refused("notNow"),
  refused("unknownConnection"),
  refused("stillSignedIn"),
  refused("clipboard"),
  refused("browser"),
  refused("internal", refuses("internal", { kind: "programCloses" })),
  refused("trouble", fails("trouble", "", trouble("timeout"))),
  {
    name: "lost",
    group: "Before anything is there",
    shows: "The program does not answer the window",
    snapshot: fixtures.firstStart,
    answers: { watch: refuses("internal", { kind: "programCloses" }) },
  },
];

export const cardEntries: readonly Entry[] = [...dialogs, ...menus, ...unfolded];
