import type { Words } from "../words";

/** Where a connection stands, in a few words for the list. */
export const short: Words["short"] = {
  loading: "ouverture…",
  signedOut: "déconnecté",
  signingIn: "identification…",
  signedIn: "identifié",
  expired: "expiré",
  signingOut: "déconnexion…",
  needsSignIn: "à identifier",
  somebodyElse: "autre personne",
};

/** What a screen reader says when a connection gets into a state, and what stands above it. */
export const states: Words["states"] = {
  loading: "Ouverture du trousseau",
  loadingWhy: "Il demande peut-être son mot de passe dans une autre fenêtre.",
  signedOut: "Déconnecté",
  signedOutWhy: (why) => `Déconnecté. ${why}`,
  checking: "Demande à ProcessMaker",
  checkingWhy: "Votre navigateur s’ouvre dans un instant.",
  inBrowser: "Continuez dans votre navigateur",
  noBrowser: "Votre navigateur n’a pas pu être ouvert",
  exchanging: "Fin de l’identification",
  signedIn: "Identifié",
  refreshing: "Renouvellement",
  signingOut: "Déconnexion",
  signingOutWhy: "Latchkey demande à ProcessMaker de révoquer le jeton.",
  needed: (why) => `Identification requise. ${why}`,
  underWay: (what) => `${what}…`,
  browser: "Votre navigateur a répondu. Vous pouvez fermer son onglet.",
  password: "ProcessMaker vérifie votre nom d’utilisateur et votre mot de passe.",
  personalToken: "ProcessMaker dit à qui est le jeton.",
};

/** The question when somebody else came back. */
export const other: Words["other"] = {
  titleUnknown: "Une autre personne s’est identifiée cette fois.",
  title: (who, owner) => `${who} s’est identifié, mais cette connexion est à ${owner}.`,
  somebody: "Une autre personne",
  ofSomebody: "une autre personne",
  keepEarlier: "Garder l’identification précédente",
  keep: (who) => `Garder ${who}`,
  tokenGoes: "Le jeton arrivé n’est pas conservé. Le reste ne change pas.",
  signInGoes: "La nouvelle identification est révoquée dans ProcessMaker. Le reste ne change pas.",
  useNew: "Utiliser la nouvelle identification",
  use: (who) => `Utiliser ${who}`,
  replacedEarlier: "L’identification précédente est remplacée ici.",
  replaced: (owner) => `L’identification de ${owner} est remplacée ici.`,
};
