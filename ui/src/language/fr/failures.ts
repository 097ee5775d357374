import type { Words } from "../words";

/** What Latchkey itself could not do. */
export const failures: Words["failures"] = {
  unknownConnection: {
    title: "Cette connexion n’existe plus",
    next: "Elle a été supprimée entre-temps.",
  },
  notNow: {
    title: "Pas en ce moment",
    next: "Autre chose s’est produit avant. Vous voyez le dernier état.",
  },
  stillSignedIn: {
    title: "Déconnectez-vous d’abord",
    next: "Les jetons ne valent qu’avec cette adresse, cet ID client et ce mode d’identification.",
  },
  pasteNotOurs: {
    title: "Ce n’est pas l’adresse",
    next: "À la fin de l’identification, copiez toute la barre d’adresse du navigateur.",
  },
  pasteOther: {
    title: "Cette adresse n’est pas de cette identification",
    next: "Elle est d’une autre, ou a déjà servi. Prenez celle du dernier onglet ouvert.",
  },
  managed: {
    title: "Cette connexion est gérée",
    next: "Seule la personne qui administre cet ordinateur peut la modifier ou la supprimer.",
  },
  shortcut: "Ces touches sont inutilisables. Maintenez Ctrl, Alt ou Super avec une autre.",
  shortcutTaken: "Un autre programme utilise ces touches.",
  document: "Ce fichier ne peut pas être importé",
  clipboard: {
    title: "Le presse-papiers n’a pas pu être utilisé",
    next: "Un autre programme le retient peut-être. Réessayez.",
  },
  browser: {
    title: "Le navigateur n’a pas pu être ouvert",
    next: "Copiez l’adresse et ouvrez-la vous-même.",
  },
  guarded:
    "C’est le jeton d’un administrateur d’une instance de production ; ne le copiez que délibérément.",
  changesProduction:
    "Cette requête modifie quelque chose en production ; ne l’envoyez que délibérément.",
  stopped: "La requête a été arrêtée ; le serveur a peut-être déjà fait ce qui lui était demandé.",
  answerGone: "Cette réponse n’est plus là. Envoyez à nouveau la requête.",
  trouble: "Cela n’a pas fonctionné",
  internal: "Latchkey n’a pas pu le faire",
};

/** What is wrong with the file of connections. */
export const listTroubles: Words["listTroubles"] = {
  unreadable: {
    title: "La liste des connexions n’a pas pu être lue",
    next: "Latchkey continue avec sa dernière bonne copie, s’il y en a une. Le fichier endommagé est ici.",
  },
  newer: {
    title: "La liste des connexions vient d’un Latchkey plus récent",
    next: "Mettez Latchkey à jour pour l’utiliser. D’ici là, rien n’est enregistré.",
  },
  managed: {
    title: "Une connexion gérée sur cet ordinateur est inutilisable",
    next: "Prévenez la personne qui administre cet ordinateur et montrez-lui les détails.",
  },
  unwritable: {
    title: "La liste des connexions ne peut pas être enregistrée",
    next: "Les changements sont perdus quand Latchkey se ferme. Vérifiez qu’il reste de la place sur le disque et que le dossier est à vous.",
  },
};
