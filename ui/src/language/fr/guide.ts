import type { Words } from "../words";

/** The guide that adds and changes a connection. */
export const guide: Words["guide"] = {
  first: "Ajoutez votre première connexion",
  firstWhy:
    "Latchkey vous identifie dans ProcessMaker avec votre navigateur et garde un jeton valable à portée de main.",
  importFile: "Importer des connexions d’un fichier",
  add: "Ajouter une connexion",
  addWhy: "Environ une minute. Il faut une fois un administrateur ProcessMaker.",
  edit: (name) => `Modifier ${name}`,
  copyLink: "Copier le lien",
  managed: "Gérée pour vous",
  managedWhy:
    "La personne qui administre cet ordinateur tient cette connexion à jour. Le secret du client et l’identification sont à vous.",
  remove: "Supprimer",
  removeOf: (name) => `Supprimer ${name}`,
  removeAsk: (name) => `Supprimer ${name} ?`,
  removeSignsOut: "Latchkey se déconnecte : les copies du jeton ne sont plus valables.",
  removeGoes: "La connexion est supprimée, avec ce que le trousseau garde pour elle.",
  saveAndSignIn: "Enregistrer et s’identifier",
  stepDone: ", fait",
};

/** Its first step. */
export const address: Words["address"] = {
  title: "Où est-ce ?",
  label: "Adresse de votre ProcessMaker",
  help: "L’adresse dans votre navigateur quand vous utilisez ProcessMaker.",
  checking: "Vérification…",
  plain: "non chiffrée, et sur cet ordinateur seulement",
  asking: "demande de ce qui répond là…",
  saveAnyway: "Vous pouvez quand même l’enregistrer.",
  askAgain: "Redemander",
  method: "S’identifier par",
  trust: "Faire confiance à une autorité de certification",
  trustOther: "En choisir une autre",
  trusted: "De confiance pour cette connexion",
  trustedUntil: (date) => `jusqu’au ${date}`,
  fingerprint: "SHA-256",
  distrust: "Retirer",
  unreadable: "Ce fichier ne peut pas être lu.",
};

/** What answers at the address. */
export const found: Words["found"] = {
  version3: (workspace) => `ProcessMaker 3 répond ici, espace de travail ${workspace}`,
  version4: "ProcessMaker 4 répond ici",
  version2026: "ProcessMaker (2026) répond ici",
  elsewhere: (host) => `Cette adresse mène à ${host}`,
  elsewhereNext:
    "Comparez l’adresse à celle de votre navigateur quand vous utilisez ProcessMaker. Si c’est la même, votre réseau veut peut-être d’abord que vous vous y identifiiez.",
  loginPage: "La page d’identification d’un autre programme répond ici",
  webSite: "Une page web ordinaire répond ici",
  folderNext:
    "Comparez l’adresse à celle de votre navigateur quand vous utilisez ProcessMaker : elle finit peut-être par un dossier.",
  otherApplication: "Un autre programme que ProcessMaker répond ici",
  otherNext: "Comparez l’adresse à celle de votre navigateur quand vous utilisez ProcessMaker.",
};

/** Its second step; what stands between stars is bold. */
export const register: Words["register"] = {
  title: "Enregistrer Latchkey",
  on: "Dans",
  on3: "Sur la page",
  browser:
    "créez un client, cochez seulement *Enable Authorization Code Grant* et collez ceci comme Redirect URL :",
  password:
    "créez un client et cochez seulement *Enable Password Grant*. Il n’a pas besoin de Redirect URL.",
  browser3:
    "appuyez sur *New*, saisissez un nom et un site web quelconque, et collez ceci comme Callback URL :",
  password3:
    "appuyez sur *New*, saisissez un nom et un site web quelconque, et enregistrez. Latchkey n’a pas besoin de Callback URL.",
  later: "Elle apparaît ici dès que l’adresse est connue.",
};

/** Its third step. */
export const client: Words["client"] = {
  title: "ID et secret du client",
  id: "ID client",
  idHint3: "ID",
  idHint: "ID, comme 4",
  secret: "Secret du client",
  secretHint: "Secret, gardé dans le trousseau",
  once: "ProcessMaker n’affiche le secret qu’une fois, à la création du client.",
  putRight: "Corrigez-le dans ProcessMaker et revenez : Latchkey regarde à nouveau.",
  checkAgain: "Vérifier à nouveau",
  allRight: "Le client, la redirection et le secret sont bons.",
  complete: "ProcessMaker connaît ce client et accepte sa redirection.",
  onlyHalf: "Seule la moitié de la redirection est enregistrée : collez la ligne entière.",
  missing: (field) =>
    `ProcessMaker n’a pas de client avec cet ID, ou sa ${field} n’est pas la ligne ci-dessus.`,
  right: "Le secret est bon.",
  rejected:
    "ProcessMaker n’accepte pas ce secret. Copiez-le à nouveau et cochez seulement Enable Authorization Code Grant.",
  replace: "Remplacer",
  replaceSecret: "Remplacer le secret du client",
  where: {
    saved: "Enregistré dans le trousseau",
    unsaved: "En mémoire seulement, non enregistré",
    missing: "Manquant",
    unknown: "Dans le trousseau, qui est fermé",
  },
};

/** Its last step. */
export const naming: Words["naming"] = {
  title: "Nom et environnement",
  hint: "Comment vous l’appelez",
  environment: "Environnement",
};
