/** Finds connections by what somebody types: words in any order, whatever their case and accents. */
import type { ConnectionView } from "../bindings";
import { whoOf } from "../state";
import { words } from "../language/language.svelte";
import type { Words } from "../language/words";

/** What of a connection is searched, as it is compared. */
type Searched = { name: string; others: string; language: Words };

// A snapshot leaves what has not changed as it was, so a connection is folded once.
const searched = new WeakMap<ConnectionView, Searched>();

/** The connections that every word is found in, the best match first, else as they were. */
export function find(list: ConnectionView[], query: string): ConnectionView[] {
  const typed = fold(query).split(" ").filter(Boolean);
  if (typed.length === 0) return list;
  return list
    .map((connection) => ({ connection, rank: rankOf(searchedOf(connection), typed) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((one, other) => one.rank - other.rank)
    .map(({ connection }) => connection);
}

/** The connections that every word is found in, in the order that they were in. */
export function matching(list: ConnectionView[], query: string): ConnectionView[] {
  const found = new Set(find(list, query));
  return list.filter((connection) => found.has(connection));
}

const NOT_FOUND = 1_000_000;

/** Less is better. */
function rankOf(text: Searched, words: string[]): number {
  // What is typed just as the name begins is meant, however the words would match elsewhere.
  if (text.name.startsWith(words.join(" "))) return -1;
  return words.reduce((sum, word) => sum + rankOfWord(text, word), 0);
}

function rankOfWord({ name, others }: Searched, word: string): number {
  if (name.startsWith(word)) return 0;
  if (beginsWord(name, word)) return 1;
  if (beginsWord(others, word)) return 2;
  if (name.includes(word)) return 3;
  return others.includes(word) ? 4 : NOT_FOUND;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  return false;
}

function searchedOf(connection: ConnectionView): Searched {
  const language = words();
  const known = searched.get(connection);
  if (known?.language === language) return known;
  const who = whoOf(connection.state);
  const others = [
    connection.host,
    who?.userName ?? "",
    who?.fullName ?? "",
    language.choices.environments[connection.environment],
  ];
  const made = { name: fold(connection.name), others: fold(others.join(" ")), language };
  searched.set(connection, made);
  return made;
}

/** Without case and accents, and with single spaces. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
