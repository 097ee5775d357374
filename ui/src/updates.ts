/** What the window knows, brought up to date with what the program says has changed. */
import type { ConnectionView, SnapshotView, UpdateView } from "./bindings";

/**
 * The snapshot after an update. A connection that has not changed stays the same object, so that
 * whatever shows it has nothing to do; null: there was nothing to change yet.
 */
export function applied(before: SnapshotView | null, update: UpdateView): SnapshotView | null {
  if (update.kind === "whole") {
    const { kind: _, ...snapshot } = update;
    return snapshot;
  }
  if (before === null) return null;
  const { kind: _, connections, order, ...rest } = update;
  return { ...before, ...rest, connections: merged(before.connections, connections, order) };
}

function merged(
  before: ConnectionView[],
  changed: ConnectionView[],
  order: string[] | null,
): ConnectionView[] {
  if (changed.length === 0 && order === null) return before;
  const news = new Map(changed.map((connection) => [connection.id, connection]));
  if (order === null) return before.map((connection) => news.get(connection.id) ?? connection);
  const known = new Map(before.map((connection) => [connection.id, connection]));
  return order.flatMap((id) => news.get(id) ?? known.get(id) ?? []);
}
