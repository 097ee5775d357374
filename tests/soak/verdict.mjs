// What became of the copies, and whether it may.

/** A connection that gives no token for so long is stuck; no rest after a fault is longer. */
const STUCK = 15 * 60_000;

export class Verdict {
  #worked = new Map();
  #copies = 0;
  #refreshed = 0;
  #failures = {};
  #signIns = {};
  /** What failed since it last worked, with minutes since then. */
  #trails = new Map();
  #stuck = new Map();
  #calm = false;
  #calmed = new Set();

  constructor(ids) {
    for (const id of ids) this.#worked.set(id, Date.now());
  }

  worked(id, { refreshed }) {
    this.#copies += 1;
    if (refreshed) this.#refreshed += 1;
    this.#worked.set(id, Date.now());
    this.#trails.delete(id);
    if (this.#calm) this.#calmed.add(id);
  }

  failed(id, { trouble, code, fault }) {
    const why = trouble?.code ?? fault?.kind ?? code;
    this.#failures[why] = (this.#failures[why] ?? 0) + 1;
    this.#missed(id, why);
  }

  signInNeeded(id, why) {
    this.#signIns[why] = (this.#signIns[why] ?? 0) + 1;
    this.#missed(id, `sign-in: ${why}`);
  }

  #missed(id, why) {
    const since = Date.now() - this.#worked.get(id);
    const trail = this.#trails.get(id) ?? [];
    trail.push(`${(since / 60_000).toFixed(1)} min ${why}`);
    this.#trails.set(id, trail);
    if (since > STUCK) this.#stuck.set(id, trail);
  }

  /** From now on nothing goes wrong any more. */
  calm() {
    this.#calm = true;
  }

  works(id) {
    return this.#calmed.has(id);
  }

  toString() {
    const failures = Object.values(this.#failures).reduce((sum, count) => sum + count, 0);
    return `${this.#copies} copies, ${failures} failed, sign-ins ${JSON.stringify(this.#signIns)}`;
  }

  /** @param {number} lost how many answers were lost, each of which explains one sign-in */
  report(lost) {
    const unexplained = Object.entries(this.#signIns).filter(
      ([why, count]) => why !== "answerLost" || count > lost,
    );
    for (const id of this.#worked.keys())
      if (!this.#calmed.has(id)) this.#stuck.set(id, this.#trails.get(id) ?? ["never asked"]);
    return {
      copies: this.#copies,
      refreshedFirst: this.#refreshed,
      failures: this.#failures,
      signIns: this.#signIns,
      unexplained,
      stuck: [...this.#stuck].map(([id, trail]) => ({ id, trail })),
    };
  }
}
