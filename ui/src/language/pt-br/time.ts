import type { Words } from "../words";

/** Times and sizes, as far as they have no words of their own already. */
export const time: Words["time"] = {
  expired: "Expirado",
  justNow: "agora mesmo",
  at: (time) => `às ${time}`,
  dayAt: (day, time) => `${day} às ${time}`,
  on: (moment) => `em ${moment}`,
  ahead: (amount) => `${amount} adiantado`,
  behind: (amount) => `${amount} atrasado`,
  bytes: (count) => `${count} B`,
};
