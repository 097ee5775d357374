/** Where a person finds API tokens in ProcessMaker. */
export const tokenPage = "Admin → Users → the user → API Tokens";

/** Where things are in ProcessMaker; what it calls them itself is not translated. */
export const places = {
  since4: {
    page: "Admin → Auth Clients",
    open: "Open Auth Clients",
    where: "in Auth Clients",
    field: "Redirect URL",
    consent: "Authorize",
  },
  version3: {
    page: "OAuth 2.0 applications",
    open: "Open the applications page",
    where: "on the applications page",
    field: "Callback URL",
    consent: "Accept",
  },
};

/** What to say at a field that is empty. */
export const missing = {
  address: "Enter the address of your ProcessMaker.",
  clientId: "Copy the client ID from Auth Clients in ProcessMaker; it is usually a small number.",
  clientSecret: "Paste the client secret from Auth Clients in ProcessMaker.",
  name: "Give it a name.",
  clientId3: "Enter the client ID. ProcessMaker shows it with the application.",
  clientSecret3: "Enter the client secret. ProcessMaker shows it with the application.",
  clientSecret2026:
    "Enter the client secret. ProcessMaker shows it only once, when the client is made.",
};
