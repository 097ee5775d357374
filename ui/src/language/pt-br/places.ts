import type { Words } from "../words";

export const tokenPage = "Admin → Users → o usuário → API Tokens";

/** Where things are in ProcessMaker; what it calls them itself is not translated. */
export const places: Words["places"] = {
  since4: {
    page: "Admin → Auth Clients",
    open: "Abrir Auth Clients",
    where: "em Auth Clients",
    field: "Redirect URL",
    consent: "Authorize",
  },
  version3: {
    page: "OAuth 2.0 applications",
    open: "Abrir a página de aplicações",
    where: "na página de aplicações",
    field: "Callback URL",
    consent: "Accept",
  },
};

/** What to say at a field that is empty. */
export const missing: Words["missing"] = {
  address: "Digite o endereço do seu ProcessMaker.",
  clientId: "Copie o ID do cliente de Auth Clients no ProcessMaker; costuma ser um número pequeno.",
  clientSecret: "Cole o segredo do cliente de Auth Clients no ProcessMaker.",
  name: "Dê um nome.",
  clientId3: "Digite o ID do cliente. O ProcessMaker o mostra com a aplicação.",
  clientSecret3: "Digite o segredo do cliente. O ProcessMaker o mostra com a aplicação.",
  clientSecret2026:
    "Digite o segredo do cliente. O ProcessMaker o mostra uma única vez, quando o cliente é criado.",
};
