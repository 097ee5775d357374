import type { Words } from "../words";

/** Times and sizes, as far as they have no words of their own already. */
export const time: Words["time"] = {
  expired: "Caducado",
  justNow: "ahora mismo",
  at: (time) => `a las ${time}`,
  dayAt: (day, time) => `${day} a las ${time}`,
  on: (moment) => `el ${moment}`,
  ahead: (amount) => `${amount} adelantado`,
  behind: (amount) => `${amount} atrasado`,
  bytes: (count) => `${count} B`,
};
