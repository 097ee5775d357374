/** Requests and answers for the tests and the gallery. */
import type {
  AnsweredView,
  CellView,
  EndpointsView,
  LineView,
  RememberedView,
  TextRowView,
} from "../bindings";
import { DAY, MINUTE } from "../format";

export const endpoints: EndpointsView = {
  ofInstance: true,
  list: [
    ["GET", "/api/1.0/processes", "Returns all processes"],
    ["GET", "/api/1.0/requests", "Returns all requests"],
    ["GET", "/api/1.0/requests/{process_request}", "Get a request by its number"],
    ["PUT", "/api/1.0/requests/{process_request}", "Update a request"],
    ["GET", "/api/1.0/tasks", "Returns all tasks of this user"],
    ["GET", "/api/1.0/users", "Returns all users"],
    ["POST", "/api/1.0/users", "Save a new user"],
    ["GET", "/api/1.0/users/{user_id}", "Get a user"],
    ["DELETE", "/api/1.0/users/{user_id}", "Delete a user"],
  ].map(([method, path, summary]) => ({
    method: method as "GET",
    path: path ?? "",
    summary: summary ?? "",
    query: method === "GET" && !path?.includes("{") ? ["filter", "order_by", "per_page"] : [],
  })),
};

export function remembered(now: number): RememberedView {
  const path = "/api/1.0/requests?per_page=2";
  return {
    favourites: [
      { name: "My open tasks", method: "GET", path: "/api/1.0/tasks?status=ACTIVE" },
      { name: "Everybody", method: "GET", path: "/api/1.0/users?order_by=lastname" },
    ],
    history: [
      { at: now - 3 * DAY, status: 422, method: "POST", path: "/api/1.0/users" },
      { at: now - 40 * MINUTE, status: null, method: "GET", path: "/api/1.0/processes" },
      { at: now - 12 * MINUTE, status: 404, method: "GET", path: "/api/1.0/requests/99" },
      { at: now - MINUTE, status: 200, method: "GET", path },
    ],
  };
}

/** A list of requests as ProcessMaker answers it. */
export const requests = {
  data: [
    {
      id: 1041,
      completed_at: null,
      name: "Purchase order",
      status: "ACTIVE",
      case_title: "Office chairs for Zürich, 12 pieces",
      participants: [],
      user: { id: 12, username: "maria", remember_token: "******" },
    },
    {
      id: 1040,
      name: "Leave request",
      status: "COMPLETED",
      case_title: "João Souza, 21 Dec to 4 Jan",
      user: { id: 31, username: "joao", remember_token: "******" },
      participants: [12, 31],
      completed_at: "2026-11-20T16:02:44+00:00",
    },
  ],
  meta: { total: 25, per_page: 2, current_page: 1, total_pages: 13, count: 2 },
};

/** An answer but for its body. */
export function answered(more: Partial<AnsweredView> = {}): AnsweredView {
  return {
    id: 1,
    status: 200,
    took: 143,
    size: 2_104,
    cut: false,
    contentType: "application/json",
    headers: [
      ["content-type", "application/json"],
      ["date", "Sun, 22 Nov 2026 10:38:05 GMT"],
      ["set-cookie", "******"],
      ["x-ratelimit-remaining", "58"],
    ],
    form: "json",
    lines: linesOf(requests).length,
    rows: 1,
    verdict: { kind: "success" },
    said: null,
    code: null,
    secondsLeft: 31_449_600,
    acceptedSecondsAgo: 8,
    ...more,
  };
}

/** An answer that is a refusal, with what the server says. */
export function refused(
  status: number,
  verdict: AnsweredView["verdict"],
  said: string | null,
): AnsweredView {
  return answered({ status, verdict, said, size: 58, lines: linesOf({ message: said }).length });
}

/** The lines of a JSON value, as the program makes them. */
export function linesOf(value: unknown): LineView[] {
  const lines: LineView[] = [];
  write(lines, value, 0, null, false);
  return lines.map((line, at) => ({ ...line, line: at }));
}

function write(
  lines: LineView[],
  value: unknown,
  depth: number,
  name: string | null,
  comma: boolean,
): void {
  const shown = name === null ? null : { text: name, more: null };
  const push = (cell: CellView, more: Partial<LineView> = {}) =>
    lines.push({ line: 0, depth, name: shown, cell, comma, marks: [], ...more });
  if (typeof value !== "object" || value === null) {
    push(cellOf(value));
    return;
  }
  const bracket = Array.isArray(value) ? "list" : "object";
  const entries = Object.entries(value);
  if (entries.length === 0) {
    push({ kind: "empty", bracket });
    return;
  }
  push({ kind: "opening", bracket, entries: entries.length, folded: false }, { comma: false });
  entries.forEach(([key, one], at) => {
    write(lines, one, depth + 1, bracket === "list" ? null : key, at < entries.length - 1);
  });
  push({ kind: "closing", bracket }, { name: null });
}

function cellOf(value: unknown): CellView {
  if (value === "******") return { kind: "hidden" };
  if (typeof value === "string") return { kind: "text", shown: { text: value, more: null } };
  if (typeof value === "number")
    return { kind: "number", shown: { text: String(value), more: null } };
  return { kind: "word", word: String(value) };
}

type Range = { from: number; count: number };

/** What the program answers to everything that the bench asks, for an answer with this body. */
export function benchAnswers(
  now: number,
  view: AnsweredView = answered(),
  body: unknown = requests,
) {
  const lines = linesOf(body);
  const text: TextRowView[] = [{ text: JSON.stringify(body), continues: false, marks: [] }];
  const page = <Row>(rows: Row[], args: unknown): Row[] => {
    const { from, count } = args as Range;
    return rows.slice(from, from + count);
  };
  return {
    endpoints: () => endpoints,
    remembered_requests: () => remembered(now),
    send_request: (): unknown => view,
    answer_lines: (args: unknown) => page(lines, args),
    answer_text: (args: unknown) => page(text, args),
    fold_answer: () => lines.length,
    search_answer: () => ({ matches: 0, more: false }),
    reveal_match: () => null,
  };
}
