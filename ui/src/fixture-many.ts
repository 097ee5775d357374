/** A list as long as a service provider's: every state is among it, and no two names are alike. */
import type { ConnectionView, StateView } from "./bindings";
import { attempt, connection, joao, maria, tokens, trouble } from "./fixture-parts";
import { DAY, HOUR, MINUTE, SECOND } from "./format";

const customers = [
  "Acme",
  "Borealis",
  "Café Nuñez",
  "Delta Freight",
  "Eichhorn & Söhne",
  "Fabrikam",
];
const uses = ["production", "invoices", "purchasing", "staging", "onboarding", "sandbox"];

/** So many connections in all kinds of states. */
export function manyConnections(now: number, count: number): ConnectionView[] {
  return Array.from({ length: count }, (_, index) => {
    const customer = customers[index % customers.length] ?? "";
    const use = uses[Math.floor(index / customers.length) % uses.length] ?? "";
    const round = Math.floor(index / (customers.length * uses.length));
    const environment = (["production", "test", "development"] as const)[index % 3] ?? "test";
    const site = round === 0 ? "" : ` ${round + 1}`;
    const host = `${use}${site.trim()}.${customer.toLowerCase().replace(/[^a-z]+/g, "-")}.example`;
    return connection(
      `c${index}`,
      `${customer} ${use}${site}`,
      environment,
      host,
      state(now, index),
    );
  });
}

/** A state for each row: most are signed in, one in forty needs somebody. */
function state(now: number, index: number): StateView {
  const kind = index % 40;
  if (kind === 7)
    return { kind: "needsSignIn", trouble: trouble("refreshTokenExpired"), who: maria };
  if (kind === 15) return { kind: "signedOut", note: null };
  if (kind === 23) return { kind: "awaitingRedirect", attempt: attempt(now, 20 * SECOND) };
  if (kind === 31) return { kind: "somebodyElse", who: joao, owner: maria };
  const left = kind === 4 ? 4 * MINUTE + 9 * SECOND + 500 : kind * 7 * HOUR + index * MINUTE;
  const held = tokens(now, kind === 0 ? 200 * DAY : left, kind === 0 ? 365 * DAY : 12 * DAY);
  if (kind === 9) return { kind: "signedIn", tokens: { ...held, expiresAt: null }, trouble: null };
  if (kind === 12) return { kind: "refreshing", tokens: held };
  return { kind: "signedIn", tokens: held, trouble: null };
}
