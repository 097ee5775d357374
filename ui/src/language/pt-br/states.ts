import type { Words } from "../words";

/** Where a connection stands, in a few words for the list. */
export const short: Words["short"] = {
  loading: "abrindo…",
  signedOut: "desconectado",
  signingIn: "entrando…",
  signedIn: "conectado",
  expired: "expirado",
  signingOut: "saindo…",
  needsSignIn: "entre de novo",
  somebodyElse: "outra pessoa",
};

/** What a screen reader says when a connection gets into a state, and what stands above it. */
export const states: Words["states"] = {
  loading: "Abrindo o chaveiro",
  loadingWhy: "Ele pode estar pedindo a senha em outra janela.",
  signedOut: "Você saiu",
  signedOutWhy: (why) => `Você saiu. ${why}`,
  checking: "Perguntando ao ProcessMaker",
  checkingWhy: "Seu navegador abre em um momento.",
  inBrowser: "Continue no seu navegador",
  noBrowser: "Não foi possível abrir seu navegador",
  exchanging: "Concluindo a entrada",
  signedIn: "Você entrou",
  refreshing: "Renovando",
  signingOut: "Saindo",
  signingOutWhy: "O Latchkey pede ao ProcessMaker que revogue o token.",
  needed: (why) => `É preciso entrar. ${why}`,
  underWay: (what) => `${what}…`,
  browser: "Seu navegador respondeu. Você pode fechar a aba dele.",
  password: "O ProcessMaker está verificando seu usuário e sua senha.",
  personalToken: "O ProcessMaker diz de quem é o token.",
};

/** The question when somebody else came back. */
export const other: Words["other"] = {
  titleUnknown: "Desta vez outra pessoa entrou.",
  title: (who, owner) => `${who} entrou, mas esta conexão é de ${owner}.`,
  somebody: "Outra pessoa",
  ofSomebody: "outra pessoa",
  keepEarlier: "Manter a entrada anterior",
  keep: (who) => `Manter ${who}`,
  tokenGoes: "O token que chegou não é guardado. O resto não muda.",
  signInGoes: "A nova entrada é revogada no ProcessMaker. O resto não muda.",
  useNew: "Usar a nova entrada",
  use: (who) => `Usar ${who}`,
  replacedEarlier: "A entrada anterior é substituída aqui.",
  replaced: (owner) => `A entrada de ${owner} é substituída aqui.`,
};
