/** What answers at an address. */
import type { DetectionView } from "../bindings";
import { troubleWords, type Kind, type Words } from "./troubles";

type Found = Extract<DetectionView, { kind: "found" }>;

/** Which ProcessMaker answers at an address. */
export function answersHere({ generation, address }: Found): string {
  switch (generation) {
    case "version3":
      return `ProcessMaker 3 answers here, workspace ${address.split("/").at(-1)}`;
    case "version4":
      return "ProcessMaker 4 answers here";
    case "version2026":
      return "ProcessMaker (2026) answers here";
    default:
      return generation satisfies never;
  }
}

const COMPARE = "Compare the address with the one your browser shows when you use ProcessMaker";

/** What answers at an address instead of ProcessMaker, and what to do about it. */
export function detectionWords(detection: Exclude<DetectionView, Found>, connection: Kind): Words {
  switch (detection.kind) {
    case "elsewhere":
      return {
        title: `This address leads to ${detection.host}`,
        next: `${COMPARE}. If it is the same, your network may want you to sign in to it first.`,
      };
    case "loginPage":
      return {
        title: "The login page of another program answers here",
        next: `${COMPARE}: it may have a folder at its end.`,
      };
    case "webSite":
      return {
        title: "An ordinary web page answers here",
        next: `${COMPARE}: it may have a folder at its end.`,
      };
    case "otherApplication":
      return { title: "Another program than ProcessMaker answers here", next: `${COMPARE}.` };
    case "trouble":
      return troubleWords(detection.trouble, connection);
    default:
      return detection satisfies never;
  }
}
