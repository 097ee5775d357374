/** What answers at an address. */
import type { DetectionView } from "../bindings";
import { words } from "../language/language.svelte";
import { troubleWords, type Kind, type Told } from "./troubles";

type Found = Extract<DetectionView, { kind: "found" }>;

/** Which ProcessMaker answers at an address. */
export function answersHere({ generation, address }: Found): string {
  const said = words().found;
  return generation === "version3"
    ? said.version3(address.split("/").at(-1) ?? "")
    : said[generation];
}

/** What answers at an address instead of ProcessMaker, and what to do about it. */
export function detectionWords(detection: Exclude<DetectionView, Found>, connection: Kind): Told {
  const said = words().found;
  switch (detection.kind) {
    case "elsewhere":
      return { title: said.elsewhere(detection.host), next: said.elsewhereNext };
    case "loginPage":
    case "webSite":
      return { title: said[detection.kind], next: said.folderNext };
    case "otherApplication":
      return { title: said.otherApplication, next: said.otherNext };
    case "trouble":
      return troubleWords(detection.trouble, connection);
    default:
      return detection satisfies never;
  }
}
