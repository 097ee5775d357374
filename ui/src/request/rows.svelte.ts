/**
 * The rows of an answer, of which the window holds the few pages that are looked at. The program
 * keeps the rest: an answer of ten megabytes never comes here as a whole.
 */
import type { Result } from "../ipc";

/** How many rows are asked for at once: three screens, so that scrolling meets rows that are there. */
const PAGE = 100;

/** How many pages are kept: what is far away comes again in a moment. */
const KEPT = 12;

type Load<Row> = (from: number, count: number) => Promise<Result<Row[]>>;

export class Rows<Row> {
  total = $state(0);
  /** The answer is no longer there. */
  gone = $state(false);
  #pages = $state.raw<ReadonlyMap<number, Row[]>>(new Map());
  readonly #asked = new Set<number>();
  readonly #load: Load<Row>;
  /** Counts the changes of what the rows are; a page of before is of no use. */
  #generation = $state(0);
  /** Of which generation the pages are. */
  #shown = 0;

  constructor(total: number, load: Load<Row>) {
    this.total = total;
    this.#load = load;
  }

  /** A row, if it is there. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Has the rows from one to another brought; whoever shows them asks again when they change. */
  want(from: number, to: number): void {
    const first = Math.max(0, Math.floor(from / PAGE));
    const last = Math.floor(Math.min(to, this.total - 1) / PAGE);
    for (let page = first; page <= last; page += 1) void this.#bring(page);
  }

  /** The rows are others now: what is seen stays until the new ones are there. */
  renew(total: number): void {
    this.total = total;
    this.#generation += 1;
    this.#asked.clear();
  }

  async #bring(page: number): Promise<void> {
    const generation = this.#generation;
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const answer = await this.#load(page * PAGE, PAGE);
    if (generation !== this.#generation) return;
    if (answer.status === "error") {
      this.gone = true;
      return;
    }
    const before = this.#shown === generation ? [...this.#pages] : [];
    this.#shown = generation;
    const near = before.slice(-(KEPT - 1));
    for (const [old] of before.slice(0, -(KEPT - 1))) this.#asked.delete(old);
    this.#pages = new Map([...near, [page, answer.data]]);
  }
}
