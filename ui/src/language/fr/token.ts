import type { Words } from "../words";

/** What is known of a token, line by line. */
export const token: Words["token"] = {
  issued: "Émis",
  expires: "Expire",
  who: "Qui",
  user: (id, name) => `Utilisateur ${id}${name}`,
  client: "Client",
  scopes: "Portées",
  noScopes: "aucune : il peut tout ce que peut la personne",
  id: "ID du jeton",
  access: "Jeton d’accès",
  refresh: "Jeton de renouvellement",
  none: "aucun",
  keptIn: "Gardé dans",
  memory: "la mémoire",
  keyring: "le trousseau",
  keyringOne: (size, limit) => `le trousseau, ${size} sur les ${limit} que Windows accepte`,
  keyringSeveral: (count, sizes) => `le trousseau, en ${count} entrées de ${sizes}`,
  clock: "Horloge du serveur",
  handedOut: "Donné",
  clipboard: "copié",
  newToken: "un nouveau jeton d’accès personnel, copié",
  fewer: "Afficher moins",
  allOf: (count) => `Afficher les ${count}`,
  written: "Ce que dit le jeton, tel qu’il est écrit",
  header: "En-tête",
  claims: "Contenu",
  unsigned: "La signature, qui en fait un jeton, n’est pas affichée.",
  opaque: "Ce jeton ne dit rien de lui-même : seul le serveur sait à qui il est.",
  check: "Vérifier maintenant",
  another: "S’identifier comme quelqu’un d’autre",
  anotherWhy:
    "Votre navigateur est déconnecté de ProcessMaker et demande qui vous êtes. D’ici là, rien ne change ici.",
};

/** What the server makes of a token. */
export const seen: Words["seen"] = {
  over: "Le temps de ce jeton est écoulé",
  overNext: (when) => `Il a pris fin ${when}. Personne ne l’a révoqué.`,
  byServer: "d’après l’horloge du serveur",
  unasked: "Le serveur n’a pas encore été interrogé sur ce jeton",
  unaskedNext: "Latchkey le fait à l’identification et sur « Vérifier maintenant ».",
  accepted: (when) => `Le serveur a accepté ce jeton ${when}`,
  refused: (when) => `Le serveur a refusé ce jeton ${when}`,
  refusedNext:
    "Il a été révoqué, ou déconnecté ailleurs, ou les clés du serveur ont changé. Renouvelez-le, ou identifiez-vous à nouveau.",
  unreachable: (when) => `Le serveur n’a pas pu être interrogé ${when}`,
  fine: "Le jeton est peut-être bon.",
  acceptedBefore: (when) => `Le serveur l’a accepté ${when}.`,
  acceptedAloud: "Le serveur accepte ce jeton",
  refusedAloud: "Le serveur n’accepte plus ce jeton",
  unreachableAloud: "Le serveur n’a pas pu être interrogé",
};

/** A person's own tokens in ProcessMaker. */
export const tokens: Words["tokens"] = {
  title: "Jetons d’accès personnels",
  help: "Pour les programmes qui s’identifient sans vous.",
  about:
    "Chacun laisse un programme agir en votre nom jusqu’à sa fin ou sa révocation. Latchkey n’en affiche jamais.",
  asking: "Demande à ProcessMaker…",
  none: "Il n’y en a pas encore.",
  own: "Cette connexion l’utilise",
  ends: (date) => `prend fin le ${date}`,
  made: (date) => `créé le ${date}`,
  revoke: "Révoquer",
  revokeOf: (name) => `Révoquer ${name}`,
  revokeAsk: (name) => `Révoquer « ${name} » ?`,
  revokeStops: "Les programmes qui l’utilisent cessent aussitôt de fonctionner.",
  revokeOwn: "Cette connexion l’utilise : vous serez déconnecté ici aussi.",
  revoked: (name) => `« ${name} » est révoqué.`,
  copied: (name) => `« ${name} » est créé et copié. Collez-le où il doit aller.`,
  label: "Nom d’un nouveau jeton",
  hint: "Où vous l’utiliserez",
  make: "Créer et copier",
  connect: "En faire une connexion",
};
