import { screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import type { LineView } from "../bindings";
import { trouble } from "../fixture-parts";
import { fixtures } from "../fixtures";
import { fails, NOW, openWindow, settle } from "../test-window";
import { answered, benchAnswers, linesOf, refused } from "./fixture-parts";

type Answers = NonNullable<Parameters<typeof openWindow>[1]>;

const PATH = "/api/1.0/requests?per_page=2";
const path = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Path" });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const option = (name: RegExp) => within(screen.getByRole("listbox")).getByRole("option", { name });
/** What stands in a row, without the room between. */
const read = (element: Element | null) =>
  (element?.textContent ?? "").replace(/\s+/g, "").replaceAll("Copy", "");
const spoken = () =>
  screen
    .getAllByRole("status")
    .map((one) => one.textContent)
    .join(" ");
const alerts = () =>
  screen
    .queryAllByRole("alert")
    .map((one) => one.textContent)
    .join("");

/** Answers whose parts a test may replace. */
function answers(more: Answers = {}): Answers {
  return { ...benchAnswers(NOW), ...more };
}

/** Somebody opens the tab. */
async function open(more: Answers = {}) {
  // Without a layout nothing would be in sight.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
  const opened = await openWindow(fixtures.signedIn(NOW), answers(more));
  await opened.user.click(screen.getByRole("tab", { name: "Request" }));
  await settle();
  const gave = (command: string) =>
    opened.calls.filter((call) => call.command === command).map(({ args }) => args);
  return { ...opened, gave };
}

async function send(user: Awaited<ReturnType<typeof open>>["user"], target = PATH): Promise<void> {
  await user.clear(path());
  await user.type(path(), target.replaceAll("{", "{{"));
  await user.keyboard("{Escape}{Enter}");
  await settle();
}

async function expectAccessible(): Promise<void> {
  vi.useRealTimers();
  const rules = { "color-contrast": { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

describe("writing a request", () => {
  it("completes the path from what the instance tells", async () => {
    const { user, gave } = await open();
    await user.type(path(), "users");
    expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(4);
    expect(screen.getByText("From this instance’s own list.")).toBeTruthy();
    expect(spoken()).toContain("4 endpoints fit");
    await user.keyboard("{ArrowUp}");
    expect(option(/DELETE/).getAttribute("aria-selected")).toBe("true");
    expect(path().getAttribute("aria-activedescendant")).toBe(option(/DELETE/).id);
    await expectAccessible();
    vi.useFakeTimers({ now: NOW });
    await user.keyboard("{Enter}");
    await settle();
    expect(path().value).toBe("/api/1.0/users/{user_id}");
    expect(screen.getByLabelText<HTMLSelectElement>("Method").value).toBe("DELETE");
    const { selectionStart, selectionEnd } = path();
    expect(path().value.slice(selectionStart ?? 0, selectionEnd ?? 0)).toBe("{user_id}");
    expect(gave("send_request"), "choosing sends nothing").toEqual([]);
  });

  it("offers the usual endpoints where the instance keeps its own to itself", async () => {
    const { user } = await open({
      endpoints: () => ({ ...benchAnswers(NOW).endpoints(), ofInstance: false }),
    });
    await user.click(path());
    expect(screen.getByText(/this instance does not show its own/)).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    await user.click(path());
    await user.click(option(/Save a new user/));
    await settle();
    expect(screen.getByLabelText<HTMLSelectElement>("Method").value).toBe("POST");
    expect(document.activeElement).toBe(path());
  });

  it("sends method, path, headers and body, by the keyboard too", async () => {
    const { user, gave } = await open();
    await user.selectOptions(screen.getByLabelText("Method"), "PUT");
    await user.type(screen.getByLabelText("Body, in JSON"), '{{"a":1}');
    await user.click(button("Headers"));
    await user.type(screen.getByLabelText("Header 1: name"), "X-Trace");
    await user.type(screen.getByLabelText("Header 1: value"), "7");
    await user.type(path(), "/api/1.0/users/12");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settle();
    const request = {
      method: "PUT",
      path: "/api/1.0/users/12",
      headers: [["X-Trace", "7"]],
      body: '{"a":1}',
    };
    expect(gave("send_request")).toEqual([{ id: "prod", request, meant: false }]);
  });

  it("takes the query apart and puts it together", async () => {
    const { user } = await open();
    await user.type(path(), "/api/1.0/users?filter=a%20b");
    await user.keyboard("{Escape}");
    await user.click(button("Query 1"));
    expect(screen.getByLabelText<HTMLInputElement>("Query 1: value").value).toBe("a b");
    await user.click(button("Add per_page"));
    await settle();
    expect(document.activeElement).toBe(screen.getByLabelText("Query 2: value"));
    await user.keyboard("5");
    await user.type(screen.getByLabelText("Query 3: name"), "x");
    expect(path().value).toBe("/api/1.0/users?filter=a%20b&per_page=5&x=");
    await user.click(button("Remove filter"));
    await settle();
    expect(path().value).toBe("/api/1.0/users?per_page=5&x=");
    expect(document.activeElement).toBe(screen.getByLabelText("Query 1: name"));
    expect(screen.queryByRole("button", { name: "Add per_page" })).toBeNull();
  });

  it("says what cannot be sent beside the path", async () => {
    const { user } = await open({ send_request: fails("request", "begin the path with /") });
    await send(user, "users");
    expect(alerts()).toBe("Begin the path with /.");
    expect(path().getAttribute("aria-invalid")).toBe("true");
  });

  it("is copied as a program that makes it", async () => {
    const { user, gave } = await open();
    await user.type(path(), PATH);
    await user.keyboard("{Escape}");
    await user.click(button("Copy as"));
    await user.click(screen.getByRole("menuitem", { name: "curl" }));
    const request = { method: "GET", path: PATH, headers: [], body: "" };
    expect(gave("copy_token")).toEqual([
      { id: "prod", wish: { form: "curl", request, meant: false } },
    ]);
  });
});

describe("sending", () => {
  it("can be cancelled, and says what that leaves open", async () => {
    let stop: (error: unknown) => void = () => undefined;
    const { user, gave } = await open({
      send_request: () => new Promise((_, reject) => (stop = reject)),
      stop_request: () => stop({ code: "stopped", message: "", trouble: null }),
    });
    await send(user);
    expect(spoken()).toContain("Waiting for acme.processmaker.example…");
    await user.click(button("Cancel"));
    await settle();
    expect(gave("stop_request")).toEqual([{ id: "prod" }]);
    expect(spoken()).toContain("Cancelled. The server may already have done what it was asked.");
    expect(alerts()).toBe("");
    expect(document.activeElement, "the button stays").toBe(button("Send"));
  });

  it("asks before it changes production", async () => {
    let asked = 0;
    const { user, gave } = await open({
      send_request: ({ meant }) => {
        asked += 1;
        return meant === true ? answered({ status: 204 }) : fails("changesProduction")({});
      },
    });
    await user.selectOptions(screen.getByLabelText("Method"), "DELETE");
    await send(user, "/api/1.0/users/31");
    const dialog = screen.getByRole("dialog", { name: "Change something in production?" });
    expect(dialog.textContent).toContain("Acme production is a production connection.");
    expect(dialog.textContent).toContain("DELETE /api/1.0/users/31");
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect([screen.queryByRole("dialog"), asked]).toEqual([null, 1]);
    await send(user, "/api/1.0/users/31");
    await user.click(button("Send DELETE"));
    await settle();
    expect(gave("send_request").map(({ meant }) => meant)).toEqual([false, false, true]);
    expect(spoken()).toContain("204 No Content");
  });

  it("tells a trouble of the network as everywhere else", async () => {
    const { user } = await open({ send_request: fails("trouble", "", trouble("unreachable")) });
    await send(user);
    expect(alerts()).toContain("The server cannot be reached");
  });

  it("keeps what was written while another tab is looked at", async () => {
    const { user } = await open();
    await send(user);
    await user.click(screen.getByRole("tab", { name: "Token" }));
    await user.click(screen.getByRole("tab", { name: "Request" }));
    await settle();
    expect(path().value).toBe(PATH);
    expect(spoken()).toContain("200 OK");
  });
});

describe("an answer", () => {
  it("is nobody else’s to see", async () => {
    const { user, show } = await open();
    await send(user);
    await show(fixtures.signedOut(NOW));
    await show(fixtures.signedIn(NOW));
    expect(spoken()).not.toContain("200 OK");
    expect(path().value, "what was written stays").toBe(PATH);
  });

  it("is told in a line, and shown in lines", async () => {
    const { user, gave } = await open();
    await send(user);
    expect(spoken()).toContain("200 OK · 143 ms · 2.1 kB · JSON");
    const tree = screen.getByRole("tree", { name: "Answer" });
    expect(read(tree)).toContain(
      '"case_title":"OfficechairsforZürich,12pieces","participants":[],"user":{',
    );
    expect(read(tree)).toContain('"remember_token":hidden}');
    expect(gave("answer_lines")).toEqual([{ answer: 1, from: 0, count: 100 }]);
    await user.click(screen.getByText("4 headers"));
    expect(screen.getByText("x-ratelimit-remaining")).toBeTruthy();
    await expectAccessible();
  });

  it("of ten megabytes has only the rows in the page that are in sight", async () => {
    const many = (from: number, count: number): LineView[] =>
      Array.from({ length: count }, (_, at) => ({
        line: from + at,
        depth: 1,
        name: null,
        cell: { kind: "number", shown: { text: String(from + at), more: null } },
        comma: true,
        marks: [],
      }));
    const { user, gave } = await open({
      send_request: () => answered({ lines: 450_000, size: 11_534_336 }),
      answer_lines: ({ from, count }) => many(from as number, count as number),
    });
    await send(user);
    const tree = screen.getByRole("tree");
    expect(screen.getAllByRole("treeitem").length).toBeLessThan(60);
    const scroll = async (to: number) => {
      tree.scrollTop = to;
      tree.dispatchEvent(new Event("scroll"));
      await settle();
    };
    await scroll(600);
    const next = { answer: 1, from: 100, count: 100 };
    expect(gave("answer_lines").at(-1), "long before it is in sight").toEqual(next);
    await scroll(9_000_000 - 400);
    expect(gave("answer_lines").at(-1)).toEqual({ answer: 1, from: 449_900, count: 100 });
    expect(tree.textContent).toContain("449999");
    expect(screen.getAllByRole("treeitem").length).toBeLessThan(60);
  });

  it("is walked through, folded and copied by the keyboard", async () => {
    const folded = linesOf({ data: [1], meta: {} });
    const { user, gave } = await open({
      send_request: () => answered({ lines: folded.length }),
      answer_lines: () => folded,
      fold_answer: () => folded.length,
    });
    await send(user);
    const tree = screen.getByRole("tree");
    const current = () =>
      read(document.getElementById(tree.getAttribute("aria-activedescendant") ?? ""));
    tree.focus();
    await user.keyboard("{ArrowDown}");
    expect(current()).toBe('"data":[');
    await user.keyboard("{ArrowLeft}{End}");
    expect(gave("fold_answer")).toEqual([{ answer: 1, fold: { kind: "close", line: 1 } }]);
    expect(current()).toBe("}");
    await user.keyboard("{ArrowUp}{Control>}c{/Control}");
    await settle();
    expect(gave("copy_answer")).toEqual([{ answer: 1, line: 4 }]);
    expect(spoken()).toContain("Copied");
    await user.keyboard("{Home} ");
    expect(gave("fold_answer").at(-1)).toEqual({ answer: 1, fold: { kind: "close", line: 0 } });
    await user.click(button("Fold all"));
    await user.click(button("Unfold all"));
    await user.click(button("Copy answer"));
    expect(gave("fold_answer").slice(-2)).toEqual([
      { answer: 1, fold: { kind: "closeAll" } },
      { answer: 1, fold: { kind: "openAll" } },
    ]);
    expect(gave("copy_answer").at(-1)).toEqual({ answer: 1, line: null });
  });

  it("offers a copy of the line that the pointer is on", async () => {
    const { user, gave } = await open({ answer_lines: () => linesOf({ id: 7, name: "Maria" }) });
    await send(user);
    const copies = () => within(screen.getByRole("tree")).queryAllByText("Copy");
    const [opening, , name] = screen.getAllByRole("treeitem");
    await user.hover(name!);
    expect(name!.contains(copies().at(-1)!)).toBe(true);
    await user.click(copies().at(-1)!);
    expect(gave("copy_answer")).toEqual([{ answer: 1, line: 2 }]);
    await user.hover(opening!);
    expect(name!.textContent).toContain("Copy");
    await user.click(opening!);
    await user.unhover(screen.getByRole("tree"));
    expect(copies().map((copy) => opening!.contains(copy))).toEqual([true]);
  });

  it("is searched from place to place, in both of its forms", async () => {
    const { user, gave } = await open({
      search_answer: ({ words }) => ({ matches: words === "" ? 0 : 2, more: false }),
      reveal_match: ({ number }) => ({ row: number === 0 ? 5 : 30, lines: 34 }),
    });
    await send(user);
    await user.keyboard("{Control>}f{/Control}");
    const field = screen.getByRole("searchbox", { name: "Find in the answer" });
    expect(document.activeElement).toBe(field);
    await user.keyboard("maria");
    await vi.advanceTimersByTimeAsync(200);
    expect(gave("search_answer")).toEqual([{ answer: 1, side: "lines", words: "maria" }]);
    expect(spoken()).toContain("1 of 2");
    expect(gave("answer_lines").length, "the rows come anew, with their marks").toBeGreaterThan(1);
    await user.keyboard("{Enter}");
    await settle();
    expect(gave("reveal_match").map(({ number }) => number)).toEqual([0, 1]);
    expect(spoken()).toContain("2 of 2");
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    await user.click(button("Next match"));
    await settle();
    expect(gave("reveal_match").map(({ number }) => number)).toEqual([0, 1, 0, 1]);
    await user.click(button("Raw"));
    await settle();
    expect(gave("search_answer").at(-1)).toEqual({ answer: 1, side: "text", words: "maria" });
    expect(screen.getByRole("region", { name: "Answer as it was sent" })).toBeTruthy();
    await user.click(field);
    await user.keyboard("{Escape}");
    await settle();
    expect(spoken()).not.toContain(" of 2");
  });

  it("that found nothing says so", async () => {
    const { user } = await open();
    await send(user);
    await user.type(screen.getByRole("searchbox"), "nobody");
    await vi.advanceTimersByTimeAsync(200);
    expect(spoken()).toContain("not found");
  });

  it("that is gone says so", async () => {
    const { user } = await open({ answer_lines: fails("answerGone") });
    await send(user);
    expect(spoken()).toContain("This answer is no longer there.");
  });

  it.each([
    [
      "a refused token",
      refused(401, { kind: "tokenNotAccepted" }, "Unauthenticated."),
      ["401 Unauthorized", "It has 364 days left.", "Unauthenticated."],
    ],
    [
      "what is wrong, by field",
      refused(
        422,
        { kind: "invalid", fields: [{ name: "username", messages: ["Taken.", "Too short."] }] },
        "The given data was invalid.",
      ),
      ["422 Unprocessable Content", "username", "Taken. Too short."],
    ],
    [
      "a redirect",
      refused(
        302,
        { kind: "redirect", target: { host: "sso.example", path: "/login" }, toLogin: true },
        null,
      ),
      ["302 Found", "It leads to sso.example/login"],
    ],
  ])("tells %s", async (_, view, words) => {
    const { user } = await open({ send_request: () => view });
    await send(user);
    for (const word of words) expect(document.body.textContent).toContain(word);
    await expectAccessible();
  });
});

describe("what was sent before", () => {
  it("is there to be sent again", async () => {
    const { user, gave } = await open();
    await user.click(button("Recent requests"));
    const items = screen.getAllByRole("menuitem").map((one) => one.textContent.trim());
    expect(items[0]).toContain("My open tasks");
    expect(items[2], "the last one comes first").toContain(PATH);
    await expectAccessible();
    vi.useFakeTimers({ now: NOW });
    await user.click(screen.getByRole("menuitem", { name: /My open tasks/ }));
    expect(path().value).toBe("/api/1.0/tasks?status=ACTIVE");
    await user.click(button("Recent requests"));
    await user.click(screen.getByRole("menuitem", { name: "Forget what was sent" }));
    await settle();
    expect(gave("clear_request_history")).toEqual([{ id: "prod" }]);
  });

  it("is kept under a name, and dropped again", async () => {
    const { user, gave } = await open();
    await user.type(path(), "/api/1.0/users");
    await user.keyboard("{Escape}");
    await user.click(button("Recent requests"));
    await user.click(screen.getByRole("menuitem", { name: "Keep this request…" }));
    const name = screen.getByRole<HTMLInputElement>("textbox", { name: "Name" });
    expect(name.value, "what the instance calls it").toBe("Returns all users");
    await user.clear(name);
    await user.type(name, "Everybody{Enter}");
    await settle();
    expect(gave("keep_request")[0]?.["name"]).toBe("Everybody");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(button("Recent requests"));
    await user.click(screen.getByRole("menuitem", { name: /My open tasks/ }));
    await user.click(button("Recent requests"));
    await user.click(screen.getByRole("menuitem", { name: /^Remove “My open tasks”/ }));
    await settle();
    expect(gave("drop_request")).toEqual([{ id: "prod", name: "My open tasks" }]);
  });

  it("keeps the dialog open where the name does not do", async () => {
    const { user } = await open({ keep_request: fails("favourite", "use a name") });
    await user.type(path(), "/");
    await user.keyboard("{Escape}");
    await user.click(button("Recent requests"));
    await user.click(screen.getByRole("menuitem", { name: "Keep this request…" }));
    await user.click(button("Keep"));
    await settle();
    expect(screen.getByRole("dialog").textContent).toContain("Use a name.");
  });
});
