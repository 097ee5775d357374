import type { Words } from "../words";

/** The settings. */
export const settings: Words["settings"] = {
  copying: "Copie",
  look: "Liste et apparence",
  clear: "Effacer un jeton copié du presse-papiers après",
  clearHelp: "Seulement si le jeton y est encore. « Jamais » l’y laisse jusqu’à la copie suivante.",
  never: "Jamais",
  valid: "Un jeton copié est encore valable au moins",
  validHelp: "S’il reste moins de temps, Latchkey renouvelle le jeton avant de le copier.",
  guard: "Demander avant de copier un jeton de production",
  guardHelp: "Seulement celui d’un administrateur, car il peut tout y faire.",
  order: "Ordre des connexions",
  orderHelp:
    "Dans chaque environnement. En utiliser une, c’est copier son jeton, envoyer une requête ou s’identifier.",
  theme: "Apparence",
  language: "Langue",
  network: "Réseau",
  proxy: "Accès aux serveurs",
  proxyHelp: "ProcessMaker sur cet ordinateur est toujours joint directement.",
  proxies: {
    system: "Selon cet ordinateur",
    none: "Sans proxy",
    manual: "Par ce proxy",
  },
  proxyAddress: "Adresse du proxy",
  proxyExcept: "Sans le proxy",
  proxyExceptHelp: "Hôtes séparés par des virgules, comme localhost, .acme.example, 10.0.0.0/8.",
  failed: "Le réglage n’a pas été enregistré",
};
