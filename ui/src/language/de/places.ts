import type { Words } from "../words";

export const tokenPage = "Admin → Users → der Benutzer → API Tokens";

/** Where things are in ProcessMaker; what it calls them itself is not translated. */
export const places: Words["places"] = {
  since4: {
    page: "Admin → Auth Clients",
    open: "Auth Clients öffnen",
    where: "in Auth Clients",
    field: "Redirect URL",
    consent: "Authorize",
  },
  version3: {
    page: "OAuth 2.0 applications",
    open: "Seite der Anwendungen öffnen",
    where: "auf der Seite der Anwendungen",
    field: "Callback URL",
    consent: "Accept",
  },
};

/** What to say at a field that is empty. */
export const missing: Words["missing"] = {
  address: "Geben Sie die Adresse Ihres ProcessMaker ein.",
  clientId:
    "Kopieren Sie die Client-ID aus Auth Clients in ProcessMaker; meist ist es eine kleine Zahl.",
  clientSecret: "Fügen Sie das Client-Secret aus Auth Clients in ProcessMaker ein.",
  name: "Geben Sie einen Namen ein.",
  clientId3: "Geben Sie die Client-ID ein. ProcessMaker zeigt sie bei der Anwendung.",
  clientSecret3: "Geben Sie das Client-Secret ein. ProcessMaker zeigt es bei der Anwendung.",
  clientSecret2026:
    "Geben Sie das Client-Secret ein. ProcessMaker zeigt es nur einmal, wenn der Client angelegt wird.",
};
