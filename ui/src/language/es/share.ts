import type { Words } from "../words";
import { plural } from "./plural";

/** Connections that go to others and come from them. */
export const share: Words["share"] = {
  title: "Compartir y trasladar",
  about:
    "Nombres, direcciones e ID de cliente en un archivo, sin secretos ni tokens. Una importación muestra antes lo que añade.",
  export: "Exportar conexiones",
  import: "Importar conexiones",
  exported: "Las conexiones se han exportado",
  failed: "Las conexiones no se han exportado",
  empty: "En este archivo no hay ninguna conexión.",
  nothingNew: "En este archivo no hay nada nuevo.",
  canBeAdded: (count, shown) =>
    `${plural(count, "Se puede", "Se pueden")} añadir ${shown} ${plural(count, "conexión", "conexiones")}.`,
  secrets: "No contiene secretos de cliente: dé a cada conexión el suyo antes de iniciar sesión.",
  add: (count, shown) => `Añadir ${shown} ${plural(count, "conexión", "conexiones")}`,
  client: (id) => `cliente ${id}`,
  here: "Ya está aquí.",
  repeated: "El archivo la contiene dos veces.",
  nameless: "Sin nombre",
  same: (name) => `${name} ya es la misma conexión.`,
  nothingAdded: "No se ha añadido nada",
  unusable: "No se puede usar este enlace",
  unusableNext: "Pida a quien se lo dio la dirección de su ProcessMaker.",
  link: "Un enlace describe una conexión",
  linkWhy: "Siga solo si conoce esta dirección. No se añade nada antes de guardar.",
  address: "Dirección",
  notNow: "Ahora no",
  fillIn: "Rellenar el formulario",
};
