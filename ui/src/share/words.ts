/** What is said of connections that come from others. */
import type { OfferView, StandingView } from "../bindings";
import { sentence } from "../format";
import { environmentNames, methodNames } from "../words/choices";

/** How many of them there are, and what they lack. */
export function summaryWords(standings: readonly StandingView[]): string {
  if (standings.length === 0) return "There is no connection in this file.";
  const news = standings.filter(({ kind }) => kind === "new");
  if (news.length === 0) return "There is nothing new in this file.";
  const secrets = news.some((one) => one.kind === "new" && one.offer.method !== "personalToken")
    ? " Client secrets are not in the file: give each connection its own before you sign in."
    : "";
  return `${counted(news.length)} can be added.${secrets}`;
}

export function addWords(count: number): string {
  return `Add ${counted(count)}`;
}

/** Where it leads, and how. */
export function describedWords({ address, environment, method, clientId }: OfferView): string {
  const client = clientId === "" ? "" : ` · client ${clientId}`;
  const way = method === "browser" ? "" : ` · ${methodNames[method].toLowerCase()}`;
  return `${address} · ${environmentNames[environment]}${client}${way}`;
}

/** Why it is not added. */
export function standingWords(standing: StandingView): { title: string; words: string } {
  switch (standing.kind) {
    case "new":
      return { title: standing.offer.name, words: "" };
    case "here":
      return { title: standing.offer.name, words: "Already here." };
    case "repeated":
      return { title: standing.offer.name, words: "The file has it twice." };
    case "refused":
      return { title: standing.name || "Without a name", words: sentence(standing.reason) };
  }
}

export function sameWords(name: string): string {
  return `${name} is already the same connection.`;
}

function counted(count: number): string {
  return count === 1 ? "1 connection" : `${count.toLocaleString()} connections`;
}
