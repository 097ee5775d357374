/** What is known of a token, line by line: what it says itself, and where it is kept. */
import type { ConnectionView, InspectionView, MomentView, TokensView } from "../bindings";
import { clockDifference, endsAt, together } from "../format";
import { locale, words } from "../language/language.svelte";
import { bytes } from "./seen";

export type Claim = {
  term: string;
  words: string;
  /** The same, as the token writes it. */
  title?: string | undefined;
  /** It is for programs rather than for people. */
  code?: boolean;
};

const COARSE = { dateStyle: "medium", timeStyle: "medium" } as const;
const FINE = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
} as const;

/** What can be said of a token; what is not known has no line. */
export function claims(
  connection: ConnectionView,
  tokens: TokensView,
  inspection: InspectionView | null,
): Claim[] {
  const said = words().token;
  const own = inspection?.words;
  const end = endsAt(tokens);
  const { who } = tokens;
  const person = who && `, ${who.fullName || who.userName}`;
  const client = own?.audience.join(", ") || (usesClient(connection) && connection.clientId);
  const scopes = own?.scopes?.join(", ") ?? null;
  const refresh = inspection?.refreshSize ?? null;

  /** A time of the token's own, to the fraction, else the one that the answer came with. */
  const time = (own: MomentView | null | undefined, other: number) =>
    own ? written(own.at - tokens.clockOffset, FINE) : written(other, COARSE);
  const lines: (Omit<Claim, "words"> & { words: string | null | undefined | false })[] = [
    {
      term: said.issued,
      words: time(own?.issuedAt, tokens.obtainedAt - tokens.clockOffset),
      title: own?.issuedAt?.seconds,
    },
    {
      term: said.expires,
      words: end === null ? null : time(own?.expiresAt, end),
      title: own?.expiresAt?.seconds,
    },
    { term: said.who, words: own?.subject && said.user(own.subject, person ?? "") },
    { term: said.client, words: client },
    { term: said.scopes, words: scopes === "" ? said.noScopes : scopes },
    { term: said.id, words: own?.tokenId, code: true },
    { term: said.access, words: inspection && bytes(inspection.accessSize) },
    {
      term: said.refresh,
      words: inspection && (refresh === null ? said.none : bytes(refresh)),
    },
    { term: said.keptIn, words: keptIn(tokens, inspection) },
    { term: said.clock, words: clockDifference(tokens.clockOffset) },
  ];
  return lines.filter((line): line is Claim => Boolean(line.words));
}

function written(at: number, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), how).format(at);
}

function usesClient({ method }: ConnectionView): boolean {
  return method !== "personalToken";
}

function keptIn(tokens: TokensView, inspection: InspectionView | null): string {
  const said = words().token;
  if (tokens.unsaved !== null) return said.memory;
  const { entries = [], entryLimit = 0 } = inspection ?? {};
  const sizes = entries.map((size) => bytes(size));
  if (entries.length === 0) return said.keyring;
  return entries.length === 1
    ? said.keyringOne(together(sizes), bytes(entryLimit))
    : said.keyringSeveral(entries.length, together(sizes));
}
