import type { Words } from "../words";
import { tokenPage } from "./places";

/** What went wrong, and what to do next. */
export const troubles: Words["troubles"] = {
  declined: {
    title: "L’identification a été annulée",
    next: "Cancel a été choisi dans ProcessMaker. Identifiez-vous à nouveau et appuyez sur Authorize.",
  },
  attemptExpired: {
    title: "L’identification a pris trop de temps",
    next: "Elle doit être terminée en 15 minutes. Recommencez quand vous êtes prêt.",
  },
  notRegistered: {
    title: "ProcessMaker ne connaît pas cette application",
    next: "Soit l’ID client est faux, soit la Redirect URL dans Auth Clients n’est pas exactement celle-ci :",
  },
  serverRefused: {
    title: "ProcessMaker a refusé l’identification",
    next: "Réessayez. Si cela persiste, montrez les détails à votre administrateur ProcessMaker.",
  },
  clientRejected: {
    title: "ProcessMaker n’accepte pas ce client",
    next: "L’ID ou le secret du client est faux, ou une autre case est cochée. Dans Auth Clients, cochez seulement Enable Authorization Code Grant pour ce client.",
  },
  codeRejected: {
    title: "ProcessMaker n’a pas accepté la réponse de votre navigateur",
    next: "Elle a déjà servi, ou a mis trop de temps à arriver. Identifiez-vous à nouveau.",
  },
  refreshTokenRevoked: {
    title: "Déconnecté par le serveur",
    next: "L’identification a pris fin dans ProcessMaker, ou a été renouvelée ailleurs. Rien d’autre n’est en cause : identifiez-vous à nouveau.",
  },
  refreshTokenExpired: {
    title: "Déconnecté par le serveur",
    next: "L’identification n’a pas été renouvelée pendant trop longtemps. Rien d’autre n’est en cause : identifiez-vous à nouveau.",
  },
  refreshTokenUnknown: {
    title: "ProcessMaker ne reconnaît pas cette identification",
    next: "Le serveur a peut-être été réinstallé, ou le client remplacé. Identifiez-vous à nouveau.",
  },
  noRefreshToken: {
    title: "Cette identification ne peut pas être renouvelée",
    next: "ProcessMaker n’a rien donné à Latchkey pour la renouveler. Identifiez-vous à nouveau.",
  },
  configuration: {
    title: "Le client est configuré autrement dans ProcessMaker",
    next: "Dans Auth Clients, cochez seulement Enable Authorization Code Grant pour ce client.",
  },
  misdirected: {
    title: "Cette adresse mène ailleurs",
    next: "Le serveur envoie Latchkey à une autre adresse. Mettez la bonne dans cette connexion.",
  },
  nameNotFound: {
    title: "Il n’y a pas de serveur de ce nom",
    next: "Vérifiez l’adresse, et s’il vous faut un VPN.",
  },
  unreachable: {
    title: "Le serveur est injoignable",
    next: "Vérifiez votre réseau, et s’il vous faut un VPN.",
  },
  unknownAuthority: {
    title: "Personne ne se porte garant de ce serveur",
    next: "Cet ordinateur ne connaît pas l’autorité qui a signé son certificat. Beaucoup d’entreprises ont la leur : demandez son certificat et choisissez-le dans cette connexion.",
  },
  certificateName: {
    title: "Le certificat est celui d’un autre serveur",
    next: "Vérifiez l’adresse. Si elle est juste, prévenez qui s’occupe du serveur.",
  },
  certificateExpired: {
    title: "Le certificat du serveur a expiré",
    next: "Vérifiez la date et l’heure de cet ordinateur. Si elles sont justes, prévenez qui s’occupe du serveur.",
  },
  certificateEarly: {
    title: "Le certificat du serveur n’est pas encore valable",
    next: "Vérifiez la date et l’heure de cet ordinateur. Si elles sont justes, prévenez qui s’occupe du serveur.",
  },
  certificate: {
    title: "Le serveur ne peut pas prouver qui il est",
    next: "Son certificat n’est pas fiable ; les détails disent pourquoi. Demandez à qui s’occupe du serveur.",
  },
  tls: {
    title: "Pas de connexion sûre au serveur",
    next: "Son chiffrement est peut-être trop ancien, ou quelque chose entre les deux la coupe. Si cela persiste, demandez à qui s’occupe du serveur.",
  },
  proxy: {
    title: "Le proxy n’a pas laissé passer Latchkey",
    next: "Il n’autorise pas ce serveur. Demandez à qui s’occupe de votre réseau, ou choisissez un autre chemin dans les Réglages.",
  },
  proxyUnreachable: {
    title: "Le proxy est injoignable",
    next: "Vérifiez votre réseau, et si le proxy des Réglages est le bon.",
  },
  proxyCredentials: {
    title: "Le proxy veut un nom d’utilisateur et un mot de passe",
    next: "Saisissez-les dans les Réglages, ou vérifiez-les là.",
  },
  timeout: {
    title: "Le serveur a mis trop de temps à répondre",
    next: "Il est peut-être occupé. Réessayez dans un instant.",
  },
  throttled: {
    title: "ProcessMaker demande une pause",
    next: "Il y a eu trop de requêtes en peu de temps. Attendez un peu.",
  },
  maintenance: {
    title: "ProcessMaker est fermé pour maintenance",
    next: "Il reviendra quand elle sera finie.",
  },
  serverError: {
    title: "ProcessMaker a échoué",
    next: "La faute est au serveur. Si cela persiste, prévenez qui s’en occupe.",
  },
  unexpectedAnswer: {
    title: "Autre chose que ProcessMaker a répondu",
    next: "Vérifiez l’adresse, et si votre réseau veut d’abord que vous vous y identifiiez.",
  },
  tokenNotAccepted: {
    title: "ProcessMaker n’accepte plus ce jeton",
    next: "Il a été retiré sur le serveur. Renouvelez-le ; si cela n’aide pas, déconnectez-vous, puis identifiez-vous à nouveau.",
  },
  answerLost: {
    title: "La réponse du serveur s’est perdue en route",
    next: "Le réseau s’est coupé pendant le renouvellement du jeton. Rien d’autre n’est en cause : identifiez-vous à nouveau.",
  },
  passwordRejected: {
    title: "Le nom d’utilisateur ou le mot de passe est faux",
    next: "Vérifiez les deux et réessayez. Si vous utilisez d’habitude l’authentification unique, prenez le navigateur.",
  },
  grantMissing: {
    title: "Pas d’identification par mot de passe ici",
    next: "Dans Auth Clients, cochez Enable Password Grant pour ce client. ProcessMaker 4.14.0 et 4.14.1 ne l’ont pas : identifiez-vous-y avec le navigateur.",
  },
  ownLimit: {
    title: "Latchkey fait une pause",
    next: "Il a assez interrogé ProcessMaker pour le moment et ménage le serveur.",
  },
  busy: {
    title: "Un autre programme renouvelle ce jeton",
    next: "Un seul peut le faire à la fois ; les détails disent lequel. S’il tarde, voyez ce qu’il demande.",
  },
  lock: {
    title: "Le fichier de verrou est inutilisable",
    next: "Il empêche deux programmes de renouveler le jeton en même temps. Vérifiez que Latchkey peut écrire dans son dossier.",
  },
  noWayBack: {
    title: "Votre navigateur n’a pas pu revenir à Latchkey",
    next: "Les liens n’ouvrent pas Latchkey, et un programme de sécurité l’empêche peut-être d’écouter. Réessayez, ou installez Latchkey pour que les liens l’ouvrent.",
  },
  noSecret: {
    title: "Le secret du client manque",
    next: "Saisissez-le dans cette connexion. ProcessMaker l’affiche dans Auth Clients.",
  },
  keyring: {
    title: "Le trousseau n’a pas pu être utilisé",
    next: "Déverrouillez-le et réessayez.",
  },
};

/** Where the way to sign in makes a difference. */
export const troublesOf: Words["troublesOf"] = {
  password: {
    clientRejected:
      "L’ID ou le secret du client est faux, ou une autre case est cochée. Dans Auth Clients, cochez seulement Enable Password Grant pour ce client.",
    configuration: "Dans Auth Clients, cochez seulement Enable Password Grant pour ce client.",
  },
  personalToken: {
    noRefreshToken: {
      title: "Ce jeton a pris fin",
      next: `Créez-en un nouveau dans ProcessMaker : ${tokenPage}.`,
    },
    tokenNotAccepted: {
      title: "ProcessMaker n’accepte pas ce jeton",
      next: `Il y a peut-être été supprimé. Créez-en un nouveau : ${tokenPage}.`,
    },
  },
  version3: {
    declined:
      "Deny a été choisi dans ProcessMaker. Identifiez-vous à nouveau et appuyez sur Accept.",
    notRegistered:
      "Soit l’ID client est faux, soit la Callback URL de l’application n’est pas exactement celle-ci :",
    clientRejected: "L’ID ou le secret du client est faux.",
    configuration: "Montrez les détails à votre administrateur ProcessMaker.",
    grantMissing: "Identifiez-vous plutôt avec le navigateur.",
    noSecret: "Saisissez-le dans cette connexion. ProcessMaker l’affiche avec l’application.",
  },
  version2026: {
    noSecret:
      "Saisissez-le dans cette connexion. ProcessMaker l’a affiché une fois, à la création du client : si personne ne l’a gardé, enregistrez Latchkey à nouveau.",
  },
};

/** What is the matter with the keyring; the list has room for two words. */
export const keyring: Words["keyring"] = {
  locked: {
    title: "Le trousseau est verrouillé",
    next: "Déverrouillez-le avec son mot de passe, souvent celui de cet ordinateur, et réessayez.",
    short: "trousseau verrouillé",
  },
  missing: {
    title: "Aucun trousseau ne fonctionne sur cet ordinateur",
    next: "Latchkey ne garde les jetons nulle part ailleurs. Installez-en un, comme GNOME Keyring ou KWallet, rouvrez votre session et réessayez.",
    short: "pas de trousseau",
  },
  slow: {
    title: "Le trousseau ne répond pas",
    next: "Il demande peut-être son mot de passe dans une autre fenêtre. Répondez-y et réessayez.",
    short: "trousseau muet",
  },
  refused: {
    title: "Le trousseau a refusé Latchkey",
    next: "Autorisez Latchkey dans les réglages du trousseau et réessayez.",
    short: "trousseau refusé",
  },
  full: {
    title: "Le trousseau n’a plus de place",
    next: "Retirez les entrées dont vous n’avez plus besoin et réessayez.",
    short: "trousseau plein",
  },
  damaged: {
    title: "L’identification enregistrée est illisible",
    next: "Son entrée dans le trousseau est endommagée. Réessayez ; si cela n’aide pas, identifiez-vous à nouveau, ce qui la remplace.",
    short: "entrée illisible",
  },
  newer: {
    title: "L’identification enregistrée vient d’un Latchkey plus récent",
    next: "Mettez Latchkey à jour pour l’utiliser et réessayez.",
    short: "à mettre à jour",
  },
};
