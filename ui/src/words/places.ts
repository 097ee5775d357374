/** Where things are in ProcessMaker, and what to fetch from there. */
import type { Generation } from "../bindings";
import type { Field } from "../draft.svelte";
import { words } from "../language/language.svelte";

/** What a person looks for in ProcessMaker when a client is registered, and presses to consent. */
export function places(generation: Generation) {
  return words().places[generation === "version3" ? "version3" : "since4"];
}

/** What to say at a field that is empty. */
export function missingWords(generation: Generation, field: Field): string {
  const said = words().missing;
  if (generation === "version3" && field === "clientId") return said.clientId3;
  if (generation === "version3" && field === "clientSecret") return said.clientSecret3;
  if (generation === "version2026" && field === "clientSecret") return said.clientSecret2026;
  return said[field];
}
