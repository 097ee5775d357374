/** What may stand in the way of a sign-in: what it is, what was found, what to do about it. */
import { plural } from "./plural";

export const checkUp = {
  title: "Check-up",
  open: "What is in the way?",
  inSettings: "Check this computer",
  about: "Links, keyring, proxy, certificates and servers: what a sign-in needs.",
  looking: (count: number) => `Looking at ${count} things`,
  well: "Everything is in order",
  unwell: (count: number, all: number) =>
    `${count} of ${all} ${plural(count, "needs", "need")} a look`,
  lookAgain: "Look again",
  failed: "This could not be looked at",
  pending: "Looking …",
  copyReport: "Copy report",
  aboutReport:
    "It holds these lines, the versions of Latchkey and of your system, and the hosts of your servers. No tokens, secrets or names of people.",
  reportLabel: "Read it first",
  names: {
    links: "Links from the browser",
    browser: "Browser",
    port: "Local address",
    keyring: "Keyring",
    bus: "Session bus",
    proxy: "Proxy",
    certificates: "Certificates",
    folders: "Folders",
  },
  remedies: {
    claimLinks: "Have links open Latchkey",
    useLocalAddress: "Use the local address instead",
    useLinks: "Use links again",
    unlock: "Unlock",
  },
  linksOurs: "They open Latchkey.",
  linksOtherCopy: "They open another copy of Latchkey.",
  linksAnother: (name: string) => `They open ${name}.`,
  linksNotOurs: "They do not open Latchkey.",
  linksNobody: "No program opens them.",
  linksNoLauncher: "This desktop opens none.",
  linksNotInstalled: "They open an installed Latchkey, and this one is not installed.",
  linksUnused: "Not needed: sign-ins come back to the local address, as you chose.",
  linksNext:
    "Until then, sign-ins come back to the local address, which ProcessMaker 4.3 and later allow.",
  linksNothing:
    "Nothing to do: sign-ins come back to the local address. With ProcessMaker 3, paste the address of the last page instead.",
  browser: (name: string) => `${name} opens the sign-in page.`,
  systemBrowser: "The one of your system opens the sign-in page.",
  noBrowser: "Nothing opens web pages.",
  noBrowserNext:
    "Choose a default browser in the settings of your system. Until then, copy the sign-in link and open it yourself.",
  port: "A sign-in can come back to a port of this computer.",
  noPort: "A sign-in cannot come back to a port of this computer.",
  noPortNext:
    "A security program may keep Latchkey from listening on 127.0.0.1. Allow it there, or sign in by links.",
  keyring: (keeper: string) => `${keeper} is unlocked.`,
  someKeyring: "It is unlocked.",
  noKeyring: (keeper: string, title: string) => `${keeper}: ${title}.`,
  bus: "The programs of your session can speak to each other.",
  noBus: "The programs of your session cannot speak to each other.",
  noBusNext:
    "Without it there is no keyring, and links do not arrive. Log in to a desktop, or start Latchkey by dbus-run-session.",
  noProxy: "None: servers are asked directly.",
  proxyBy: {
    settings: (via: string) => `Servers are asked through ${via}, as you set it.`,
    environment: (via: string) => `Servers are asked through ${via}, as environment variables say.`,
    system: (via: string) => `Servers are asked through ${via}, as your system says.`,
  },
  proxyUnknown: "Your desktop does not say which: servers are asked directly.",
  systemCertificates: "Your system decides which servers are trusted.",
  certificates: (roots: number) => `${roots} authorities are trusted.`,
  certificatesInstead: (roots: number, instead: string) =>
    `${roots} authorities are trusted, those of ${instead} in place of your system’s.`,
  certificatesUnreadable: (unreadable: number) => `${unreadable} files cannot be read.`,
  certificatesUnreadableNext: "Check that they hold certificates and that you may read them.",
  noCertificates: "No authority is trusted, so no server is.",
  noCertificatesNext:
    "Install your system’s certificates, often ca-certificates, or mend the path in SSL_CERT_FILE.",
  folders: "Latchkey can save connections, settings and activity.",
  noFolder: (path: string) => `${path} cannot be written.`,
  noFolderNext: "Check that the disk has room and that the folder is yours.",
  server: (product: string) => `${product} answers.`,
  products: {
    version3: "ProcessMaker 3",
    version4: "ProcessMaker 4",
    version2026: "ProcessMaker (2026)",
  },
  otherGeneration: (found: string, expected: string) =>
    `${found} answers, where ${expected} is expected.`,
  otherGenerationNext: "It may have been updated. Edit the connection and save it once.",
  clockBehind: (time: string) => `This computer’s clock is ${time} behind the server’s.`,
  clockAhead: (time: string) => `This computer’s clock is ${time} ahead of the server’s.`,
  clockNext: "Latchkey reckons with that; other programs may not. Have your system set its clock.",
  late: "There was no answer in time.",
  lateNext: "Look again in a moment.",
};
