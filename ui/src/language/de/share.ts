import type { Words } from "../words";
import { plural } from "./plural";

/** Connections that go to others and come from them. */
export const share: Words["share"] = {
  title: "Teilen und umziehen",
  about:
    "Namen, Adressen und Client-IDs als Datei, ohne Secrets und Token. Ein Import zeigt zuerst, was er hinzufügt.",
  export: "Verbindungen exportieren",
  import: "Verbindungen importieren",
  exported: "Die Verbindungen sind exportiert",
  failed: "Die Verbindungen wurden nicht exportiert",
  empty: "In dieser Datei ist keine Verbindung.",
  nothingNew: "In dieser Datei ist nichts Neues.",
  canBeAdded: (count, shown) =>
    `${shown} ${plural(count, "Verbindung kann", "Verbindungen können")} hinzugefügt werden.`,
  secrets:
    "Client-Secrets sind nicht darin: Geben Sie jeder Verbindung ihres, bevor Sie sich anmelden.",
  add: (count, shown) => `${shown} ${plural(count, "Verbindung", "Verbindungen")} hinzufügen`,
  client: (id) => `Client ${id}`,
  here: "Schon da.",
  repeated: "Die Datei enthält sie zweimal.",
  nameless: "Ohne Namen",
  same: (name) => `${name} ist schon dieselbe Verbindung.`,
  nothingAdded: "Nichts wurde hinzugefügt",
  unusable: "Dieser Link lässt sich nicht benutzen",
  unusableNext: "Fragen Sie, wer ihn Ihnen gegeben hat, nach der Adresse Ihres ProcessMaker.",
  link: "Ein Link beschreibt eine Verbindung",
  linkWhy:
    "Machen Sie nur weiter, wenn Sie diese Adresse kennen. Ohne Speichern wird nichts hinzugefügt.",
  address: "Adresse",
  notNow: "Nicht jetzt",
  fillIn: "Formular ausfüllen",
};
