import { describe, expect, it } from "vitest";
import { endpoints } from "./fixture-parts";
import { endpointOf, offered, placeholder, queryOf, withQuery, type Pair } from "./target";

describe("the query of a path", () => {
  it.each<[string, Pair[]]>([
    ["/users", []],
    ["/users?", []],
    [
      "/users?a=1&b",
      [
        ["a", "1"],
        ["b", ""],
      ],
    ],
    [
      "/users?filter=a%20b+c&x=1=2",
      [
        ["filter", "a b c"],
        ["x", "1=2"],
      ],
    ],
    ["/users?odd=%zz", [["odd", "%zz"]]],
    [
      "/users?a=1&&b=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
  ])("of %s is read", (target, pairs) => {
    expect(queryOf(target)).toEqual(pairs);
  });

  it.each<[Pair[], string]>([
    [[], "/users"],
    [[["", ""]], "/users"],
    [
      [
        ["a", "1"],
        ["", ""],
      ],
      "/users?a=1",
    ],
    [[["filter", "a b&c=d#e?f+g%"]], "/users?filter=a%20b%26c%3Dd%23e%3Ff%2Bg%25"],
    [[["pmql", '(status "Ü")']], '/users?pmql=(status%20"Ü")'],
  ])("%j is written", (pairs, target) => {
    expect(withQuery("/users?before=1", pairs)).toBe(target);
    expect(queryOf(target)).toEqual(pairs.filter(([name]) => name !== ""));
  });
});

describe("endpoints", () => {
  const found = (typed: string) =>
    offered(endpoints.list, typed).map(({ method, path }) => `${method} ${path}`);

  it("are found by every word that was typed", () => {
    expect(found("")).toHaveLength(endpoints.list.length);
    expect(found("post")).toEqual(["POST /api/1.0/users"]);
    expect(found("user delete")).toEqual(["DELETE /api/1.0/users/{user_id}"]);
    expect(found("number")).toEqual(["GET /api/1.0/requests/{process_request}"]);
    expect(found("/api/1.0/tasks?status=ACTIVE")).toEqual(["GET /api/1.0/tasks"]);
    expect(found("nothing")).toEqual([]);
  });

  it("that begin with it come first", () => {
    const list = [
      { method: "GET" as const, path: "/b/users", summary: "", query: [] },
      { method: "GET" as const, path: "/users", summary: "", query: [] },
    ];
    expect(offered(list, "/users").map(({ path }) => path)).toEqual(["/users", "/b/users"]);
  });

  it("are known again with values in them", () => {
    const of = (path: string) => endpointOf(endpoints.list, "GET", path)?.path;
    expect(of("/api/1.0/users?per_page=1")).toBe("/api/1.0/users");
    expect(of("/api/1.0/users/12")).toBe("/api/1.0/users/{user_id}");
    expect(of("/api/1.0/users/12/tokens")).toBeUndefined();
    expect(endpointOf(endpoints.list, "PATCH", "/api/1.0/users")).toBeUndefined();
  });

  it("say where a value belongs", () => {
    expect(placeholder("/a/{id}/b/{other}")).toEqual({ from: 3, to: 7 });
    expect(placeholder("/a")).toBeNull();
  });
});
