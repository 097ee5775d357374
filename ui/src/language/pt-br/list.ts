import type { Words } from "../words";
import { plural } from "./plural";

/** The list of connections, beside the card or above it. */
export const list: Words["list"] = {
  connections: "Conexões",
  all: "Todas as conexões",
  find: "Procurar uma conexão",
  add: "Adicionar conexão",
  settings: "Configurações",
  usedLast: "Usadas por último",
  move: (name) => `Mover ${name}`,
  up: "Mover para cima",
  down: "Mover para baixo",
  top: "Mover para o início",
  only: "A única do seu ambiente",
  byUse: "A lista está na ordem de uso",
  byUseAloud: "A lista está na ordem de uso. Você pode mudar isso nas Configurações.",
  first: (name) => `${name} é a primeira do seu ambiente`,
  last: (name) => `${name} é a última do seu ambiente`,
  movedUp: (name, place, of) => `${name} subiu, ${place} de ${of}`,
  movedDown: (name, place, of) => `${name} desceu, ${place} de ${of}`,
  count: (count, shown) => `${shown} ${plural(count, "conexão", "conexões")}`,
  more: (names, count) => `${names} e mais ${count}`,
  needed: (names) => `É preciso entrar: ${names}`,
};

/** All connections on one screen. */
export const overview: Words["overview"] = {
  waiting: (all, count, shown) =>
    `${all}, ${shown} ${plural(count, "precisa", "precisam")} de você`,
  search: "Procurar nas conexões",
  hint: "Nome, servidor ou usuário",
  grouped: "Por ambiente",
  needed: "é preciso entrar",
  copy: (name) => `Copiar o token de ${name}`,
  decide: "Decidir",
  decideOf: (name) => `Decidir sobre ${name}`,
  signInTo: (name) => `Entrar em ${name}`,
  copied: (name) => `Token de acesso de ${name} copiado`,
};

/** The quick way to a connection. */
export const find: Words["find"] = {
  hint: "Nome, servidor, usuário ou ambiente",
  none: (sought) => `Nenhuma conexão corresponde a “${sought}”.`,
  opens: "abre",
  copies: "copia o token",
  closes: "fecha",
  noToken: (name) => `${name} não tem token. Enter abre a conexão.`,
};
