/** What may stand in the way, found and looked for; and the sheet of the keys. */
import type {
  CheckRemedy,
  CheckView,
  FindingView,
  FoundView,
  SnapshotView,
  Verdict,
} from "../bindings";
import { checks, finding, report, unwell, well } from "../doctor/fixture-parts";
import { trouble } from "../fixture-parts";
import { fixtures, type FixtureName } from "../fixtures";
import { fails, never, refuses, type Answers } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

/** Somebody who wants to be told of a newer release. */
function newerRelease(now: number): SnapshotView {
  const { settings, ...others } = fixtures.signedIn(now);
  return { ...others, newerRelease: "0.2.0", settings: { ...settings, tellOfReleases: true } };
}

const settings: readonly Step[] = [{ list: "Settings" }];
const open: readonly Step[] = [...settings, { press: "Check this computer" }];

function answers(look: (check: CheckView) => unknown): Answers {
  return {
    begin_check_up: () => checks,
    check_up: (args) => look((args as { check: CheckView }).check),
    check_up_report: () => report,
  };
}

function entry(
  name: string,
  shows: string,
  look: (check: CheckView) => unknown,
  steps: readonly Step[] = [],
  from: FixtureName = "signedIn",
): Entry {
  return {
    name,
    group: "Check-up",
    shows,
    snapshot: fixtures[from],
    steps: [...open, ...steps],
    answers: answers(look),
  };
}

/** Everything is well but for one thing. */
function but(
  of: CheckView["kind"],
  found: FoundView,
  verdict: Verdict = "good",
  remedies: CheckRemedy[] = [],
): (check: CheckView) => FindingView {
  return (check) => (check.kind === of ? finding(found, verdict, remedies) : well(check));
}

const claim: CheckRemedy[] = ["claimLinks", "useLocalAddress"];

/** What there is to find beside the two extremes: a name, what it shows, and what is found. */
const others = [
  ["links-copy", but("links", { kind: "linksOtherCopy" }, "look", claim)],
  ["links-not-ours", but("links", { kind: "linksNotOurs" }, "look", claim)],
  ["links-nobody", but("links", { kind: "linksNobody" }, "look", claim)],
  ["links-no-launcher", but("links", { kind: "linksNoLauncher" }, "look")],
  ["links-not-installed", but("links", { kind: "linksNotInstalled" }, "look")],
  ["links-unused", but("links", { kind: "linksUnused" }, "good", ["useLinks"])],
  ["proxy-unknown", but("proxy", { kind: "proxyUnknown", why: "no answer in time" }, "look")],
  ["system-certificates", but("certificates", { kind: "systemCertificates" })],
  ["late", but("server", { kind: "late" }, "look")],
  ["elsewhere", but("server", other({ kind: "elsewhere", host: "login.acme.example" }), "bad")],
  ["login-page", but("server", other({ kind: "loginPage" }), "bad")],
  ["web-site", but("server", other({ kind: "webSite" }), "bad")],
  ["other-application", but("server", other({ kind: "otherApplication" }), "bad")],
] as const;

function other(what: Extract<FoundView, { kind: "noServer" }>["other"]): FoundView {
  return { kind: "noServer", other: what };
}

export const checkUpEntries: readonly Entry[] = [
  entry("check-up", "Everything is in order", well, [{ sees: "Everything is in order" }]),
  entry("check-up-looking", "What is not known yet", (check) =>
    check.kind === "server" || check.kind === "keyring" ? never() : well(check),
  ),
  entry("check-up-trouble", "Much stands in the way", unwell, [{ sees: "9 of 10 need a look" }]),
  entry("check-up-report", "The report before it is copied", unwell, [
    { sees: "9 of 10 need a look" },
    { unfold: "Read it first" },
    { scroll: "end" },
  ]),
  ...others.map(([name, look]) =>
    entry(`check-up-${name}`, `A check-up: ${name}`, look, [{ sees: /in order|needs? a look/ }]),
  ),
  {
    ...entry("check-up-not-unlocked", "A keyring that stays locked", unwell, [
      { sees: "9 of 10 need a look" },
      { press: "Unlock" },
      { sees: "The keyring could not be used" },
    ]),
    answers: {
      ...answers(unwell),
      unlock_keyring: fails("trouble", "the keyring is locked", {
        ...trouble("keyring"),
        keyring: "locked",
      }),
    },
  },
  {
    ...entry("check-up-not-begun", "A check-up that cannot begin", well, [
      { sees: "could not be looked at" },
    ]),
    answers: { begin_check_up: refuses("internal", { kind: "programCloses" }) },
  },
  {
    ...entry("check-up-not-copied", "A report that the clipboard does not take", well, [
      { sees: "Everything is in order" },
      { press: "Copy report" },
      { sees: "The clipboard could not be used" },
    ]),
    answers: { ...answers(well), copy_check_up_report: fails("clipboard") },
  },
  {
    name: "shortcuts",
    group: "Dialogs",
    shows: "All keys that do something",
    snapshot: fixtures.signedIn,
    steps: [...settings, { press: "Keyboard shortcuts" }, { sees: "Find a connection" }],
  },
  {
    name: "help-settings",
    group: "Dialogs",
    shows: "Check-up and shortcuts in the settings",
    snapshot: fixtures.signedIn,
    steps: [...settings, { scroll: "end" }],
  },
  {
    name: "release-sign",
    group: "Dialogs",
    shows: "A newer release is out: the sign at the settings",
    snapshot: newerRelease,
    steps: [{ sees: "Copy access token" }],
  },
  {
    name: "release",
    group: "Dialogs",
    shows: "A newer release is out, in the settings",
    snapshot: newerRelease,
    steps: [{ list: /^Settings/ }, { sees: "See what is new" }],
  },
  {
    name: "release-setting",
    group: "Dialogs",
    shows: "Whether newer releases are told of",
    snapshot: newerRelease,
    steps: [{ list: /^Settings/ }, { under: "Network" }],
  },
];
