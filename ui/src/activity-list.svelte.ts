/** What is known of the record of what happened: the part of it that is looked at. */
import type { ActivityQuery, CommandError, EventView } from "./bindings";
import { commands } from "./ipc";
import { waysToSay } from "./words/activity";

/** How many events come at once: two screens of them. */
const PAGE = 60;

/** How many come at once when nobody waits to see them. */
const BULK = 2_000;

/** What a person looks for; null: in every connection. */
export type Sought = { connection: string | null; text: string };

export class ActivityList {
  events = $state.raw<readonly EventView[]>([]);
  /** Nothing is known until the first page is there. */
  loaded = $state.raw(false);
  failure = $state.raw<CommandError | null>(null);
  busy = $state.raw(false);
  #next = $state.raw<string | null>(null);
  #query: ActivityQuery = { connection: null, words: [] };
  /** Raised with every question whose answer replaces what is shown: the answers before come too late. */
  #turn = 0;

  readonly hasOlder = $derived(this.#next !== null);

  /** Looks for something else. */
  async find(sought: Sought): Promise<void> {
    this.#query = queryOf(sought);
    await this.#firstPage((page) => page);
  }

  /** Looks for what has happened since. */
  async update(): Promise<void> {
    const first = this.events[0]?.place;
    await this.#firstPage((page) => {
      const known = page.findIndex(({ place }) => place === first);
      return known < 0 ? null : [...page.slice(0, known), ...this.events];
    });
  }

  /** Takes a newer page over; `merge` says what stays, or null where nothing does. */
  async #firstPage(
    merge: (page: readonly EventView[]) => readonly EventView[] | null,
  ): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const answer = await commands.activityPage(this.#query, null, PAGE);
    if (turn !== this.#turn) return;
    this.busy = false;
    this.loaded = true;
    if (answer.status === "error") {
      this.failure = answer.error;
      return;
    }
    this.failure = null;
    const { events, next } = answer.data;
    const merged = merge(events);
    if (merged === null || merged === events) this.#next = next;
    this.events = merged ?? events;
  }

  /** Shows what is older, too. */
  async older(): Promise<void> {
    if (this.#next === null || this.busy) return;
    const turn = this.#turn;
    this.busy = true;
    const answer = await commands.activityPage(this.#query, this.#next, PAGE);
    if (turn !== this.#turn) return;
    this.busy = false;
    if (answer.status === "error") {
      this.failure = answer.error;
      return;
    }
    this.#next = answer.data.next;
    this.events = [...this.events, ...answer.data.events];
  }
}

export function queryOf({ connection, text }: Sought): ActivityQuery {
  return { connection, words: waysToSay(text) };
}

/** Everything that is found, however much it is. */
export async function everything(query: ActivityQuery): Promise<EventView[] | CommandError> {
  const all: EventView[] = [];
  let before: string | null = null;
  do {
    const answer = await commands.activityPage(query, before, BULK);
    if (answer.status === "error") return answer.error;
    all.push(...answer.data.events);
    before = answer.data.next;
  } while (before !== null);
  return all;
}
