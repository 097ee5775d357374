import { plural } from "./plural";

/** The list of connections, beside the card or above it. */
export const list = {
  connections: "Connections",
  all: "All connections",
  find: "Find a connection",
  add: "Add connection",
  settings: "Settings",
  usedLast: "Used last",
  move: (name: string) => `Move ${name}`,
  up: "Move up",
  down: "Move down",
  top: "Move to the top",
  only: "The only one of its environment",
  byUse: "The list is in the order of use",
  byUseAloud: "The list is in the order of use. You can change this in Settings.",
  first: (name: string) => `${name} is the first of its environment`,
  last: (name: string) => `${name} is the last of its environment`,
  movedUp: (name: string, place: number, of: number) => `${name} moved up, ${place} of ${of}`,
  movedDown: (name: string, place: number, of: number) => `${name} moved down, ${place} of ${of}`,
  count: (count: number, shown: string) => `${shown} ${plural(count, "connection", "connections")}`,
  more: (names: string, count: number) => `${names} and ${count} more`,
  needed: (names: string) => `Sign-in needed: ${names}`,
};

/** All connections on one screen. */
export const overview = {
  waiting: (all: string, count: number, shown: string) =>
    `${all}, ${shown} ${plural(count, "needs", "need")} you`,
  search: "Search connections",
  hint: "Name, host or user",
  grouped: "By environment",
  needed: "sign-in needed",
  copy: (name: string) => `Copy the token of ${name}`,
  decide: "Decide",
  decideOf: (name: string) => `Decide ${name}`,
  signInTo: (name: string) => `Sign in to ${name}`,
  copied: (name: string) => `Copied the access token of ${name}`,
};

/** The quick way to a connection. */
export const find = {
  hint: "Name, host, user or environment",
  none: (sought: string) => `No connection matches “${sought}”.`,
  opens: "opens",
  copies: "copies the token",
  closes: "closes",
  noToken: (name: string) => `${name} has no token. Enter opens it.`,
};
