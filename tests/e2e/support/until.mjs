// Waiting for something outside this process, never longer than a deadline.
import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until the answer is neither false nor undefined nor null, and returns it.
 * Fails with what was waited for, and with the last error if asking itself failed.
 *
 * @template T
 * @param {string} what completes the sentence "waited for …"
 * @param {() => T | Promise<T>} ask
 * @param {{ seconds?: number, every?: number }} [patience]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, { seconds = 15, every = 25 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let failure;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined && answer !== null) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${seconds} s for ${what}`, failure ? { cause: failure } : undefined);
    }
    await pause(every);
  }
}

/**
 * Rejects when the promise takes longer than that.
 *
 * @template T
 * @param {string} what
 * @param {number} seconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export async function within(what, seconds, promise) {
  const stop = new AbortController();
  const late = pause(seconds * 1000, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`waited ${seconds} s for ${what}`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}
