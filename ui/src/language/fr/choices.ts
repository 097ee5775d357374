import type { Words } from "../words";
import { tokenPage } from "./places";

/** What can be chosen, for a connection and in the settings. */
export const choices: Words["choices"] = {
  environments: { production: "Production", test: "Test", development: "Développement" },
  methods: {
    browser: "Navigateur (recommandé)",
    password: "Nom d’utilisateur et mot de passe",
    personalToken: "Jeton d’accès personnel",
  },
  ways: {
    password: "nom d’utilisateur et mot de passe",
    personalToken: "jeton d’accès personnel",
  },
  means: {
    password:
      "Contourne le second facteur et l’authentification unique. Votre mot de passe est envoyé une fois à ProcessMaker et jamais conservé.",
    personalToken: `Rien à enregistrer. Créez un jeton dans ProcessMaker : ${tokenPage}. Il n’est affiché qu’une fois ; collez-le après l’enregistrement.`,
  },
  guards: {
    always: "À chaque fois",
    hourly: "Une fois par heure",
    daily: "Une fois par jour",
    off: "Jamais",
  },
  orders: { byHand: "Dans mon ordre", byUse: "Les dernières utilisées d’abord" },
  themes: { system: "Comme le système", light: "Clair", dark: "Sombre" },
  closings: {
    quits: "Quitte Latchkey",
    hides: "Le masque dans la zone de notification",
  },
  starts: {
    nothing: "Ne rien faire",
    opens: "Ouvrir Latchkey",
    hidden: "Démarrer Latchkey masqué",
  },
};

/** What is asked before an administrator's token of production is copied. */
export const guard: Words["guard"] = {
  title: "Copier le jeton d’un administrateur ?",
  because: (name, who) =>
    `${name} est une connexion de production, et ${who} y est administrateur.`,
  danger: "Quiconque met la main sur ce jeton peut tout y faire.",
  unknownTitle: "Copier un jeton de production ?",
  unknownBecause: (name) =>
    `${name} est une connexion de production, et ProcessMaker n’a pas dit à qui est ce jeton.`,
  unknownDanger: "S’il est à un administrateur, quiconque met la main dessus peut tout y faire.",
  copy: "Le copier",
  again: {
    always: "Latchkey demande à chaque fois. Cela se change dans les Réglages.",
    hourly: "Latchkey redemandera dans une heure. Cela se change dans les Réglages.",
    daily: "Latchkey redemandera dans un jour. Cela se change dans les Réglages.",
    off: "",
  },
};
