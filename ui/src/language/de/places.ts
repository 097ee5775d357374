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
  clientId: "Geben Sie die Client-ID ein. Sie steht in Auth Clients in der ersten Spalte.",
  clientSecret: "Geben Sie das Client-Secret ein. In Auth Clients lässt es sich kopieren.",
  name: "Geben Sie einen Namen ein.",
  clientId3: "Geben Sie die Client-ID ein. ProcessMaker zeigt sie bei der Anwendung.",
  clientSecret3: "Geben Sie das Client-Secret ein. ProcessMaker zeigt es bei der Anwendung.",
  clientSecret2026:
    "Geben Sie das Client-Secret ein. ProcessMaker zeigt es einmal, wenn der Client angelegt wird.",
};
