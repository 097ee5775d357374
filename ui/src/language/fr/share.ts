import type { Words } from "../words";
import { plural } from "./plural";

/** Connections that go to others and come from them. */
export const share: Words["share"] = {
  title: "Partager et déplacer",
  about:
    "Noms, adresses et ID clients dans un fichier, sans secrets ni jetons. Un import montre d’abord ce qu’il ajoute.",
  export: "Exporter les connexions",
  import: "Importer des connexions",
  exported: "Les connexions sont exportées",
  failed: "Les connexions n’ont pas été exportées",
  empty: "Il n’y a pas de connexion dans ce fichier.",
  nothingNew: "Il n’y a rien de nouveau dans ce fichier.",
  canBeAdded: (count, shown) =>
    `${shown} ${plural(count, "connexion peut être ajoutée", "connexions peuvent être ajoutées")}.`,
  secrets:
    "Les secrets des clients n’y sont pas : donnez le sien à chaque connexion avant de vous identifier.",
  add: (count, shown) => `Ajouter ${shown} ${plural(count, "connexion", "connexions")}`,
  client: (id) => `client ${id}`,
  here: "Déjà là.",
  repeated: "Le fichier la contient deux fois.",
  nameless: "Sans nom",
  same: (name) => `${name} est déjà la même connexion.`,
  nothingAdded: "Rien n’a été ajouté",
  unusable: "Ce lien est inutilisable",
  unusableNext: "Demandez à qui vous l’a donné l’adresse de votre ProcessMaker.",
  link: "Un lien décrit une connexion",
  linkWhy:
    "Ne continuez que si vous connaissez cette adresse. Rien n’est ajouté avant l’enregistrement.",
  address: "Adresse",
  notNow: "Pas maintenant",
  fillIn: "Remplir le formulaire",
};
