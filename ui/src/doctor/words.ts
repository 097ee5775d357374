/** What was found, in words, and what to do about it. */
import type { CheckView, FoundView } from "../bindings";
import { words } from "../language/language.svelte";
import { countdown } from "../format";
import { detectionWords } from "../words/detection";

export type FoundWords = {
  says: string;
  next?: string;
  /** The system's own words. */
  detail?: string;
};

/** What a line is about. */
export function nameOf(check: CheckView): string {
  return check.kind === "server" ? check.host : words().checkUp.names[check.kind];
}

export function foundWords(found: FoundView): FoundWords {
  const said = words().checkUp;
  switch (found.kind) {
    case "linksOurs":
    case "linksUnused":
    case "port":
    case "bus":
    case "noProxy":
    case "systemCertificates":
    case "folders":
      return { says: said[found.kind] };
    case "linksOtherCopy":
    case "linksNotOurs":
    case "linksNobody":
      return { says: said[found.kind], next: said.linksNext };
    case "linksAnother":
      return { says: said.linksAnother(found.name), next: said.linksNext };
    case "linksNoLauncher":
    case "linksNotInstalled":
      return { says: said[found.kind], next: said.linksNothing };
    case "browser":
      return { says: found.name === null ? said.systemBrowser : said.browser(found.name) };
    case "noBrowser":
      return { says: said.noBrowser, next: said.noBrowserNext };
    case "noPort":
      return { says: said.noPort, next: said.noPortNext, detail: found.why };
    case "keyring":
      return { says: found.keeper === null ? said.someKeyring : said.keyring(found.keeper) };
    case "noKeyring": {
      const { title, next } = words().keyring[found.problem];
      return {
        says: found.keeper === null ? `${title}.` : said.noKeyring(found.keeper, title),
        next,
      };
    }
    case "noBus":
      return { says: said.noBus, next: said.noBusNext, detail: found.why };
    case "proxy":
      return { says: said.proxyBy[found.from](found.via) };
    case "proxyUnknown":
      return { says: said.proxyUnknown, detail: found.why };
    case "certificates":
      return certificateWords(found);
    case "noFolder":
      return { says: said.noFolder(found.path), next: said.noFolderNext, detail: found.why };
    case "server":
      return serverWords(found);
    case "noServer": {
      const { title, next } = detectionWords(found.other, {
        method: "browser",
        generation: "version4",
      });
      const detail = found.other.kind === "trouble" ? found.other.trouble.detail : null;
      return { says: `${title}.`, next, ...(detail !== null && { detail }) };
    }
    case "late":
      return { says: said.late, next: said.lateNext };
    default:
      return found satisfies never;
  }
}

function certificateWords({
  roots,
  unreadable,
  instead,
}: Extract<FoundView, { kind: "certificates" }>): FoundWords {
  const said = words().checkUp;
  if (roots === 0) return { says: said.noCertificates, next: said.noCertificatesNext };
  const says =
    instead === null ? said.certificates(roots) : said.certificatesInstead(roots, instead);
  if (unreadable === 0) return { says };
  return {
    says: `${says} ${said.certificatesUnreadable(unreadable)}`,
    next: said.certificatesUnreadableNext,
  };
}

function serverWords({
  generation,
  expected,
  ahead,
}: Extract<FoundView, { kind: "server" }>): FoundWords {
  const said = words().checkUp;
  const product = said.products[generation];
  const [answers, update] =
    generation === expected
      ? [said.server(product), null]
      : [said.otherGeneration(product, said.products[expected]), said.otherGenerationNext];
  if (ahead === null) return { says: answers, ...(update !== null && { next: update }) };
  const clock = (ahead > 0 ? said.clockBehind : said.clockAhead)(countdown(Math.abs(ahead)));
  return { says: `${answers} ${clock}`, next: update ?? said.clockNext };
}
