/** What is said of a client while it is being typed. */
import type { Credentials, Registration } from "../bindings";
import type { Tone } from "./states";

type Words = readonly [Tone, string] | null;

/** What the server says to the client ID and the redirect; null: it does not say. */
export const registrationWords = {
  complete: ["good", "ProcessMaker knows this client and takes its redirect."],
  onlyLoopback: [
    "warn",
    "Only the first half of the redirect is registered: paste the whole line.",
  ],
  onlyDeepLink: [
    "warn",
    "Only the second half of the redirect is registered: paste the whole line.",
  ],
  missing: [
    "bad",
    "ProcessMaker does not know this client with this redirect. Compare both with what is saved there.",
  ],
  unclear: null,
} as const satisfies Record<Registration, Words>;

/** What it says to the secret. */
export const credentialsWords = {
  right: ["good", "The secret is right."],
  rejected: [
    "bad",
    "ProcessMaker does not take this secret. Copy it once more, and see that only one box is ticked there: Enable Authorization Code Grant.",
  ],
  unclear: null,
} as const satisfies Record<Credentials, Words>;
