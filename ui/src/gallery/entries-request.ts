/** The request bench: what is written, asked, answered and remembered. */
import type { AnsweredView, LineView, TextRowView, VerdictView } from "../bindings";
import { trouble } from "../fixture-parts";
import { fixtures } from "../fixtures";
import { answered, benchAnswers, linesOf, refused, requests } from "../request/fixture-parts";
import { fails, never, refuses, type Answers } from "./answers";
import type { Entry } from "./entries";
import type { Step } from "./steps";

const TARGET = "/api/1.0/requests?per_page=2";

const tab: readonly Step[] = [{ press: "Request", role: "tab" }];
const write = (target: string): readonly Step[] => [...tab, { fill: "Path", with: target }];
const sent: readonly Step[] = [...write(TARGET), { press: "Send" }];

function entry(
  name: string,
  shows: string,
  steps: readonly Step[],
  answers: object = benchAnswers(Date.now()),
): Entry {
  return {
    name: `request-${name}`,
    group: "Requests",
    shows,
    snapshot: fixtures.signedIn,
    answers: answers as Answers,
    steps,
  };
}

/** The same request, answered like this. */
function said(
  name: string,
  shows: string,
  view: AnsweredView,
  body: unknown = requests,
  steps: readonly Step[] = [],
): Entry {
  const all = [...sent, { sees: String(view.status) }, ...steps];
  return entry(name, shows, all, benchAnswers(Date.now(), view, body));
}

/** What ProcessMaker and what is in front of it refuse with. */
const refusals: readonly [number, VerdictView, string | null][] = [
  [304, { kind: "notModified" }, null],
  [401, { kind: "tokenExpired" }, "Unauthenticated."],
  [401, { kind: "tokenNotAccepted" }, "Unauthenticated."],
  [401, { kind: "gateway" }, null],
  [403, { kind: "forbidden" }, "Not authorized to view users."],
  [404, { kind: "notFound" }, "Not Found"],
  [405, { kind: "wrongMethod", methods: ["GET", "HEAD"] }, null],
  [
    422,
    {
      kind: "invalid",
      fields: [
        { name: "username", messages: ["The username has already been taken."] },
        { name: "password", messages: ["The password field is required."] },
      ],
    },
    "The given data was invalid.",
  ],
  [429, { kind: "throttled", seconds: 42 }, "Too Many Attempts."],
  [
    302,
    {
      kind: "redirect",
      target: { host: "login.acme.example", path: "/login" },
      toLogin: true,
    },
    null,
  ],
  [400, { kind: "refused" }, "The page is not a number."],
  [503, { kind: "maintenance", seconds: null }, null],
  [500, { kind: "serverError" }, "Server Error"],
  [600, { kind: "unknown" }, null],
];

const answers: readonly Entry[] = [
  said("answer", "An answer in lines", answered()),
  said("answer-headers", "Its headers", answered(), requests, [{ unfold: "4 headers" }]),
  said("answer-raw", "As the server wrote it", answered(), requests, [
    { press: "Raw" },
    { sees: '{"data"' },
  ]),
  said("answer-copied", "All of it was copied", answered(), requests, [
    { press: "Copy answer" },
    { sees: "Copied" },
  ]),
  said("answer-empty", "No content", answered({ status: 204, form: "empty", size: 0 })),
  said(
    "answer-text",
    "A page instead of JSON",
    answered({ form: "text", contentType: "text/html" }),
  ),
  said("answer-broken", "JSON that is none", answered({ form: "brokenJson" })),
  said("answer-long", "JSON of too many lines", answered({ form: "longJson", size: 33_000_000 })),
  said("answer-binary", "A file", answered({ form: "binary", contentType: "application/pdf" })),
  said("answer-cut", "One that is too large", answered({ cut: true, size: 33_554_432 })),
  said("answer-3", "With a number of its own", {
    ...refused(400, { kind: "refused" }, "No such case"),
    code: 32,
  }),
  ...refusals.map(([status, verdict, words]) =>
    said(
      verdict.kind,
      `${status}: ${verdict.kind}`,
      refused(status, verdict, words),
      words === null ? {} : { message: words },
    ),
  ),
];

/** A long text, cut off, something folded, and what is found in a row twice. */
const found: LineView[] = linesOf(requests).map((line, at) => {
  if (at === 1)
    return { ...line, cell: { kind: "opening", bracket: "list", entries: 2, folded: true } };
  if (at === 5 && line.cell.kind === "text")
    return {
      ...line,
      cell: { kind: "text", shown: { text: "Final order", more: 48_211 } },
      marks: [
        { number: 0, inName: true, at: 0, length: 2 },
        { number: 1, inName: false, at: 2, length: 2 },
      ],
    };
  return line;
});
const row: TextRowView = {
  text: "the name of a line that is too long for one row",
  continues: true,
  marks: [{ number: 0, inName: false, at: 4, length: 2 }],
};
const searching = {
  ...benchAnswers(Date.now()),
  answer_lines: () => found,
  answer_text: () => [row],
  search_answer: () => ({ matches: 2, more: true }),
  reveal_match: () => ({ row: 5, lines: found.length }),
};
const search: readonly Step[] = [
  ...sent,
  { fill: "Find in the answer", with: "na", stay: true },
  { sees: "1 of 2+" },
];

const kept: readonly Step[] = [
  ...write("/api/1.0/users"),
  { press: "Recent requests" },
  { press: "Keep this request…", role: "menuitem" },
];

export const requestEntries: readonly Entry[] = [
  entry("empty", "Nothing is written yet", tab),
  entry("completing", "A path is completed", [
    ...tab,
    { fill: "Path", with: "users", stay: true },
    { sees: "From this instance’s own list." },
  ]),
  entry(
    "completing-usual",
    "From the usual endpoints",
    [...tab, { fill: "Path", with: "/api", stay: true }, { sees: "The usual ones" }],
    {
      ...benchAnswers(Date.now()),
      endpoints: () => {
        const { list } = benchAnswers(Date.now()).endpoints();
        const many = [1, 2, 3, 4, 5].flatMap((version) =>
          list.map((one) => ({ ...one, path: one.path.replace("1.0", `1.${version}`) })),
        );
        return { ofInstance: false, list: many };
      },
    },
  ),
  entry("query", "The query, taken apart", [...write(TARGET), { press: /^Query/ }]),
  entry("headers", "More headers", [
    ...write(TARGET),
    { press: "Headers" },
    { fill: "Header 1: name", with: "X-Trace" },
  ]),
  entry("body", "A body", [
    ...write("/api/1.0/users"),
    { choose: "Method", option: "POST" },
    { fill: "Body, in JSON", with: '{ "username": "joao" }' },
  ]),
  entry("sending", "It is under way", [...sent, { sees: "Waiting for" }], {
    ...benchAnswers(Date.now()),
    send_request: never,
  }),
  entry("stopped", "It was cancelled", [...sent, { sees: "Cancelled." }], {
    ...benchAnswers(Date.now()),
    send_request: fails("stopped"),
  }),
  entry(
    "wrong",
    "A path that cannot be sent",
    [...write("users"), { press: "Send" }, { sees: "Begin the path with /." }],
    {
      ...benchAnswers(Date.now()),
      send_request: refuses("request", { kind: "noSlash" }),
    },
  ),
  entry("unreachable", "No answer came", [...sent, { sees: "cannot be reached" }], {
    ...benchAnswers(Date.now()),
    send_request: fails("trouble", "", trouble("unreachable")),
  }),
  entry(
    "production",
    "Something would change in production",
    [
      ...write("/api/1.0/users/31"),
      { choose: "Method", option: "DELETE" },
      { press: "Send" },
      { sees: "Change something in production?" },
    ],
    { ...benchAnswers(Date.now()), send_request: fails("changesProduction") },
  ),
  ...answers,
  entry("search", "Something is looked for", search, searching),
  entry("search-raw", "The same as the server wrote it", [...search, { press: "Raw" }], searching),
  entry("gone", "The answer is no longer there", [...sent, { sees: "no longer there" }], {
    ...benchAnswers(Date.now()),
    answer_lines: fails("answerGone"),
  }),
  entry("recent", "What was sent before", [...tab, { press: "Recent requests" }]),
  entry("copy-as", "The request as a program", [
    ...write(TARGET),
    { press: "Copy as" },
    { sees: "PowerShell" },
  ]),
  entry("keep", "It is kept under a name", kept),
  entry(
    "keep-nameless",
    "Without a name",
    [...kept, { fill: "Name", with: "" }, { press: "Keep" }, { sees: "Use a name" }],
    { ...benchAnswers(Date.now()), keep_request: refuses("favourite", { kind: "name", most: 80 }) },
  ),
];
