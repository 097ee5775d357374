import type { Words } from "../words";
import { plural } from "./plural";

/** The list of connections, beside the card or above it. */
export const list: Words["list"] = {
  connections: "Conexiones",
  all: "Todas las conexiones",
  find: "Buscar una conexión",
  add: "Añadir conexión",
  settings: "Ajustes",
  usedLast: "Usadas hace poco",
  move: (name) => `Mover ${name}`,
  up: "Subir",
  down: "Bajar",
  top: "Subir al principio",
  only: "La única de su entorno",
  byUse: "La lista está en orden de uso",
  byUseAloud: "La lista está en orden de uso. Se puede cambiar en Ajustes.",
  first: (name) => `${name} es la primera de su entorno`,
  last: (name) => `${name} es la última de su entorno`,
  movedUp: (name, place, of) => `${name} ha subido, ${place} de ${of}`,
  movedDown: (name, place, of) => `${name} ha bajado, ${place} de ${of}`,
  count: (count, shown) => `${shown} ${plural(count, "conexión", "conexiones")}`,
  more: (names, count) => `${names} y ${count} más`,
  needed: (names) => `Hay que iniciar sesión: ${names}`,
};

/** All connections on one screen. */
export const overview: Words["overview"] = {
  waiting: (all, count, shown) =>
    `${all}, ${shown} ${plural(count, "requiere", "requieren")} su atención`,
  search: "Buscar en las conexiones",
  hint: "Nombre, servidor o usuario",
  grouped: "Por entorno",
  needed: "inicie sesión",
  copy: (name) => `Copiar el token de ${name}`,
  decide: "Decidir",
  decideOf: (name) => `Decidir sobre ${name}`,
  signInTo: (name) => `Iniciar sesión en ${name}`,
  copied: (name) => `Token de acceso de ${name} copiado`,
};

/** The quick way to a connection. */
export const find: Words["find"] = {
  hint: "Nombre, servidor, usuario o entorno",
  none: (sought) => `Ninguna conexión coincide con “${sought}”.`,
  opens: "abre",
  copies: "copia el token",
  closes: "cierra",
  noToken: (name) => `${name} no tiene token. Intro la abre.`,
};
