import type { ListTroubleView } from "../../bindings";

/** What Latchkey itself could not do. */
export const failures = {
  unknownConnection: {
    title: "This connection is gone",
    next: "It has been removed in the meantime.",
  },
  notNow: {
    title: "Not at this moment",
    next: "Something else happened first. You see the latest state.",
  },
  stillSignedIn: {
    title: "Sign out first",
    next: "Its tokens work only with this address, client ID and way of signing in.",
  },
  pasteNotOurs: {
    title: "This is not the address",
    next: "At the end of the sign-in, copy everything from the browser’s address bar.",
  },
  pasteOther: {
    title: "This address is not from this sign-in",
    next: "It belongs to another one, or was used before. Take it from the tab that opened last.",
  },
  managed: {
    title: "This connection is managed",
    next: "Only whoever looks after this computer can change or remove it.",
  },
  shortcut: "These keys cannot be used. Hold Ctrl, Alt or Super with another one.",
  shortcutTaken: "Another program uses these keys.",
  document: "This file cannot be imported",
  clipboard: {
    title: "The clipboard could not be used",
    next: "Another program may be holding it. Try again.",
  },
  browser: {
    title: "The browser could not be opened",
    next: "Copy the address and open it yourself.",
  },
  guarded: "This is an administrator’s token of a production instance; copy it only on purpose.",
  changesProduction: "This request changes something in production; send it only on purpose.",
  stopped: "The request was stopped; the server may already have done what it was asked.",
  answerGone: "This answer is no longer there. Send the request again.",
  trouble: "That did not work",
  internal: "Latchkey could not do that",
};

/** What is wrong with the file of connections. */
export const listTroubles = {
  unreadable: {
    title: "The list of connections could not be read",
    next: "Latchkey goes on with its last good copy, where there is one. The damaged file is here.",
  },
  newer: {
    title: "The list of connections comes from a newer Latchkey",
    next: "Update Latchkey to use it. Nothing is saved until then.",
  },
  managed: {
    title: "A connection that is managed for this computer cannot be used",
    next: "Tell whoever looks after this computer, and show them Details.",
  },
  unwritable: {
    title: "The list of connections cannot be saved",
    next: "Changes are lost when Latchkey quits. Check that the disk has room and that the folder is yours.",
  },
} satisfies Record<ListTroubleView["code"], { title: string; next: string }>;
