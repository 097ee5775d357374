/** What is said of a client while it is being typed. */
import type { Credentials, Generation, Registration } from "../bindings";
import { places } from "./places";
import type { Tone } from "./states";

type Words = readonly [Tone, string] | null;

/** What there is to say about a client, a sentence each. */
export function clientWords(
  registration: Registration | null,
  credentials: Credentials | null,
  generation: Generation,
): (readonly [Tone, string])[] {
  if (registration === "complete" && credentials === "right")
    return [["good", "Client, redirect and secret are right."]];
  const said = [
    registration && registrationWords(registration, generation),
    credentials && credentialsWords[credentials],
  ];
  return said.filter((words) => words !== null);
}

/** What the server says to the client ID and the redirect; null: it does not say. */
function registrationWords(registration: Registration, generation: Generation): Words {
  switch (registration) {
    case "complete":
      return ["good", "ProcessMaker knows this client and takes its redirect."];
    case "onlyLoopback":
      return ["warn", "Only the first half of the redirect is registered: paste the whole line."];
    case "onlyDeepLink":
      return ["warn", "Only the second half of the redirect is registered: paste the whole line."];
    case "missing":
      return [
        "bad",
        `ProcessMaker has no client with this ID, or its ${places[generation].field} is not the line above.`,
      ];
    case "unclear":
      return null;
    default:
      return registration satisfies never;
  }
}

/** What it says to the secret. */
const credentialsWords = {
  right: ["good", "The secret is right."],
  rejected: [
    "bad",
    "ProcessMaker does not take this secret. Copy it once more, and see that only one box is ticked there: Enable Authorization Code Grant.",
  ],
  unclear: null,
} as const satisfies Record<Credentials, Words>;
