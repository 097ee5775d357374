import type { Words } from "../words";

/** What is known of a token, line by line. */
export const token: Words["token"] = {
  issued: "Emitido",
  expires: "Expira",
  who: "Quem",
  user: (id, name) => `Usuário ${id}${name}`,
  client: "Cliente",
  scopes: "Escopos",
  noScopes: "nenhum: pode fazer tudo o que a pessoa pode",
  id: "ID do token",
  access: "Token de acesso",
  refresh: "Token de renovação",
  none: "nenhum",
  keptIn: "Guardado em",
  memory: "memória",
  keyring: "chaveiro",
  keyringOne: (size, limit) => `chaveiro, ${size} dos ${limit} que o Windows aceita`,
  keyringSeveral: (count, sizes) => `chaveiro, em ${count} registros de ${sizes}`,
  clock: "Relógio do servidor",
  handedOut: "Entregue",
  clipboard: "copiado",
  newToken: "um novo token de acesso pessoal, copiado",
  fewer: "Mostrar menos",
  allOf: (count) => `Mostrar todos os ${count}`,
  written: "O que o token diz, como está escrito",
  header: "Cabeçalho",
  claims: "Conteúdo",
  unsigned: "A assinatura, que faz dele um token, não é mostrada.",
  opaque: "Este token não diz nada sobre si: só o servidor sabe de quem ele é.",
  check: "Verificar agora",
  another: "Entrar como outra pessoa",
  anotherWhy: "Seu navegador sai do ProcessMaker e pergunta quem você é. Até lá nada muda aqui.",
};

/** What the server makes of a token. */
export const seen: Words["seen"] = {
  over: "O tempo deste token acabou",
  overNext: (when) => `Ele terminou ${when}. Ninguém o revogou.`,
  byServer: "pelo relógio do servidor",
  unasked: "O servidor ainda não foi perguntado sobre este token",
  unaskedNext: "O Latchkey pergunta quando você entra e com “Verificar agora”.",
  accepted: (when) => `O servidor aceitou este token ${when}`,
  refused: (when) => `O servidor recusou este token ${when}`,
  refusedNext:
    "Ele foi revogado, ou encerrado em outro lugar, ou as chaves do servidor mudaram. Renove-o, ou entre de novo.",
  unreachable: (when) => `Não foi possível perguntar ao servidor ${when}`,
  fine: "O token pode estar bem.",
  acceptedBefore: (when) => `O servidor o aceitou ${when}.`,
  acceptedAloud: "O servidor aceita este token",
  refusedAloud: "O servidor não aceita mais este token",
  unreachableAloud: "Não foi possível perguntar ao servidor",
};

/** A person's own tokens in ProcessMaker. */
export const tokens: Words["tokens"] = {
  title: "Tokens de acesso pessoais",
  help: "Para programas que entram sem você.",
  about:
    "Cada um deixa um programa agir como você, até terminar ou você o revogar. O Latchkey nunca mostra nenhum.",
  asking: "Perguntando ao ProcessMaker…",
  none: "Ainda não há nenhum.",
  own: "Esta conexão o usa",
  ends: (date) => `termina em ${date}`,
  made: (date) => `criado em ${date}`,
  revoke: "Revogar",
  revokeOf: (name) => `Revogar ${name}`,
  revokeAsk: (name) => `Revogar “${name}”?`,
  revokeStops: "Os programas que o usam param de funcionar na hora.",
  revokeOwn: "Esta conexão o usa: você é desconectado aqui também.",
  revoked: (name) => `“${name}” foi revogado.`,
  copied: (name) => `“${name}” foi criado e copiado. Cole-o onde ele deve ficar.`,
  label: "Nome de um novo token",
  hint: "Onde você vai usá-lo",
  make: "Criar e copiar",
  connect: "Criar uma conexão",
};
