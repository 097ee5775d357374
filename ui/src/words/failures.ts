/** What Latchkey itself could not do: a command, or keeping the list of connections. */
import type { CommandError } from "../bindings";
import { sentence } from "../format";
import { words } from "../language/language.svelte";

/** What is said when a command fails: a title where it needs one, and why or what to do. */
export function failureWords({ code, message }: CommandError): {
  title: string | null;
  next: string;
} {
  const said = words().failures;
  switch (code) {
    case "unknownConnection":
    case "notNow":
    case "stillSignedIn":
    case "pasteNotOurs":
    case "pasteOther":
    case "clipboard":
    case "browser":
      return said[code];
    case "document":
    case "trouble":
    case "internal":
      return { title: said[code], next: sentence(message) };
    case "address":
    case "name":
    case "clientId":
    case "clientSecret":
    case "credentials":
    case "personalToken":
    case "tokenName":
    case "request":
    case "guarded":
    case "changesProduction":
    case "favourite":
    case "stopped":
    case "answerGone":
    case "proxy":
    case "authority":
      return { title: null, next: sentence(message) };
    default:
      return code satisfies never;
  }
}
