import type { Words } from "../words";

/** Where a connection stands, in a few words for the list. */
export const short: Words["short"] = {
  loading: "abriendo…",
  signedOut: "sin sesión",
  signingIn: "iniciando…",
  signedIn: "con sesión",
  expired: "caducado",
  signingOut: "cerrando…",
  needsSignIn: "inicie sesión",
  somebodyElse: "otra persona",
};

/** What a screen reader says when a connection gets into a state, and what stands above it. */
export const states: Words["states"] = {
  loading: "Abriendo el llavero",
  loadingWhy: "Puede que esté pidiendo su contraseña en otra ventana.",
  signedOut: "Sesión cerrada",
  signedOutWhy: (why) => `Sesión cerrada. ${why}`,
  checking: "Preguntando a ProcessMaker",
  checkingWhy: "Su navegador se abrirá en un momento.",
  inBrowser: "Continúe en su navegador",
  noBrowser: "No se ha podido abrir su navegador",
  exchanging: "Terminando el inicio de sesión",
  signedIn: "Sesión iniciada",
  refreshing: "Renovando",
  signingOut: "Cerrando la sesión",
  signingOutWhy: "Latchkey pide a ProcessMaker que revoque el token.",
  needed: (why) => `Hay que iniciar sesión. ${why}`,
  underWay: (what) => `${what}…`,
  browser: "Su navegador ha respondido. Puede cerrar su pestaña.",
  password: "ProcessMaker está comprobando su usuario y su contraseña.",
  personalToken: "ProcessMaker dice de quién es el token.",
};

/** The question when somebody else came back. */
export const other: Words["other"] = {
  titleUnknown: "Esta vez ha iniciado sesión otra persona.",
  title: (who, owner) => `${who} ha iniciado sesión, pero esta conexión es de ${owner}.`,
  somebody: "Otra persona",
  ofSomebody: "otra persona",
  keepEarlier: "Mantener la sesión anterior",
  keep: (who) => `Mantener a ${who}`,
  tokenGoes: "El token que ha llegado no se guarda. Lo demás no cambia.",
  signInGoes: "La sesión nueva se revoca en ProcessMaker. Lo demás no cambia.",
  useNew: "Usar la sesión nueva",
  use: (who) => `Usar a ${who}`,
  replacedEarlier: "La sesión anterior se sustituye aquí.",
  replaced: (owner) => `La sesión de ${owner} se sustituye aquí.`,
};
