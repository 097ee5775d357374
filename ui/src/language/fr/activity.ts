import type { Words } from "../words";

/** What happened, in sentences without a full stop, and in the pieces that are put behind them. */
export const happened: Words["happened"] = {
  kinds: {
    signedIn: "Identifié",
    signInFailed: "Échec de l’identification",
    signInGivenUp: "Identification abandonnée",
    somebodyElseCame: "Une autre personne est revenue du navigateur",
    refreshed: "Renouvelé",
    refreshFailed: "Échec du renouvellement",
    answerLost: "La réponse du serveur s’est perdue en route ; identification requise",
    signInNeeded: "Identification requise",
    handedOut: "Jeton copié",
    requested: "Requête",
    tokenChecked: "Jeton vérifié",
    signedOut: "Déconnecté",
    personalTokenMade: "Jeton d’accès personnel créé",
    personalTokenRevoked: "Jeton d’accès personnel révoqué",
    connectionAdded: "Connexion ajoutée",
    connectionChanged: "Connexion modifiée",
    connectionRemoved: "Connexion supprimée",
    other: "Ce qu’un Latchkey plus récent sait dire",
  },
  bys: {
    deepLink: "revenu par un lien profond",
    loopback: "revenu à une adresse locale",
    pastedAddress: "avec l’adresse collée",
    password: "par mot de passe",
    personalToken: "par un jeton d’accès personnel",
  },
  becauses: {
    background: " de lui-même",
    person: "",
    copy: " pour une copie",
    request: " pour une requête",
  },
  copies: {
    none: "",
    ended: "; les copies du jeton précédent ne sont plus valables",
    liveOn: "; les copies du jeton précédent restent valables",
  },
  founds: {
    accepted: "le serveur l’accepte",
    noLongerAccepted: "le serveur ne l’accepte plus",
    unreachable: "le serveur n’a pas pu être interrogé",
  },
  revokeds: {
    everything: "révoqué sur le serveur",
    copies: "copies révoquées sur le serveur, pas le dernier jeton",
    lastToken: "dernier jeton révoqué sur le serveur, pas les précédents",
    nothing: "mais rien n’a pu être révoqué sur le serveur",
  },
  as: (who) => ` comme ${who}`,
  again: "nouvel essai de lui-même",
  clipboard: "dans le presse-papiers",
  newToken: "Nouveau jeton d’accès personnel copié",
  stopped: "annulée",
  about: (what, which) => `${what} : ${which}`,
  within: (title) =>
    (/^(ProcessMaker|Latchkey)\b/.test(title) && title) ||
    title.charAt(0).toLowerCase() + title.slice(1),
};

/** The record of it. */
export const activity: Words["activity"] = {
  search: "Chercher dans l’activité",
  hint: "Chercher",
  older: "Afficher les précédents",
  empty: "Rien encore. Les identifications, copies et requêtes apparaîtront ici.",
  none: (sought) => `Rien ne correspond à « ${sought} ».`,
  unreadable: "L’activité ne peut pas être lue",
  gone: "Une connexion supprimée",
  export: "Exporter",
  asText: "En texte",
  asJson: "En JSON",
  exported: "L’activité est exportée",
  failed: "L’activité n’a pas été exportée",
  copyPath: "Copier le chemin",
};
