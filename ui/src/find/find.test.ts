import { describe, expect, it } from "vitest";
import type { ConnectionView, Environment } from "../bindings";
import { connection, maria, tokens } from "../fixture-parts";
import { HOUR } from "../format";
import { find, matching } from "./find";

function named(
  name: string,
  host = "a.example",
  environment: Environment = "test",
): ConnectionView {
  return connection(name, name, environment, host, { kind: "signedOut", note: null });
}

const names = (list: ConnectionView[]) => list.map(({ name }) => name);
const found = (query: string, ...list: ConnectionView[]) => names(find(list, query));

describe("a search", () => {
  const one = named("Café Nuñez staging", "pm.nunez.example/sales");

  it.each(["cafe", "CAFÉ", "nunez cafe", "  staging   nuñez ", "sales", "test nunez", "afé"])(
    "for %j finds it",
    (query) => expect(found(query, one)).toEqual([one.name]),
  );

  it.each(["cafe zeppelin", "cafestaging", "production"])("for %j does not", (query) => {
    expect(found(query, one)).toEqual([]);
  });

  it("finds by user name and by full name", () => {
    const state = { kind: "signedIn", tokens: tokens(0, HOUR, HOUR), trouble: null } as const;
    const hers = { ...one, state };
    expect(found(maria.userName, hers)).toHaveLength(1);
    expect(found("silva", hers)).toHaveLength(1);
  });

  it("finds what a connection has become, not what it was", () => {
    expect(found("cafe", one)).toHaveLength(1);
    expect(found("cafe", { ...one, name: "Acme" })).toEqual([]);
  });

  it("for nothing keeps all as they are", () => {
    expect(found(" ", named("b"), named("a"))).toEqual(["b", "a"]);
  });
});

describe("the best match comes first", () => {
  it("the name's beginning, a word's beginning, a word elsewhere, then anywhere", () => {
    const list = [
      named("Borealis", "reacme.example"),
      named("Reacme"),
      named("Borealis two", "acme.example"),
      named("The Acme"),
      named("Acme"),
    ];
    expect(found("acme", ...list)).toEqual([
      "Acme",
      "The Acme",
      "Borealis two",
      "Reacme",
      "Borealis",
    ]);
  });

  it("the name as it is typed before its words in another order", () => {
    const list = [named("Invoices Acme"), named("Acme invoices 2"), named("Acme invoices")];
    expect(found("acme inv", ...list)).toEqual([
      "Acme invoices 2",
      "Acme invoices",
      "Invoices Acme",
    ]);
  });

  it("and equal ones stay in their order", () => {
    expect(found("acme", named("Acme b"), named("Acme a"))).toEqual(["Acme b", "Acme a"]);
  });
});

it("a list that is only thinned out keeps its order", () => {
  const list = [named("The Acme"), named("Borealis"), named("Acme")];
  expect(names(matching(list, "acme"))).toEqual(["The Acme", "Acme"]);
});
