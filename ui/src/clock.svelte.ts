/**
 * One clock for the whole window.
 *
 * Whoever shows something that depends on the time says at which moment it will read differently,
 * and the clock wakes up for the earliest of these moments: each second only while something on
 * the screen shows seconds. Nothing is counted down; the wall clock is read anew each time, so a
 * changed clock or a suspended computer cannot make it wrong for long.
 */
import { untrack } from "svelte";

/**
 * How long the clock sleeps at most. Timers stand still while a computer is suspended: with more,
 * the countdown stays wrong for longer after waking up; with less, an idle window wakes the
 * processor for nothing.
 */
const LONGEST_SLEEP = 30_000;

/** How long it sleeps at least, so that a moment which does not pass cannot spin. */
const SHORTEST_SLEEP = 20;

class Clock {
  #now = $state.raw(Date.now());
  #moments = new Map<object, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get now(): number {
    return this.#now;
  }

  /** Says when what `reader` shows changes next; returns how to withdraw it. */
  expect(reader: object, moment: number): () => void {
    if (this.#moments.size === 0) this.#start();
    this.#moments.set(reader, moment);
    this.#schedule();
    return () => {
      this.#moments.delete(reader);
      if (this.#moments.size === 0) this.#stop();
    };
  }

  #start(): void {
    document.addEventListener("visibilitychange", this.read);
    window.addEventListener("focus", this.read);
    window.addEventListener("pageshow", this.read);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.read);
    window.removeEventListener("focus", this.read);
    window.removeEventListener("pageshow", this.read);
  }

  /** Reads the wall clock at once. */
  readonly read = (): void => {
    this.#now = Date.now();
    this.#schedule();
  };

  #schedule(): void {
    clearTimeout(this.#timer);
    if (document.hidden || this.#moments.size === 0) return;
    const wait = Math.min(...this.#moments.values()) - Date.now();
    const sleep = Math.min(LONGEST_SLEEP, Math.max(SHORTEST_SLEEP, wait));
    this.#timer = setTimeout(this.read, sleep);
  }
}

const clock = new Clock();

/** To be called when something arrives that carries times: an old reading would not fit them. */
export const readClock = clock.read;

/**
 * The time for a component, read anew when `changesAt` says that what it shows will change; null
 * means that nothing will.
 */
export function useClock(changesAt: (now: number) => number | null): { readonly now: number } {
  const reader = {};
  // With nothing on the screen that depends on the time, the last reading may be hours old.
  untrack(readClock);
  $effect(() => {
    const moment = changesAt(clock.now);
    return moment === null ? undefined : clock.expect(reader, moment);
  });
  return clock;
}
