/** Times and sizes, as far as they have no words of their own already. */
export const time = {
  expired: "Expired",
  justNow: "just now",
  at: (time: string) => `at ${time}`,
  dayAt: (day: string, time: string) => `${day} at ${time}`,
  on: (moment: string) => `on ${moment}`,
  ahead: (amount: string) => `${amount} ahead`,
  behind: (amount: string) => `${amount} behind`,
  bytes: (count: string) => `${count} B`,
};
