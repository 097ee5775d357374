/** What is said of a client while it is being typed. */
import type { Credentials, Generation, Registration } from "../bindings";
import { words } from "../language/language.svelte";
import { places } from "./places";
import type { Tone } from "./states";

type Said = readonly [Tone, string] | null;

/** What there is to say about a client, a sentence each. */
export function clientWords(
  registration: Registration | null,
  credentials: Credentials | null,
  generation: Generation,
): (readonly [Tone, string])[] {
  if (registration === "complete" && credentials === "right")
    return [["good", words().client.allRight]];
  const said = [
    registration && registrationWords(registration, generation),
    credentials && credentialsWords(credentials),
  ];
  return said.filter((one) => one !== null);
}

/** What the server says to the client ID and the redirect; null: it does not say. */
function registrationWords(registration: Registration, generation: Generation): Said {
  const said = words().client;
  switch (registration) {
    case "complete":
      return ["good", said.complete];
    case "onlyLoopback":
    case "onlyDeepLink":
      return ["warn", said.onlyHalf];
    case "missing":
      return ["bad", said.missing(places(generation).field)];
    case "unclear":
      return null;
    default:
      return registration satisfies never;
  }
}

/** What it says to the secret. */
function credentialsWords(credentials: Credentials): Said {
  const said = words().client;
  switch (credentials) {
    case "right":
      return ["good", said.right];
    case "rejected":
      return ["bad", said.rejected];
    case "unclear":
      return null;
    default:
      return credentials satisfies never;
  }
}
