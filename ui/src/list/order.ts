/** In which order connections are listed; nothing here depends on the present moment. */
import type { ConnectionView, ListOrder, StateView } from "../bindings";
import { endsAt } from "../format";
import { grouped, tokensOf } from "../state";
import { words } from "../language/language.svelte";
import type { RowGroup } from "./virtual";

/** The connections as the settings say: as they lie, or the one that was used last first. */
export function ordered(list: ConnectionView[], order: ListOrder): ConnectionView[] {
  return order === "byHand" ? list : by(list, (connection) => -(connection.usedAt ?? 0));
}

/** What needs a person first, then the token that ends soonest; what has no end comes last. */
export function soonestFirst(list: ConnectionView[]): ConnectionView[] {
  return by(list, urgency);
}

function urgency({ state }: ConnectionView): number {
  if (needsPerson(state)) return -Infinity;
  const tokens = tokensOf(state);
  if (tokens !== null) return endsAt(tokens) ?? Number.MAX_SAFE_INTEGER;
  return Infinity;
}

/** Whether nothing goes on until a person does something, although somebody was signed in. */
export function needsPerson(state: StateView): boolean {
  return ["needsSignIn", "somebodyElse", "keyring"].includes(state.kind);
}

/** Sorted by a number, each asked for once; equal ones stay in their order. */
function by(
  list: ConnectionView[],
  rank: (connection: ConnectionView) => number,
): ConnectionView[] {
  return list
    .map((connection) => ({ connection, rank: rank(connection) }))
    .sort((one, other) => (one.rank === other.rank ? 0 : one.rank < other.rank ? -1 : 1))
    .map(({ connection }) => connection);
}

/** The rows of a list, and how they are grouped. */
export type Rows = { groups: RowGroup[]; rows: ConnectionView[]; keys: string[] };

/** The connections as one group, or by environment, which keeps their order. */
export function rowsOf(list: ConnectionView[], label: string | null): Rows {
  const groups =
    label !== null
      ? [{ label, heading: false, rows: list }]
      : grouped(list).map(({ environment, connections }) => ({
          label: words().choices.environments[environment],
          heading: true,
          rows: connections,
        }));
  const rows = groups.flatMap((group) => group.rows);
  return {
    groups: groups.map((group) => ({ ...group, count: group.rows.length })),
    rows,
    keys: rows.map(({ id }) => id),
  };
}

/** Where a connection goes when it is moved among those of its environment. */
export type Move = {
  /** The connection that it comes to lie before; null: it becomes the last. */
  before: string | null;
  /** Its new place among them, counted from 1, and how many they are. */
  position: number;
  of: number;
};

/** A move by some steps, up with a negative number; null: it lies at the border already. */
export function moved(list: ConnectionView[], id: string, steps: number): Move | null {
  const connection = list.find((one) => one.id === id);
  if (connection === undefined) return null;
  const peers = list.filter(({ environment }) => environment === connection.environment);
  const from = peers.indexOf(connection);
  const to = Math.min(Math.max(from + steps, 0), peers.length - 1);
  if (to === from) return null;
  const before = peers[to < from ? to : to + 1]?.id ?? null;
  return { before, position: to + 1, of: peers.length };
}
