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
  size: "Taille",
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
  window: "Fenêtre et zone de notification",
  closing: "À la fermeture de la fenêtre",
  closingHelp:
    "Masqué, Latchkey continue de renouveler les jetons. Son icône dans la zone de notification le fait revenir.",
  noTray:
    "Ce bureau n’a pas de zone de notification : au lieu d’être masquée, la fenêtre est réduite.",
  atLogin: "À l’ouverture de session sur cet ordinateur",
  shortcut: "Raccourci",
  shortcutHelp: "Ces touches copient un jeton d’accès depuis n’importe où.",
  noKeys: "Ce bureau ne laisse aucun programme écouter les touches pressées ailleurs (Wayland).",
  setKeys: "Choisir les touches",
  pressKeys: "Appuyez sur les touches…",
  clearKeys: "Supprimer",
  unheard: "Ces touches ne fonctionnent pas pour l’instant : un autre programme les utilise.",
  whose: "À qui est le jeton qu’elles copient",
  notifications: "Notifications",
  told: {
    signInNeeded: "Une connexion a besoin d’une nouvelle authentification",
    ending: "Un jeton expire bientôt et rien ne le renouvelle",
    copyEnded: "Un jeton que j’ai copié a été renouvelé, ce qui a mis fin à la copie",
  },
  failed: "Le réglage n’a pas été enregistré",
};
