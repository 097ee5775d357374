import type { Words } from "../words";

/** Times and sizes, as far as they have no words of their own already. */
export const time: Words["time"] = {
  expired: "Abgelaufen",
  justNow: "gerade eben",
  at: (time) => `um ${time}`,
  dayAt: (day, time) => `${day} um ${time}`,
  on: (moment) => `am ${moment}`,
  ahead: (amount) => `geht ${amount} vor`,
  behind: (amount) => `geht ${amount} nach`,
  bytes: (count) => `${count} B`,
};
