/**
 * What went wrong, in plain words, and what to do next.
 *
 * Every code has its words in the catalogue, and the compiler insists that none is missing.
 */
import type { ConnectionView, TroubleCode, TroubleView } from "../bindings";
import { words } from "../language/language.svelte";

/** What a note can offer besides its words. */
export type Remedy = "edit" | "adminPage" | "registration";

/** What the words for a connection depend on. */
export type Kind = Pick<ConnectionView, "method" | "generation">;

export type Told = { title: string; next: string };

/** What helps, where it can be offered. */
const remedies: Partial<Record<TroubleCode, readonly Remedy[]>> = {
  notRegistered: ["registration", "edit", "adminPage"],
  clientRejected: ["edit", "adminPage"],
  configuration: ["adminPage", "edit"],
  misdirected: ["edit"],
  unknownAuthority: ["edit"],
  certificateName: ["edit"],
  nameNotFound: ["edit"],
  unexpectedAnswer: ["edit"],
  grantMissing: ["edit", "adminPage"],
  noSecret: ["edit", "adminPage"],
};

/** What a note about a trouble offers. */
export function remediesFor({ code, keyring }: TroubleView): readonly Remedy[] {
  return code === "keyring" && keyring !== null ? [] : (remedies[code] ?? []);
}

/** A trouble in a few words, whatever connection it was of. */
export function titleOf(code: TroubleCode): string {
  return words().troubles[code].title;
}

/** The words for a trouble; a keyring's own trouble speaks for itself. */
export function troubleWords(trouble: TroubleView, { method, generation }: Kind): Told {
  const { code, keyring } = trouble;
  if (code === "keyring" && keyring !== null) return words().keyring[keyring];
  const told = words().troubles[code];
  // Where the way to sign in or the generation of ProcessMaker makes a difference.
  const others: Record<string, Partial<Record<string, string | Told>>> = words().troublesOf;
  const other = others[generation]?.[code] ?? others[method]?.[code];
  return typeof other === "string" ? { ...told, next: other } : (other ?? told);
}
