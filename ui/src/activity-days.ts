/** How the record reads: by days, and as lines of a file. */
import type { ConnectionView, EventView } from "./bindings";
import { relative, capital } from "./format";
import { locale, words } from "./language/language.svelte";
import { eventWords } from "./words/activity";

export type Day = { title: string; events: readonly EventView[] };

/** The events by day, in the order they come in. */
export function byDay(events: readonly EventView[], now: number, place = locale()): Day[] {
  const days: { day: number; events: EventView[] }[] = [];
  for (const event of events) {
    const day = midnight(event.at, 0);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days.map(({ day, events }) => ({ title: titleOf(day, now, place), events }));
}

function titleOf(day: number, now: number, place: string): string {
  for (const days of [0, -1])
    if (day === midnight(now, days)) return capital(relative(days, "day", place));
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : ({ year: "numeric" } as const);
  const parts = { weekday: "long", day: "numeric", month: "long", ...year } as const;
  return new Intl.DateTimeFormat(place, parts).format(day);
}

function midnight(time: number, days: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** What each connection is called; those that are gone are known by what the record says of them. */
export function namesOf(
  list: readonly ConnectionView[],
  events: readonly EventView[],
): Map<string, string> {
  const names = new Map<string, string>();
  for (const { connection, what } of events) {
    if (names.has(connection)) continue;
    switch (what.kind) {
      case "connectionAdded":
      case "connectionChanged":
      case "connectionRemoved":
        names.set(connection, what.name);
    }
  }
  for (const { id, name } of list) names.set(id, name);
  return names;
}

/** What a connection is called of which nothing is known but what happened to it. */
export function gone(): string {
  return words().activity.gone;
}

/** The events as a text: one line each, with the time of this computer. */
export function asText(events: readonly EventView[], names: ReadonlyMap<string, string>): string {
  const lines = events.map(({ at, connection, what }) =>
    [stamp(at), names.get(connection) ?? gone(), eventWords(what)].join("  "),
  );
  return lines.map((line) => `${line}\n`).join("");
}

function stamp(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":")}`;
}
