/** The list of connections, beside the card or above it. */
export const list = {
  connections: "Connections",
  all: "All connections",
  find: "Find a connection",
  add: "Add connection",
  settings: "Settings",
};
