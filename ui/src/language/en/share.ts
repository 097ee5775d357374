import { plural } from "./plural";

/** Connections that go to others and come from them. */
export const share = {
  title: "Share and move",
  about:
    "Names, addresses and client IDs as a file, without secrets and tokens. An import shows first what it would add.",
  export: "Export connections",
  import: "Import connections",
  exported: "The connections are exported",
  failed: "The connections were not exported",
  empty: "There is no connection in this file.",
  nothingNew: "There is nothing new in this file.",
  canBeAdded: (count: number, shown: string) =>
    `${shown} ${plural(count, "connection", "connections")} can be added.`,
  secrets: "Client secrets are not in it: give each connection its own before you sign in.",
  add: (count: number, shown: string) =>
    `Add ${shown} ${plural(count, "connection", "connections")}`,
  client: (id: string) => `client ${id}`,
  here: "Already here.",
  repeated: "The file has it twice.",
  nameless: "Without a name",
  same: (name: string) => `${name} is already the same connection.`,
  nothingAdded: "Nothing was added",
  unusable: "This link cannot be used",
  unusableNext: "Ask whoever gave it to you for the address of your ProcessMaker.",
  link: "A link describes a connection",
  linkWhy: "Go on only if you know this address. Nothing is added before you save it.",
  address: "Address",
  notNow: "Not now",
  fillIn: "Fill in the form",
};
