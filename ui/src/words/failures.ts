/** What Latchkey itself could not do: a command, or keeping the list of connections. */
import type { CommandError, FaultView } from "../bindings";
import { sentence, whole } from "../format";
import { words } from "../language/language.svelte";

type Failure = {
  /** Null where the rest says it all. */
  title: string | null;
  /** Why, or what to do. */
  next: string;
  /** It is in the system's own words. */
  quoted?: boolean;
};

/** What is said when a command fails. */
export function failureWords({ code, message, fault, trouble }: CommandError): Failure {
  const said = words().failures;
  const own = { next: sentence(message), quoted: true };
  switch (code) {
    case "unknownConnection":
    case "notNow":
    case "managed":
    case "stillSignedIn":
    case "pasteNotOurs":
    case "pasteOther":
    case "clipboard":
    case "browser":
      return said[code];
    case "shortcut":
    case "shortcutTaken":
    case "guarded":
    case "changesProduction":
    case "stopped":
    case "answerGone":
      return { title: null, next: said[code] };
    case "trouble":
      return trouble ? words().troubles[trouble.code] : { title: said.trouble, ...own };
    case "document":
    case "internal":
      return { title: said[code], ...(fault ? { next: faultWords(fault) } : own) };
    case "address":
    case "name":
    case "clientId":
    case "clientSecret":
    case "credentials":
    case "personalToken":
    case "tokenName":
    case "request":
    case "favourite":
    case "proxy":
    case "authority":
      return { title: null, ...(fault ? { next: faultWords(fault) } : own) };
    default:
      return code satisfies never;
  }
}

/** What is wrong with what was typed or chosen. */
export function faultWords(fault: FaultView): string {
  const said = words().faults;
  switch (fault.kind) {
    case "name":
    case "tokenName":
    case "pathTooLong":
    case "tooManyHeaders":
    case "tooManyFavourites":
    case "tooManyConnections":
    case "tooManyAuthorities":
      return said[fault.kind](whole(fault.most));
    case "placeholder":
    case "headerName":
    case "notYours":
      return said[fault.kind](fault.name);
    case "headerValue":
      return said.headerValue(fault.name, whole(fault.most));
    case "noBody":
      return said.noBody(fault.method);
    case "bodyNotJson":
      return said.bodyNotJson(whole(fault.line), whole(fault.column));
    case "fileNotJson":
    case "entryMalformed":
      return said[fault.kind](sentence(fault.said));
    default:
      return said[fault.kind];
  }
}
