import type { Words } from "../words";

/** The settings. */
export const settings: Words["settings"] = {
  copying: "Cópias",
  look: "Lista e aparência",
  clear: "Apagar da área de transferência um token copiado após",
  clearHelp: "Só se o token ainda estiver lá. “Nunca” o deixa até que outra coisa seja copiada.",
  never: "Nunca",
  valid: "Um token copiado vale pelo menos por",
  validHelp: "Se restar menos tempo, o Latchkey renova o token antes de copiá-lo.",
  guard: "Perguntar antes de copiar um token de produção",
  guardHelp: "Só o de um administrador, porque lá ele pode fazer tudo.",
  order: "Ordem das conexões",
  orderHelp:
    "Dentro de cada ambiente. Usar uma é copiar o token dela, enviar uma requisição ou entrar.",
  theme: "Aparência",
  size: "Tamanho",
  language: "Idioma",
  network: "Rede",
  proxy: "Como chegar aos servidores",
  proxyHelp: "Ao ProcessMaker neste computador se chega sempre diretamente.",
  proxies: {
    system: "Como este computador diz",
    none: "Sem proxy",
    manual: "Por este proxy",
  },
  proxyAddress: "Endereço do proxy",
  proxyExcept: "Sem o proxy",
  proxyExceptHelp: "Servidores separados por vírgulas, como localhost, .acme.example, 10.0.0.0/8.",
  window: "Janela e bandeja",
  closing: "Ao fechar a janela",
  closingHelp:
    "Oculto, o Latchkey continua renovando tokens. Seu ícone na bandeja o traz de volta.",
  noTray: "Esta área de trabalho não mostra bandeja: em vez de ser oculta, a janela é minimizada.",
  atLogin: "Ao entrar neste computador",
  shortcut: "Atalho",
  shortcutHelp: "Estas teclas copiam um token de acesso de qualquer lugar.",
  noKeys:
    "Esta área de trabalho não deixa nenhum programa ouvir teclas pressionadas em outro lugar (Wayland).",
  setKeys: "Definir teclas",
  pressKeys: "Pressione as teclas…",
  clearKeys: "Remover",
  unheard: "Estas teclas não funcionam no momento: outro programa as usa.",
  whose: "De quem é o token que elas copiam",
  notifications: "Notificações",
  told: {
    signInNeeded: "Uma conexão precisa de uma nova entrada",
    ending: "Um token expira em breve e nada o renova",
    copyEnded: "Um token que copiei foi renovado, o que encerrou a cópia",
  },
  failed: "A configuração não foi salva",
};
