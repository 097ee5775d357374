import type { Words } from "../words";
import { tokenPage } from "./places";

/** What can be chosen, for a connection and in the settings. */
export const choices: Words["choices"] = {
  environments: { production: "Producción", test: "Pruebas", development: "Desarrollo" },
  methods: {
    browser: "Navegador (recomendado)",
    password: "Usuario y contraseña",
    personalToken: "Token de acceso personal",
  },
  ways: { password: "usuario y contraseña", personalToken: "token de acceso personal" },
  means: {
    password:
      "Evita el segundo factor y el inicio de sesión único. Su contraseña se envía a ProcessMaker una vez y no se guarda nunca.",
    personalToken: `Nada que registrar. Cree un token en ProcessMaker: ${tokenPage}. Se muestra una sola vez; péguelo después de guardar.`,
  },
  guards: {
    always: "Siempre",
    hourly: "Una vez por hora",
    daily: "Una vez al día",
    off: "Nunca",
  },
  orders: { byHand: "Como las he ordenado", byUse: "Primero las usadas hace poco" },
  themes: { system: "Como el sistema", light: "Claro", dark: "Oscuro" },
  closings: {
    quits: "Cierra Latchkey",
    hides: "Lo oculta en la bandeja",
  },
  starts: {
    nothing: "No hacer nada",
    opens: "Abrir Latchkey",
    hidden: "Iniciar Latchkey oculto",
  },
};

/** What is asked before an administrator's token of production is copied. */
export const guard: Words["guard"] = {
  title: "¿Copiar el token de un administrador?",
  because: (name, who) => `${name} es una conexión de producción y ${who} es administrador allí.`,
  danger: "Quien se haga con este token puede hacerlo todo allí.",
  unknownTitle: "¿Copiar un token de producción?",
  unknownBecause: (name) =>
    `${name} es una conexión de producción y ProcessMaker no ha dicho de quién es este token.`,
  unknownDanger: "Si es de un administrador, quien se haga con él puede hacerlo todo allí.",
  copy: "Copiarlo",
  again: {
    always: "Latchkey pregunta siempre. Se puede cambiar en Ajustes.",
    hourly: "Latchkey volverá a preguntar dentro de una hora. Se puede cambiar en Ajustes.",
    daily: "Latchkey volverá a preguntar dentro de un día. Se puede cambiar en Ajustes.",
    off: "",
  },
};
