/** Connections that go to others, and those that come from them. */
import type { OfferView } from "../bindings";
import { fixtures, type FixtureName } from "../fixtures";
import { standings } from "../share/fixture-parts";
import { fails, refuses, type Answers } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

function entry(
  name: string,
  shows: string,
  from: FixtureName,
  steps: readonly Step[],
  answers: Answers = {},
): Entry {
  return { name, group: "Share and move", shows, snapshot: fixtures[from], steps, answers };
}

const settings: readonly Step[] = [{ list: "Settings" }, { sees: "Share and move" }];
const chosen: readonly Step[] = [...settings, { upload: "Import connections" }];
const mixed = { preview_connections: () => standings };

/** Before anybody has agreed to it. */
function linked(name: string, shows: string, offer: OfferView): Entry {
  const snapshot = (now: number) => ({
    ...fixtures.signedIn(now),
    link: { kind: "connection", offer } as const,
  });
  return { name, group: "Share and move", shows, snapshot };
}

const [{ offer: one }] = standings;

export const shareEntries: readonly Entry[] = [
  entry("share", "Exporting and importing, in the settings", "signedIn", [
    ...settings,
    { scroll: "end" },
  ]),
  entry("exported", "The connections are exported", "signedIn", [
    ...settings,
    { press: "Export connections" },
    { sees: "The connections are exported" },
    { scroll: "end" },
  ]),
  entry(
    "not-exported",
    "The connections cannot be exported",
    "signedIn",
    [
      ...settings,
      { press: "Export connections" },
      { sees: "The connections were not exported" },
      { scroll: "end" },
    ],
    { export_connections: fails("internal", "no space left on device") },
  ),
  entry(
    "import",
    "What a file would bring",
    "signedIn",
    [...chosen, { sees: "can be added" }],
    mixed,
  ),
  entry(
    "import-nothing-new",
    "A file that brings nothing new",
    "signedIn",
    [...chosen, { sees: "nothing new" }],
    { preview_connections: () => standings.filter(({ kind }) => kind === "here") },
  ),
  entry(
    "import-empty",
    "A file without a connection",
    "signedIn",
    [...chosen, { sees: "There is no" }],
    {
      preview_connections: () => [],
    },
  ),
  entry(
    "import-other-file",
    "A file of something else",
    "signedIn",
    [...chosen, { sees: "cannot be imported" }, { scroll: "end" }],
    {
      preview_connections: refuses("document", { kind: "fileOfSomethingElse" }),
    },
  ),
  entry(
    "import-failed",
    "An import that fails",
    "signedIn",
    [...chosen, { press: "Add 2 connections" }, { sees: "Nothing was added" }],
    { ...mixed, import_connections: refuses("internal", { kind: "programCloses" }) },
  ),
  entry(
    "import-first",
    "Importing on a new computer",
    "firstStart",
    [{ upload: "Import connections from a file" }, { sees: "can be added" }],
    mixed,
  ),
  entry("import-unreadable", "A file that cannot be read", "firstStart", [
    { upload: "Import connections from a file", unreadable: true },
    { sees: "This file cannot be read." },
  ]),
  linked("link", "What a link would fill in", one),
  linked("link-same", "A link to what is here already", {
    ...one,
    address: "https://acme.processmaker.example",
    clientId: "4",
  }),
  {
    name: "link-unusable",
    group: "Share and move",
    shows: "A link that fills in nothing",
    snapshot: (now) => ({
      ...fixtures.signedIn(now),
      link: { kind: "unusable", why: { kind: "linkRepeated" } },
    }),
  },
];
