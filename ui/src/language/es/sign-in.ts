import type { Words } from "../words";
import { tokenPage } from "./places";

/** Signing in, and waiting for the browser. */
export const signIn: Words["signIn"] = {
  start: "Iniciar sesión en ProcessMaker",
  browser:
    "Su navegador abre ProcessMaker, usted inicia sesión allí y vuelve aquí con un token. Latchkey nunca ve su contraseña.",
  password: "Su contraseña se envía a ProcessMaker una vez y no se guarda nunca.",
  personalToken: `Cree un token en ProcessMaker: ${tokenPage}. Se muestra una sola vez.`,
  userName: "Usuario",
  secret: "Contraseña",
  token: "Pegue el token",
  useToken: "Usar este token",
  last: (who) => `Última sesión como ${who}`,
  anew: "Iniciar sesión de nuevo",
};

/** While the browser has its turn. */
export const waiting: Words["waiting"] = {
  press: (consent) =>
    `Inicie sesión allí en ProcessMaker y pulse ${consent}. Esta página cambia por sí sola.`,
  pressAfter: (consent) =>
    `Inténtelo de nuevo, o copie el enlace de inicio de sesión y ábralo en su navegador. Inicie sesión allí y pulse ${consent}.`,
  open: "Abrir el navegador",
  copyLink: "Copiar el enlace de inicio de sesión",
  paste: "Pegar la dirección",
  ends: (left) => `Este intento termina en ${left}`,
  unchecked:
    "No se pudo preguntar a ProcessMaker si conoce esta aplicación. Si su navegador muestra un error, siga leyendo aquí dentro de un minuto.",
  hint: "Puede que ProcessMaker haya respondido",
  hintWhy:
    "Nada demuestra que la respuesta sea de este inicio de sesión: Latchkey sigue esperando.",
  silent: "Todavía no ha vuelto nada. Causas frecuentes:",
  error: "El navegador muestra un error en lugar de una página de inicio de sesión",
  mustBe: (field, client, where) =>
    `La ${field} del cliente ${client} ${where} debe ser exactamente esta:`,
  closed: "La pestaña se cerró, o se abrió otro perfil del navegador",
  openAgain: "Ábralo de nuevo",
  openAgainOr: ", o copie el enlace de inicio de sesión en la ventana del navegador que quiera.",
  stuck: "Pulsó Authorize, pero el navegador no abrió Latchkey",
  local: "Use una dirección local",
  localThen: ". El inicio de sesión vuelve a empezar y regresa por otro camino.",
};

/** The address that the browser ended at, pasted by hand. */
export const paste: Words["paste"] = {
  label: "La dirección a la que ha llegado su navegador",
  hint: "Péguela aquí",
  help: (consent) =>
    `Después de pulsar ${consent}: copie todo lo que hay en la barra de direcciones.`,
  use: "Usar esta dirección",
};

/** Signing out, and what came of it. */
export const signOut: Words["signOut"] = {
  title: (name) => `¿Cerrar la sesión de ${name}?`,
  verb: "Cerrar sesión",
  token:
    "Latchkey quita el token del llavero. En otros sitios sigue valiendo hasta que lo borre en ProcessMaker.",
  revokes: "Latchkey revoca el token en ProcessMaker y lo quita del llavero.",
  copies: "Las copias que haya entregado dejan de valer.",
  copies3: "Sus copias dejan de valer; las de tokens anteriores valen hasta que caduquen.",
  browser: "Su navegador sigue con la sesión iniciada en ProcessMaker.",
  browserStill:
    "Su navegador sigue con la sesión iniciada en ProcessMaker. En un equipo compartido, ciérrela allí también.",
  untilEnd: "hasta que caduque",
  until: (moment) => `hasta ${moment}`,
  here: "Sesión cerrada en este equipo",
  hereNext: (until) =>
    `Latchkey ha olvidado el token, que sigue valiendo ${until}. Para terminarlo, bórrelo en ProcessMaker: ${tokenPage}.`,
  notThere: "Sesión cerrada aquí, pero no en ProcessMaker",
  notThereNext: (until) =>
    `Latchkey ha olvidado el token. No se ha podido avisar a ProcessMaker, así que una copia entregada vale ${until}.`,
  exceptOne: "Sesión cerrada, salvo un token",
  exceptOneNext:
    "Las copias anteriores han dejado de valer. El último token no se ha podido revocar, pero nadie tiene una copia.",
  all: "Sesión cerrada",
  allNext: "El token se ha revocado en ProcessMaker: ninguna copia vale ya.",
  why: "Por qué",
  earlier: (client, where) =>
    `Un administrador puede terminarlo antes quitando el cliente ${client} ${where}, lo que cierra la sesión de todos los que lo usan.`,
};
