/** The overview of all connections, and the dialog that finds one. */
import { fixtures, type FixtureName } from "../fixtures";
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
    "rail-end",
    "The end of a thousand in the rail",
    "manyConnections",
    [{ scroll: "end" }],
    "wide",
  ),
];
