/** Which words of the program the entries of the gallery show: by type, and where they stand. */
import type {
  CheckView,
  FindingView,
  ActivityPageView,
  AnsweredView,
  LineView,
  SnapshotView,
  StandingView,
  WhatView,
} from "../bindings";

/** What the program said while an entry was shown. */
export type Said =
  | { snapshot: SnapshotView }
  | { command: string; answer: unknown }
  | { command: string; refusal: unknown };

type Where = (said: Said) => unknown[];

const inFirst =
  (read: (first: SnapshotView["connections"][number]) => unknown): Where =>
  (said) =>
    "snapshot" in said && said.snapshot.connections[0] ? [read(said.snapshot.connections[0])] : [];

const inAnswer =
  (command: string, read: (answer: never) => unknown = (answer) => answer): Where =>
  (said) =>
    "answer" in said && said.command === command ? [read(said.answer as never)] : [];

/** What stands on the lines of an answer. */
const onLines =
  (read: (cell: LineView["cell"]) => unknown): Where =>
  (said) =>
    "answer" in said && said.command === "answer_lines"
      ? (said.answer as LineView[]).map(({ cell }) => read(cell))
      : [];

/** The same thing wherever it stands, by a field that only it has. */
const everywhere =
  (field: string, beside: string): Where =>
  (said) => {
    const found: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (field in value && beside in value) found.push((value as Record<string, unknown>)[field]);
      Object.values(value).forEach(visit);
    };
    visit(said);
    return found;
  };

const inActivity =
  (read: (what: WhatView) => unknown): Where =>
  (said) =>
    "answer" in said && said.command === "activity_page"
      ? (said.answer as ActivityPageView).events.map(({ what }) => read(what))
      : [];

/** Where each word can be seen. */
export const whereSeen: Record<string, Where> = {
  StateView: inFirst(({ state }) => state.kind),
  SignedOutNote: inFirst(({ state }) => state.kind === "signedOut" && state.note?.kind),
  KeyringProblem: inFirst(({ state }) => state.kind === "keyring" && state.problem),
  TroubleCode: everywhere("code", "status"),
  ListTroubleCode: everywhere("code", "path"),
  ErrorCode: (said) => ("refusal" in said ? [(said.refusal as { code: string }).code] : []),
  ClientSecretView: inFirst(({ clientSecret }) => clientSecret),
  ListOrder: everywhere("listOrder", "clipboardSeconds"),
  Environment: everywhere("environment", "host"),
  Generation: inFirst(({ generation }) => generation),
  Method: inFirst(({ method }) => method),
  WayView: everywhere("way", "startedAt"),
  ThroughView: everywhere("through", "form"),
  DetectionView: inAnswer("detect_server", ({ kind }: { kind: string }) => kind),
  Registration: inAnswer("check_registration"),
  Credentials: inAnswer("check_credentials"),
  WhatView: inActivity(({ kind }) => kind),
  By: inActivity((what) => what.kind === "signedIn" && what.by),
  Because: inActivity((what) => what.kind === "refreshed" && what.because),
  Copies: inActivity((what) => what.kind === "refreshed" && what.copies),
  Revoked: inActivity((what) => what.kind === "signedOut" && what.revoked),
  Found: everywhere("found", "at"),
  // An answer may still be out.
  BodyView: inAnswer("send_request", ({ form }: Partial<AnsweredView>) => form),
  VerdictView: inAnswer("send_request", ({ verdict }: Partial<AnsweredView>) => verdict?.kind),
  LinkView: (said) => ("snapshot" in said ? [said.snapshot.link?.kind] : []),
  StandingView: (said) =>
    "answer" in said && said.command === "preview_connections"
      ? (said.answer as StandingView[]).map(({ kind }) => kind)
      : [],
  CheckView: (said) =>
    "answer" in said && said.command === "begin_check_up"
      ? (said.answer as CheckView[]).map(({ kind }) => kind)
      : [],
  // A look may still be out.
  FoundView: inAnswer("check_up", ({ found }: Partial<FindingView>) => found?.kind),
  Verdict: inAnswer("check_up", ({ verdict }: Partial<FindingView>) => verdict),
  CheckRemedy: (said) =>
    "answer" in said && said.command === "check_up"
      ? ((said.answer as Partial<FindingView>).remedies ?? [])
      : [],
  OtherView: inAnswer(
    "check_up",
    ({ found }: Partial<FindingView>) => found?.kind === "noServer" && found.other.kind,
  ),
  CellView: onLines(({ kind }) => kind),
  BracketView: onLines((cell) => "bracket" in cell && cell.bracket),
};

/** Words that make no screen of their own, and why. */
export const seenOtherwise: Record<string, string> = {
  FaultView: "a sentence at what was typed, one as long as the other",
  FoldView: "what a fold or a button of the answer asks for",
  AtLogin: "a choice in a list",
  Closing: "a choice in a list",
  Language: "a choice in a list",
  Proxy: "a choice in a list",
  ProxyFrom: "a sentence in a line, one as long as the other",
  Spoken: "the language of every screen",
  Trust: "what is sent along when a server is asked",
  Form: "the menu of forms lists them all",
  HttpMethod: "a choice in a list",
  Errand: "what the window does when somebody is brought to it",
  MadeView: "which of two buttons was pressed",
  ListOrder: "a choice in a list",
  ProductionGuard: "a choice in a list",
  Theme: "a choice in a list",
  ZoomStep: "what keys ask for",
  WayBack: "which of two buttons was pressed",
  SideView: "which of two buttons was pressed",
};

/** Single words that no screen shows, and why. */
export const unseen: Record<string, Record<string, string>> = {
  ErrorCode: { managed: "the window offers nothing that would be refused for it" },
};

/** Components that no screen has, and why. */
export const undrawn: Record<string, string> = {};
