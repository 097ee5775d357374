/** What others say of their connections. */
import type { OfferView, StandingView } from "../bindings";

const offer = (name: string, host: string, more: Partial<OfferView> = {}): OfferView => ({
  name,
  address: `https://${host}`,
  generation: "version4",
  environment: "production",
  method: "browser",
  clientId: "7",
  ...more,
});

/** A file with everything in it that a file can have. */
export const standings = [
  { kind: "new", offer: offer("Borealis", "borealis.example") },
  {
    kind: "new",
    offer: offer("Borealis test", "test.borealis.example", {
      environment: "test",
      method: "password",
    }),
  },
  { kind: "here", offer: offer("Acme production", "acme.processmaker.example"), id: "acme" },
  { kind: "repeated", offer: offer("Borealis", "borealis.example") },
  {
    kind: "refused",
    name: "Old intranet",
    why: { kind: "addressPlainHttp" },
  },
] as const satisfies StandingView[];
