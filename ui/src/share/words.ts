/** What is said of connections that come from others. */
import type { OfferView, StandingView } from "../bindings";
import { whole } from "../format";
import { words } from "../language/language.svelte";
import { faultWords } from "../words/failures";

/** How many of them there are, and what they lack. */
export function summaryWords(standings: readonly StandingView[]): string {
  const said = words().share;
  if (standings.length === 0) return said.empty;
  const news = standings.filter(({ kind }) => kind === "new");
  if (news.length === 0) return said.nothingNew;
  const secrets = news.some((one) => one.kind === "new" && one.offer.method !== "personalToken");
  const added = said.canBeAdded(news.length, whole(news.length));
  return secrets ? `${added} ${said.secrets}` : added;
}

export function addWords(count: number): string {
  return words().share.add(count, whole(count));
}

/** Where it leads, and how. */
export function describedWords({ address, environment, method, clientId }: OfferView): string {
  const { environments, ways } = words().choices;
  const parts = [
    address,
    environments[environment],
    clientId === "" ? "" : words().share.client(clientId),
    method === "browser" ? "" : ways[method],
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Why it is not added. */
export function standingWords(standing: StandingView): { title: string; words: string } {
  const said = words().share;
  switch (standing.kind) {
    case "new":
      return { title: standing.offer.name, words: "" };
    case "here":
    case "repeated":
      return { title: standing.offer.name, words: said[standing.kind] };
    case "refused":
      return { title: standing.name || said.nameless, words: faultWords(standing.why) };
  }
}
