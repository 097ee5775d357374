import type { Words } from "../words";

/** What happened, in sentences without a full stop, and in the pieces that are put behind them. */
export const happened: Words["happened"] = {
  kinds: {
    signedIn: "Entrou",
    signInFailed: "Falha ao entrar",
    signInGivenUp: "Entrada abandonada",
    somebodyElseCame: "Outra pessoa voltou do navegador",
    refreshed: "Renovado",
    refreshFailed: "Falha ao renovar",
    answerLost: "A resposta do servidor se perdeu no caminho; é preciso entrar",
    signInNeeded: "É preciso entrar",
    handedOut: "Token copiado",
    requested: "Requisição",
    tokenChecked: "Token verificado",
    signedOut: "Saiu",
    personalTokenMade: "Token de acesso pessoal criado",
    personalTokenRevoked: "Token de acesso pessoal revogado",
    connectionAdded: "Conexão adicionada",
    connectionChanged: "Conexão alterada",
    connectionRemoved: "Conexão removida",
    other: "Algo que um Latchkey mais novo sabe dizer",
  },
  bys: {
    deepLink: "voltou por um link direto",
    loopback: "voltou a um endereço local",
    pastedAddress: "com o endereço colado",
    password: "com senha",
    personalToken: "com um token de acesso pessoal",
  },
  becauses: {
    background: " sozinho",
    person: "",
    copy: " para uma cópia",
    request: " para uma requisição",
  },
  copies: {
    none: "",
    ended: "; as cópias do token anterior deixaram de valer",
    liveOn: "; as cópias do token anterior continuam valendo",
  },
  founds: {
    accepted: "o servidor o aceita",
    noLongerAccepted: "o servidor não o aceita mais",
    unreachable: "não foi possível perguntar ao servidor",
  },
  revokeds: {
    everything: "revogado no servidor",
    copies: "cópias revogadas no servidor, o último token não",
    lastToken: "o último token revogado no servidor, os anteriores não",
    nothing: "mas nada pôde ser revogado no servidor",
  },
  as: (who) => ` como ${who}`,
  again: "tentou de novo sozinho",
  clipboard: "para a área de transferência",
  newToken: "Novo token de acesso pessoal copiado",
  stopped: "cancelada",
  about: (what, which) => `${what}: ${which}`,
  within: (title) =>
    /^(ProcessMaker|Latchkey)\b/.test(title)
      ? title
      : title.charAt(0).toLowerCase() + title.slice(1),
};

/** The record of it. */
export const activity: Words["activity"] = {
  search: "Procurar na atividade",
  hint: "Procurar",
  older: "Mostrar anteriores",
  empty: "Nada aconteceu ainda. Entradas, cópias e requisições aparecerão aqui.",
  none: (sought) => `Nada corresponde a “${sought}”.`,
  unreadable: "Não é possível ler a atividade",
  gone: "Uma conexão removida",
  export: "Exportar",
  asText: "Como texto",
  asJson: "Como JSON",
  exported: "A atividade foi exportada",
  failed: "A atividade não foi exportada",
  copyPath: "Copiar caminho",
};
