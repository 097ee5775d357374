/** The settings. */
export const settings = {
  copying: "Copying",
  look: "List and appearance",
  clear: "Clear a copied token from the clipboard after",
  clearHelp: "Only if the token is still there. “Never” leaves it until something else is copied.",
  never: "Never",
  valid: "A copied token is good for at least",
  validHelp: "With less time left, Latchkey refreshes the token before it copies it.",
  guard: "Ask before copying a production token",
  guardHelp: "Only an administrator’s, because it can do everything there.",
  order: "Order of the connections",
  orderHelp:
    "Within each environment. Using one is copying its token, sending a request or signing in.",
  theme: "Appearance",
  language: "Language",
  failed: "The setting was not saved",
  network: "Network",
  proxy: "Servers are reached",
  proxyHelp: "ProcessMaker on this computer is always reached straight.",
  proxies: {
    system: "As this computer says",
    none: "Without a proxy",
    manual: "Through this proxy",
  },
  proxyAddress: "Address of the proxy",
  proxyExcept: "Without the proxy",
  proxyExceptHelp: "Hosts with commas between them, such as localhost, .acme.example, 10.0.0.0/8.",
};
