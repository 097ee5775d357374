/** What stands in the tabs below a token, and the activity where there is none. */
import { events, everyEvent, inspection } from "../fixture-parts";
import { fixtures, type FixtureName } from "../fixtures";
import { fails, never, type Answers } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

function entry(
  [name, shows]: readonly [string, string],
  from: FixtureName,
  steps: readonly Step[],
  answers: Answers = {},
): Entry {
  return { name, group: "Tabs", shows, snapshot: fixtures[from], steps, answers };
}

const end = { scroll: "end" } as const;
const page = (count: number, more: boolean): Answers => ({
  activity_page: () => ({
    events: events(Date.now(), count),
    next: more ? "2026-11-16.1.1" : null,
  }),
});

const activity: readonly Entry[] = [
  entry(["activity", "The activity of a connection"], "accepted", [{ sees: "Token copied" }, end]),
  entry(
    ["activity-everything", "Everything that can happen"],
    "signedIn",
    [{ sees: "Today" }, end],
    {
      activity_page: () => ({ events: everyEvent(Date.now()), next: null }),
    },
  ),
  entry(
    ["activity-long", "There is more than one page of it"],
    "signedIn",
    [{ sees: "Show older" }, end],
    page(60, true),
  ),
  entry(["activity-all", "The activity of all connections"], "signedIn", [
    { press: "All connections", role: "checkbox" },
    { sees: "· Acme staging" },
    end,
  ]),
  entry(
    ["activity-empty", "Nothing has happened yet"],
    "signedIn",
    [{ sees: "Nothing has" }, end],
    {
      activity_page: () => ({ events: [], next: null }),
    },
  ),
  entry(["activity-no-match", "Nothing matches the search"], "signedIn", [
    { fill: "Search the activity", with: "zebra" },
    { sees: "Nothing that matches" },
    end,
  ]),
  entry(
    ["activity-unreadable", "The activity cannot be read"],
    "signedIn",
    [{ sees: "cannot be read" }, end],
    { activity_page: fails("internal", "Permission denied (os error 13)") },
  ),
  entry(["activity-export", "The menu of exports"], "signedIn", [
    { sees: "Token copied" },
    end,
    { press: "Export" },
  ]),
  entry(["activity-exported", "The activity is exported"], "signedIn", [
    { sees: "Token copied" },
    { press: "Export" },
    { press: "As text", role: "menuitem" },
    { sees: "is exported" },
    end,
  ]),
  entry(
    ["activity-not-exported", "The activity cannot be exported"],
    "signedIn",
    [
      { sees: "Token copied" },
      { press: "Export" },
      { press: "As JSON", role: "menuitem" },
      { sees: "The activity was not exported" },
      end,
    ],
    { export_activity: fails("internal", "no space left on device") },
  ),
  entry(["activity-signed-out", "The activity where nobody is signed in"], "signedOut", [
    { press: "Activity" },
    { sees: "Token copied" },
  ]),
];

const token = { press: "Token", role: "tab" } as const;
const panel = (name: string, shows: string, from: FixtureName, more: readonly Step[] = []): Entry =>
  entry([`token-${name}`, shows], from, [token, { sees: "Kept in" }, ...more]);

const tokens: readonly Entry[] = [
  panel("accepted", "The server accepts the token", "accepted", [end]),
  panel("refused", "The server no longer accepts the token", "noLongerAccepted", [end]),
  panel("unreachable", "The server could not be asked", "notReached", [end]),
  panel("expired", "The time of the token is over", "expired", [end]),
  panel("unasked", "The server was not asked yet", "signedIn", [end]),
  panel("raw", "What the token says, as it is written", "signedIn", [
    { sees: "Token ID" },
    { unfold: "What the token says, as it is written" },
    end,
  ]),
  panel("unsaved", "The token is in memory only", "unsaved", [end]),
  panel("clock", "A clock that differs", "signedInNobody", [end]),
  panel("handed-out", "The last times it was copied", "handedOut", [end]),
  panel("handed-out-all", "All of them", "handedOut", [{ press: "Show all 12" }, end]),
  entry(
    ["token-checking", "The server is being asked"],
    "accepted",
    [token, { press: "Check now" }, end],
    {
      check_token: never,
    },
  ),
  entry(
    ["token-opaque", "A token of ProcessMaker 3 says nothing"],
    "version3",
    [token, { sees: "says nothing" }, end],
    {
      inspect_token: () => ({
        ...inspection(Date.now()),
        words: null,
        accessSize: 40,
        refreshSize: 40,
        entries: [1930, 612],
      }),
    },
  ),
];

export const tabEntries: readonly Entry[] = [...activity, ...tokens];
