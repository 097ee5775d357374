/** What may stand in the way of a sign-in: what it is, what was found, what to do about it. */
import type { Words } from "../words";
import { plural } from "./plural";

export const checkUp: Words["checkUp"] = {
  title: "Vérification",
  open: "Qu’est-ce qui bloque ?",
  inSettings: "Vérifier cet ordinateur",
  about: "Liens, trousseau, proxy, certificats et serveurs : ce qu’il faut pour s’identifier.",
  looking: (count) => `Vérification de ${count} choses`,
  well: "Tout est en ordre",
  unwell: (count, all) =>
    `${count} sur ${all} ${plural(count, "demande", "demandent")} un coup d’œil`,
  lookAgain: "Vérifier à nouveau",
  failed: "Ceci n’a pas pu être vérifié",
  pending: "Vérification …",
  copyReport: "Copier le rapport",
  aboutReport:
    "Il contient ces lignes, les versions de Latchkey et du système et les noms des serveurs, sans jetons, secrets ni noms de personnes.",
  reportLabel: "Le lire d’abord",
  names: {
    links: "Liens du navigateur",
    browser: "Navigateur",
    port: "Adresse locale",
    keyring: "Trousseau",
    bus: "Bus de session",
    proxy: "Proxy",
    certificates: "Certificats",
    folders: "Dossiers",
  },
  remedies: {
    claimLinks: "Ouvrir les liens avec Latchkey",
    useLocalAddress: "Utiliser plutôt l’adresse locale",
    useLinks: "Utiliser à nouveau les liens",
    unlock: "Déverrouiller",
  },
  linksOurs: "Ils ouvrent Latchkey.",
  linksOtherCopy: "Ils ouvrent une autre copie de Latchkey.",
  linksAnother: (name) => `Ils ouvrent ${name}.`,
  linksNotOurs: "Ils n’ouvrent pas Latchkey.",
  linksNobody: "Aucun programme ne les ouvre.",
  linksNoLauncher: "Ce bureau n’en ouvre aucun.",
  linksNotInstalled: "Ils ouvrent un Latchkey installé, et celui-ci ne l’est pas.",
  linksUnused: "Inutile : les identifications reviennent à l’adresse locale, comme choisi.",
  linksNext:
    "D’ici là, les identifications reviennent à l’adresse locale, ce que ProcessMaker permet depuis la 4.3.",
  linksNothing:
    "Rien à faire : les identifications reviennent à l’adresse locale. Avec ProcessMaker 3, collez l’adresse de la dernière page.",
  browser: (name) => `${name} ouvre la page d’identification.`,
  systemBrowser: "Celui du système ouvre la page d’identification.",
  noBrowser: "Rien n’ouvre les pages web.",
  noBrowserNext:
    "Choisissez un navigateur par défaut dans les réglages du système. D’ici là, copiez le lien d’identification et ouvrez-le vous-même.",
  port: "Une identification peut revenir à un port de cet ordinateur.",
  noPort: "Une identification ne peut pas revenir à un port de cet ordinateur.",
  noPortNext:
    "Un programme de sécurité empêche peut-être Latchkey d’écouter sur 127.0.0.1. Autorisez-le, ou identifiez-vous par des liens.",
  keyring: (keeper) => `${keeper} est déverrouillé.`,
  someKeyring: "Il est déverrouillé.",
  noKeyring: (keeper, title) => `${keeper} : ${title}.`,
  bus: "Les programmes de la session peuvent se parler.",
  noBus: "Les programmes de la session ne peuvent pas se parler.",
  noBusNext:
    "Sans lui, ni trousseau ni liens. Ouvrez une session de bureau, ou lancez Latchkey avec dbus-run-session.",
  noProxy: "Aucun : les serveurs sont interrogés directement.",
  proxyBy: {
    settings: (via) => `Les serveurs sont interrogés par ${via}, comme réglé ici.`,
    environment: (via) =>
      `Les serveurs sont interrogés par ${via}, comme le disent les variables d’environnement.`,
    system: (via) => `Les serveurs sont interrogés par ${via}, comme le dit le système.`,
  },
  proxyUnknown: "Le bureau ne dit pas lequel : les serveurs sont interrogés directement.",
  systemCertificates: "Le système décide à quels serveurs se fier.",
  certificates: (roots) => `${roots} autorités sont reconnues.`,
  certificatesInstead: (roots, instead) =>
    `${roots} autorités sont reconnues, celles de ${instead} au lieu de celles du système.`,
  certificatesUnreadable: (unreadable) => `${unreadable} fichiers ne peuvent pas être lus.`,
  certificatesUnreadableNext:
    "Vérifiez qu’ils contiennent des certificats et que vous pouvez les lire.",
  noCertificates: "Aucune autorité n’est reconnue, donc aucun serveur.",
  noCertificatesNext:
    "Installez les certificats du système, souvent ca-certificates, ou corrigez le chemin de SSL_CERT_FILE.",
  folders: "Latchkey peut enregistrer connexions, réglages et activité.",
  noFolder: (path) => `Impossible d’écrire dans ${path}.`,
  noFolderNext: "Vérifiez qu’il reste de la place sur le disque et que le dossier est à vous.",
  server: (product) => `${product} répond.`,
  products: {
    version3: "ProcessMaker 3",
    version4: "ProcessMaker 4",
    version2026: "ProcessMaker (2026)",
  },
  otherGeneration: (found, expected) => `${found} répond, ${expected} était attendu.`,
  otherGenerationNext:
    "Il a peut-être été mis à jour. Modifiez la connexion et enregistrez-la une fois.",
  clockBehind: (time) => `L’horloge de cet ordinateur retarde de ${time} sur celle du serveur.`,
  clockAhead: (time) => `L’horloge de cet ordinateur avance de ${time} sur celle du serveur.`,
  clockNext:
    "Latchkey en tient compte ; d’autres programmes peut-être pas. Laissez le système régler l’horloge.",
  late: "Pas de réponse à temps.",
  lateNext: "Vérifiez à nouveau dans un instant.",
};
