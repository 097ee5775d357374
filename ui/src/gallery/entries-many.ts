/** The overview of all connections, and the dialog that finds one. */
import { fixtures, type FixtureName } from "../fixtures";
import { fails } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

function entry(
  name: string,
  shows: string,
  from: FixtureName,
  steps: readonly Step[],
  width?: "wide" | "narrow",
): Entry {
  const snapshot = fixtures[from];
  return { name, group: "Many connections", shows, snapshot, steps, ...(width && { width }) };
}

const overview: readonly Step[] = [{ list: /^All connections/ }, { sees: "By environment" }];
const search = "Search connections";
const finder: readonly Step[] = [{ list: "Find a connection" }];
const find = (text: string): Step => ({ fill: "Find a connection", with: text });

export const manyEntries: readonly Entry[] = [
  entry("overview", "A few connections, soonest ending first", "signedInMinutes", overview),
  entry("overview-many", "A thousand connections", "manyConnections", overview),
  entry("overview-grouped", "A thousand connections by environment", "manyConnections", [
    ...overview,
    { press: "By environment", role: "checkbox" },
  ]),
  entry("overview-search", "Those with two words in them", "manyConnections", [
    ...overview,
    { fill: search, with: "nunez prod" },
  ]),
  entry("overview-no-match", "None with these words", "manyConnections", [
    ...overview,
    { fill: search, with: "zeppelin" },
    { sees: "No connection matches" },
  ]),
  entry("overview-end", "The end of a thousand", "manyConnections", [
    ...overview,
    { scroll: "end" },
  ]),
  {
    ...entry("overview-failed", "A token that could not be copied", "signedInMinutes", [
      ...overview,
      { press: "Copy the token of Acme staging" },
      { sees: "The clipboard could not be used" },
    ]),
    answers: { copy_token: fails("clipboard") },
  },
  entry("find", "What was used last comes first", "signedInMinutes", finder),
  entry("find-many", "Among a thousand", "manyConnections", finder),
  entry("find-match", "The best match comes first", "manyConnections", [
    ...finder,
    find("invoices borealis"),
  ]),
  entry("find-no-match", "Nothing matches", "manyConnections", [
    ...finder,
    find("zeppelin"),
    { sees: "No connection matches" },
  ]),
  entry(
    "move",
    "Where a connection can be moved to",
    "many",
    [{ press: "Move Acme staging" }],
    "wide",
  ),
  {
    ...entry("move-alone", "One that cannot be moved", "signedIn", [], "wide"),
    steps: [{ press: "Move Acme production" }, { sees: "The only one of its environment" }],
  },
  {
    ...entry(
      "move-by-use",
      "Use orders the list",
      "signedIn",
      [{ press: "Move Acme staging" }, { sees: "in the order of use" }],
      "wide",
    ),
    snapshot: (now) => {
      const { settings, ...others } = fixtures.signedIn(now);
      return { ...others, settings: { ...settings, listOrder: "byUse" } };
    },
  },
  {
    ...entry("overview-not-copied", "A token could not be copied", "signedIn", [
      ...overview,
      { press: "Copy the token of Acme staging" },
      { sees: "The clipboard could not be used" },
    ]),
    answers: { copy_token: fails("clipboard") },
  },
];
