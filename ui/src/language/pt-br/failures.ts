import type { Words } from "../words";

/** What Latchkey itself could not do. */
export const failures: Words["failures"] = {
  unknownConnection: {
    title: "Esta conexão não existe mais",
    next: "Ela foi removida nesse meio-tempo.",
  },
  notNow: {
    title: "Não neste momento",
    next: "Outra coisa aconteceu antes. Você vê o estado mais recente.",
  },
  stillSignedIn: {
    title: "Saia primeiro",
    next: "Os tokens dela só valem com este endereço, ID de cliente e forma de entrar.",
  },
  pasteNotOurs: {
    title: "Este não é o endereço",
    next: "No fim da entrada, copie tudo da barra de endereço do navegador.",
  },
  pasteOther: {
    title: "Este endereço não é desta entrada",
    next: "Ele é de outra, ou já foi usado. Pegue o da última aba que abriu.",
  },
  managed: {
    title: "Esta conexão é gerenciada",
    next: "Só quem cuida deste computador pode alterá-la ou removê-la.",
  },
  shortcut: "Estas teclas não podem ser usadas. Segure Ctrl, Alt ou Super com outra.",
  shortcutTaken: "Outro programa usa estas teclas.",
  document: "Não é possível importar este arquivo",
  clipboard: {
    title: "Não foi possível usar a área de transferência",
    next: "Outro programa pode estar ocupando-a. Tente de novo.",
  },
  browser: {
    title: "Não foi possível abrir o navegador",
    next: "Copie o endereço e abra-o você mesmo.",
  },
  guarded:
    "Este é o token de um administrador de uma instância de produção; copie-o só de propósito.",
  changesProduction: "Esta requisição muda algo na produção; envie-a só de propósito.",
  stopped: "A requisição foi interrompida; o servidor pode já ter feito o que lhe foi pedido.",
  answerGone: "Esta resposta não existe mais. Envie a requisição de novo.",
  trouble: "Não funcionou",
  internal: "O Latchkey não conseguiu fazer isso",
};

/** What is wrong with the file of connections. */
export const listTroubles: Words["listTroubles"] = {
  unreadable: {
    title: "Não foi possível ler a lista de conexões",
    next: "O Latchkey continua com a última cópia boa, se houver. O arquivo danificado está aqui.",
  },
  newer: {
    title: "A lista de conexões é de um Latchkey mais novo",
    next: "Atualize o Latchkey para usá-la. Até lá nada é salvo.",
  },
  managed: {
    title: "Uma conexão gerenciada neste computador não pode ser usada",
    next: "Avise quem cuida deste computador e mostre os detalhes.",
  },
  unwritable: {
    title: "Não é possível salvar a lista de conexões",
    next: "As mudanças se perdem quando o Latchkey fecha. Verifique se há espaço no disco e se a pasta é sua.",
  },
};
