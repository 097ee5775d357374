import type { Words } from "../words";
import { tokenPage } from "./places";

/** What can be chosen, for a connection and in the settings. */
export const choices: Words["choices"] = {
  environments: { production: "Produção", test: "Teste", development: "Desenvolvimento" },
  methods: {
    browser: "Navegador (recomendado)",
    password: "Usuário e senha",
    personalToken: "Token de acesso pessoal",
  },
  ways: { password: "usuário e senha", personalToken: "token de acesso pessoal" },
  means: {
    password:
      "Contorna o segundo fator e o login único. Sua senha é enviada ao ProcessMaker uma vez e nunca guardada.",
    personalToken: `Nada a registrar. Crie um token no ProcessMaker: ${tokenPage}. Ele é mostrado uma única vez; cole-o depois de salvar.`,
  },
  guards: {
    always: "Sempre",
    hourly: "Uma vez por hora",
    daily: "Uma vez por dia",
    off: "Nunca",
  },
  orders: { byHand: "Como eu ordenei", byUse: "Usadas por último primeiro" },
  themes: { system: "Como o sistema", light: "Claro", dark: "Escuro" },
  closings: {
    quits: "Encerra o Latchkey",
    hides: "Oculta-o na bandeja",
  },
  starts: {
    nothing: "Não fazer nada",
    opens: "Abrir o Latchkey",
    hidden: "Iniciar o Latchkey oculto",
  },
};

/** What is asked before an administrator's token of production is copied. */
export const guard: Words["guard"] = {
  title: "Copiar o token de um administrador?",
  because: (name, who) => `${name} é uma conexão de produção, e ${who} é administrador lá.`,
  danger: "Quem conseguir este token pode fazer tudo lá.",
  unknownTitle: "Copiar um token de produção?",
  unknownBecause: (name) =>
    `${name} é uma conexão de produção, e o ProcessMaker não disse de quem é este token.`,
  unknownDanger: "Se for de um administrador, quem o conseguir pode fazer tudo lá.",
  copy: "Copiar mesmo assim",
  again: {
    always: "O Latchkey pergunta sempre. Você pode mudar isso nas Configurações.",
    hourly: "O Latchkey pergunta de novo em uma hora. Você pode mudar isso nas Configurações.",
    daily: "O Latchkey pergunta de novo em um dia. Você pode mudar isso nas Configurações.",
    off: "",
  },
};
