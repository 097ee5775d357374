import type { Words } from "../words";

export const tokenPage = "Admin → Users → l’utilisateur → API Tokens";

/** Where things are in ProcessMaker; what it calls them itself is not translated. */
export const places: Words["places"] = {
  since4: {
    page: "Admin → Auth Clients",
    open: "Ouvrir Auth Clients",
    where: "dans Auth Clients",
    field: "Redirect URL",
    consent: "Authorize",
  },
  version3: {
    page: "OAuth 2.0 applications",
    open: "Ouvrir la page des applications",
    where: "sur la page des applications",
    field: "Callback URL",
    consent: "Accept",
  },
};

/** What to say at a field that is empty. */
export const missing: Words["missing"] = {
  address: "Saisissez l’adresse de votre ProcessMaker.",
  clientId:
    "Copiez l’ID client depuis Auth Clients dans ProcessMaker ; c’est souvent un petit nombre.",
  clientSecret: "Collez le secret du client depuis Auth Clients dans ProcessMaker.",
  name: "Donnez-lui un nom.",
  clientId3: "Saisissez l’ID client. ProcessMaker l’affiche avec l’application.",
  clientSecret3: "Saisissez le secret du client. ProcessMaker l’affiche avec l’application.",
  clientSecret2026:
    "Saisissez le secret du client. ProcessMaker ne l’affiche qu’une fois, à la création du client.",
};
