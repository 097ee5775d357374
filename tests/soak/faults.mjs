// What the server does wrong, one time in twenty.

const RATE = 0.05;

/** By name, with how often each comes among twenty. An answer that is lost costs a sign-in, rightly. */
const KINDS = [
  ["dropped", 5],
  ["server-error", 4],
  ["too-many-requests", 4],
  ["maintenance", 3],
  ["html", 3],
  ["lost-answer", 1],
];

export class Faults {
  #server;

  /** How often each was asked for. @type {Record<string, number>} */
  counts = {};

  constructor(server) {
    this.#server = server;
  }

  /** Spoils the next request for a token, perhaps. */
  async perhaps() {
    if (Math.random() >= RATE) return;
    let left = Math.random() * 20;
    const [name] = KINDS.find(([, share]) => (left -= share) < 0);
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    await this.#server.spoil("token", name, { retryAfter: 5 });
  }
}
