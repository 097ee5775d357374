import type { Words } from "../words";

/** Times and sizes, as far as they have no words of their own already. */
export const time: Words["time"] = {
  expired: "Expiré",
  justNow: "à l’instant",
  at: (time) => `à ${time}`,
  dayAt: (day, time) => `${day} à ${time}`,
  on: (moment) => `le ${moment}`,
  ahead: (amount) => `${amount} d’avance`,
  behind: (amount) => `${amount} de retard`,
  bytes: (count) => `${count} o`,
};
