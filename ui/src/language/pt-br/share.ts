import type { Words } from "../words";
import { plural } from "./plural";

/** Connections that go to others and come from them. */
export const share: Words["share"] = {
  title: "Compartilhar e mudar",
  about:
    "Nomes, endereços e IDs de cliente em um arquivo, sem segredos nem tokens. Uma importação mostra antes o que adiciona.",
  export: "Exportar conexões",
  import: "Importar conexões",
  exported: "As conexões foram exportadas",
  failed: "As conexões não foram exportadas",
  empty: "Não há conexão neste arquivo.",
  nothingNew: "Não há nada novo neste arquivo.",
  canBeAdded: (count, shown) =>
    `${shown} ${plural(count, "conexão pode ser adicionada", "conexões podem ser adicionadas")}.`,
  secrets: "Ele não contém segredos de cliente: dê a cada conexão o seu antes de entrar.",
  add: (count, shown) => `Adicionar ${shown} ${plural(count, "conexão", "conexões")}`,
  client: (id) => `cliente ${id}`,
  here: "Já está aqui.",
  repeated: "O arquivo a contém duas vezes.",
  nameless: "Sem nome",
  same: (name) => `${name} já é a mesma conexão.`,
  nothingAdded: "Nada foi adicionado",
  unusable: "Este link não pode ser usado",
  unusableNext: "Peça a quem o deu a você o endereço do seu ProcessMaker.",
  link: "Um link descreve uma conexão",
  linkWhy: "Continue só se você conhece este endereço. Nada é adicionado antes de salvar.",
  address: "Endereço",
  notNow: "Agora não",
  fillIn: "Preencher o formulário",
};
