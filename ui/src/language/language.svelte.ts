/**
 * The language that the window speaks.
 *
 * Every language is a file of its own, and only the one that is spoken is loaded. Whoever reads
 * `words()` while drawing is drawn again when another language comes.
 */
import type { Spoken } from "../bindings";
import type { Words } from "./words";

const catalogues: Record<Spoken, () => Promise<{ catalogue: Words }>> = {
  en: () => import("./en"),
  es: () => import("./es"),
  "pt-BR": () => import("./pt-br"),
  de: () => import("./de"),
  fr: () => import("./fr"),
};

/** Nothing is drawn before a language is there. */
let current = $state.raw() as { words: Words; locale: string };

/** The language that was asked for last, which may still be on its way. */
let wanted: Spoken | undefined;

/** Everything that the window can say. */
export function words(): Words {
  return current.words;
}

/** The language and the region by whose customs dates and numbers are written. */
export function locale(): string {
  return current.locale;
}

/** Speaks another language from here on; whatever is not known is English. */
export async function speak(language: string): Promise<void> {
  const known = Object.hasOwn(catalogues, language) ? (language as Spoken) : "en";
  if (known === wanted) return;
  wanted = known;
  const { catalogue } = await catalogues[known]();
  if (known === wanted) speakIn(known, catalogue);
}

/** Speaks a language that is there already. */
export function speakIn(language: Spoken, words: Words): void {
  wanted = language;
  current = { words, locale: regional(language, navigator.languages) };
  document.documentElement.lang = current.locale;
}

/** The person's own variant of a language, where the system names one. */
export function regional(language: string, preferred: readonly string[]): string {
  const base = (tag: string) => tag.split("-")[0];
  return preferred.find((tag) => base(tag) === base(language)) ?? language;
}
