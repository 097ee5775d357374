/** Which troubles lie on this computer or on the way to the server, where a look around finds more. */
import type { TroubleCode } from "../bindings";

const helped: readonly TroubleCode[] = [
  "nameNotFound",
  "unreachable",
  "certificate",
  "tls",
  "proxy",
  "timeout",
  "unexpectedAnswer",
  "lock",
  "noWayBack",
  "keyring",
];

export function checkUpHelps(code: TroubleCode): boolean {
  return helped.includes(code);
}
