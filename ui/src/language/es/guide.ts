import type { Words } from "../words";

/** The guide that adds and changes a connection. */
export const guide: Words["guide"] = {
  first: "Añada su primera conexión",
  firstWhy:
    "Latchkey inicia su sesión de ProcessMaker en su navegador y tiene a mano un token válido.",
  importFile: "Importar conexiones de un archivo",
  add: "Añadir una conexión",
  addWhy: "Un minuto más o menos. Hace falta una vez un administrador de ProcessMaker.",
  edit: (name) => `Editar ${name}`,
  copyLink: "Copiar enlace",
  managed: "Administrada para usted",
  managedWhy:
    "Quien administra este equipo mantiene al día esta conexión. Suyos son el secreto del cliente y su inicio de sesión.",
  remove: "Quitar",
  removeOf: (name) => `Quitar ${name}`,
  removeAsk: (name) => `¿Quitar ${name}?`,
  removeSignsOut: "Latchkey cierra la sesión: las copias del token dejan de valer.",
  removeGoes: "La conexión se quita, con lo que el llavero guarda para ella.",
  saveAndSignIn: "Guardar e iniciar sesión",
  stepDone: ", hecho",
};

/** Its first step. */
export const address: Words["address"] = {
  title: "¿Dónde está?",
  label: "Dirección de su ProcessMaker",
  help: "La dirección que muestra su navegador cuando usa ProcessMaker.",
  checking: "Comprobando…",
  plain: "sin cifrar, y solo en este equipo",
  asking: "preguntando qué responde allí…",
  saveAnyway: "Puede guardarla de todos modos.",
  askAgain: "Preguntar de nuevo",
  method: "Iniciar sesión con",
  trust: "Confiar en una autoridad de certificación",
  trustOther: "Elegir otra",
  trusted: "De confianza para esta conexión",
  trustedUntil: (date) => `hasta ${date}`,
  fingerprint: "SHA-256",
  distrust: "Quitar",
  unreadable: "No se puede leer este archivo.",
};

/** What answers at the address. */
export const found: Words["found"] = {
  version3: (workspace) => `Aquí responde ProcessMaker 3, espacio de trabajo ${workspace}`,
  version4: "Aquí responde ProcessMaker 4",
  version2026: "Aquí responde ProcessMaker (2026)",
  elsewhere: (host) => `Esta dirección lleva a ${host}`,
  elsewhereNext:
    "Compare la dirección con la que muestra su navegador cuando usa ProcessMaker. Si es la misma, puede que su red quiera que inicie sesión en ella primero.",
  loginPage: "Aquí responde la página de inicio de sesión de otro programa",
  webSite: "Aquí responde una página web corriente",
  folderNext:
    "Compare la dirección con la que muestra su navegador cuando usa ProcessMaker: puede que termine en una carpeta.",
  otherApplication: "Aquí responde un programa que no es ProcessMaker",
  otherNext: "Compare la dirección con la que muestra su navegador cuando usa ProcessMaker.",
};

/** Its second step; what stands between stars is bold. */
export const register: Words["register"] = {
  title: "Registrar Latchkey",
  on: "En",
  on3: "En la página",
  browser:
    "cree un cliente, marque solo *Enable Authorization Code Grant* y pegue esto como Redirect URL:",
  password: "cree un cliente y marque solo *Enable Password Grant*. No necesita Redirect URL.",
  browser3: "pulse *New*, escriba un nombre y cualquier sitio web, y pegue esto como Callback URL:",
  password3:
    "pulse *New*, escriba un nombre y cualquier sitio web, y guarde. Latchkey no necesita Callback URL.",
  later: "Aparece aquí en cuanto se conozca la dirección.",
};

/** Its third step. */
export const client: Words["client"] = {
  title: "ID y secreto del cliente",
  id: "ID de cliente",
  idHint3: "ID",
  idHint: "ID, como 4",
  secret: "Secreto del cliente",
  secretHint: "Secreto, se guarda en el llavero",
  once: "ProcessMaker muestra el secreto una sola vez, al crear el cliente.",
  putRight: "Corríjalo en ProcessMaker y vuelva: Latchkey mira de nuevo.",
  checkAgain: "Comprobar de nuevo",
  allRight: "El cliente, la redirección y el secreto son correctos.",
  complete: "ProcessMaker conoce este cliente y acepta su redirección.",
  onlyHalf: "Solo está registrada la mitad de la redirección: pegue la línea entera.",
  missing: (field) =>
    `ProcessMaker no tiene ningún cliente con este ID, o su ${field} no es la línea de arriba.`,
  right: "El secreto es correcto.",
  rejected:
    "ProcessMaker no acepta este secreto. Cópielo de nuevo y marque allí solo Enable Authorization Code Grant.",
  replace: "Sustituir",
  replaceSecret: "Sustituir el secreto del cliente",
  where: {
    saved: "Guardado en el llavero",
    unsaved: "Solo en la memoria, sin guardar",
    missing: "Falta",
    unknown: "En el llavero, que está cerrado",
  },
};

/** Its last step. */
export const naming: Words["naming"] = {
  title: "Nombre y entorno",
  hint: "Cómo la llama usted",
  environment: "Entorno",
};
