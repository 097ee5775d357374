import type { Words } from "../words";
import { tokenPage } from "./places";

/** Signing in, and waiting for the browser. */
export const signIn: Words["signIn"] = {
  start: "S’identifier dans ProcessMaker",
  browser:
    "Votre navigateur ouvre ProcessMaker, vous vous y identifiez et revenez avec un jeton. Latchkey ne voit jamais votre mot de passe.",
  password: "Votre mot de passe est envoyé une fois à ProcessMaker et jamais conservé.",
  personalToken: `Créez un jeton dans ProcessMaker : ${tokenPage}. Il n’est affiché qu’une fois.`,
  userName: "Nom d’utilisateur",
  secret: "Mot de passe",
  token: "Collez le jeton",
  useToken: "Utiliser ce jeton",
  last: (who) => `Dernière identification : ${who}`,
  anew: "S’identifier à nouveau",
};

/** While the browser has its turn. */
export const waiting: Words["waiting"] = {
  press: (consent) =>
    `Identifiez-vous dans ProcessMaker et appuyez sur ${consent}. Cette page change d’elle-même.`,
  pressAfter: (consent) =>
    `Réessayez, ou copiez le lien d’identification et ouvrez-le dans votre navigateur. Identifiez-vous et appuyez sur ${consent}.`,
  open: "Ouvrir le navigateur",
  copyLink: "Copier le lien d’identification",
  paste: "Coller plutôt l’adresse",
  ends: (left) => `Cette tentative prend fin dans ${left}`,
  unchecked:
    "ProcessMaker n’a pas pu dire s’il connaît cette application. Si votre navigateur affiche une erreur, lisez la suite ici dans une minute.",
  hint: "ProcessMaker a peut-être répondu",
  hintWhy: "Rien ne prouve que la réponse est de cette identification : Latchkey attend encore.",
  silent: "Rien n’est encore revenu. Causes fréquentes :",
  error: "Le navigateur affiche une erreur au lieu d’une page d’identification",
  mustBe: (field, client, where) =>
    `La ${field} du client ${client} ${where} doit être exactement celle-ci :`,
  closed: "L’onglet a été fermé, ou un autre profil du navigateur s’est ouvert",
  openAgain: "Rouvrez-le",
  openAgainOr: ", ou copiez le lien d’identification dans la fenêtre de navigateur de votre choix.",
  stuck: "Vous avez appuyé sur Authorize, mais le navigateur n’a pas ouvert Latchkey",
  local: "Utilisez plutôt une adresse locale",
  localThen: ". L’identification recommence et revient par un autre chemin.",
};

/** The address that the browser ended at, pasted by hand. */
export const paste: Words["paste"] = {
  label: "L’adresse à laquelle votre navigateur est arrivé",
  hint: "Collez-la ici",
  help: (consent) =>
    `Après avoir appuyé sur ${consent} : copiez toute la barre d’adresse du navigateur.`,
  use: "Utiliser cette adresse",
};

/** Signing out, and what came of it. */
export const signOut: Words["signOut"] = {
  title: (name) => `Se déconnecter de ${name} ?`,
  verb: "Se déconnecter",
  token:
    "Latchkey retire le jeton du trousseau. Ailleurs, il reste valable jusqu’à ce que vous le supprimiez dans ProcessMaker.",
  revokes: "Latchkey révoque le jeton dans ProcessMaker et le retire du trousseau.",
  copies: "Les copies que vous avez données cessent d’être valables.",
  copies3:
    "Ses copies cessent d’être valables ; celles des jetons précédents le restent jusqu’à leur fin.",
  browser: "Votre navigateur, lui, reste identifié dans ProcessMaker.",
  browserStill:
    "Votre navigateur, lui, reste identifié dans ProcessMaker. Sur un ordinateur partagé, déconnectez-vous-y aussi.",
  untilEnd: "jusqu’à sa fin",
  until: (moment) => `jusqu’à ${moment}`,
  here: "Déconnecté sur cet ordinateur",
  hereNext: (until) =>
    `Latchkey a oublié le jeton, qui reste valable ${until}. Pour y mettre fin, supprimez-le dans ProcessMaker : ${tokenPage}.`,
  notThere: "Déconnecté ici, mais pas dans ProcessMaker",
  notThereNext: (until) =>
    `Latchkey a oublié le jeton. ProcessMaker n’a pas pu être prévenu ; une copie donnée reste donc valable ${until}.`,
  exceptOne: "Déconnecté, à un jeton près",
  exceptOneNext:
    "Les copies antérieures ne sont plus valables. Le dernier jeton n’a pas pu être révoqué, mais personne n’en a de copie.",
  all: "Déconnecté",
  allNext: "Le jeton a été révoqué dans ProcessMaker : plus aucune copie n’est valable.",
  why: "Pourquoi",
  earlier: (client, where) =>
    `Un administrateur peut y mettre fin plus tôt en supprimant le client ${client} ${where}, ce qui déconnecte tous ceux qui l’utilisent.`,
};
