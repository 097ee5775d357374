/** Reads something reactive outside of a component. */
import { flushSync } from "svelte";

export type Reading = { words(): string; readings(): number; close(): void };

/** Sets up what a component would, and keeps what it would show. */
export function reading(setUp: () => () => string): Reading {
  let words = "";
  let readings = 0;
  const close = $effect.root(() => {
    const read = setUp();
    $effect(() => {
      words = read();
      readings += 1;
    });
  });
  flushSync();
  return { words: () => words, readings: () => readings, close };
}
