/** Where things are in ProcessMaker, and what to fetch from there. */
import type { Generation } from "../bindings";
import type { Field } from "../draft.svelte";

/** What a person looks for in ProcessMaker when a client is registered, and presses to consent. */
type Places = Record<"page" | "open" | "where" | "field" | "consent", string>;

const since4: Places = {
  page: "Admin → Auth Clients",
  open: "Open Auth Clients",
  where: "in Auth Clients",
  field: "Redirect URL",
  consent: "Authorize",
};

export const places: Record<Generation, Places> = {
  version3: {
    page: "OAuth 2.0 applications",
    open: "Open the applications page",
    where: "on the applications page",
    field: "Callback URL",
    consent: "Accept",
  },
  version4: since4,
  version2026: since4,
};

export const TOKEN_PAGE = "Admin → Users → the user → API Tokens";

const missing = {
  address: "Enter the address of your ProcessMaker.",
  clientId: "Enter the client ID. Auth Clients shows it in the first column.",
  clientSecret: "Enter the client secret. Auth Clients lets you copy it.",
  name: "Give it a name.",
} as const satisfies Record<Field, string>;

const missingIn: Record<Generation, Partial<Record<Field, string>>> = {
  version3: {
    clientId: "Enter the client ID. ProcessMaker shows it with the application.",
    clientSecret: "Enter the client secret. ProcessMaker shows it with the application.",
  },
  version4: {},
  version2026: {
    clientSecret: "Enter the client secret. ProcessMaker shows it once, when the client is made.",
  },
};

/** What to say at a field that is empty. */
export function missingWords(generation: Generation): Record<Field, string> {
  return { ...missing, ...missingIn[generation] };
}
