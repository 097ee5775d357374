import type { Words } from "../words";

export const tokenPage = "Admin → Users → el usuario → API Tokens";

/** Where things are in ProcessMaker; what it calls them itself is not translated. */
export const places: Words["places"] = {
  since4: {
    page: "Admin → Auth Clients",
    open: "Abrir Auth Clients",
    where: "en Auth Clients",
    field: "Redirect URL",
    consent: "Authorize",
  },
  version3: {
    page: "OAuth 2.0 applications",
    open: "Abrir la página de aplicaciones",
    where: "en la página de aplicaciones",
    field: "Callback URL",
    consent: "Accept",
  },
};

/** What to say at a field that is empty. */
export const missing: Words["missing"] = {
  address: "Escriba la dirección de su ProcessMaker.",
  clientId: "Copie el ID de cliente de Auth Clients en ProcessMaker; suele ser un número pequeño.",
  clientSecret: "Pegue el secreto del cliente de Auth Clients en ProcessMaker.",
  name: "Póngale un nombre.",
  clientId3: "Escriba el ID de cliente. ProcessMaker lo muestra con la aplicación.",
  clientSecret3: "Escriba el secreto del cliente. ProcessMaker lo muestra con la aplicación.",
  clientSecret2026:
    "Escriba el secreto del cliente. ProcessMaker lo muestra una sola vez, al crear el cliente.",
};
