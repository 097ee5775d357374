import type { Words } from "../words";

/** The guide that adds and changes a connection. */
export const guide: Words["guide"] = {
  first: "Adicione sua primeira conexão",
  firstWhy:
    "O Latchkey conecta você ao ProcessMaker no seu navegador e mantém um token válido à mão.",
  importFile: "Importar conexões de um arquivo",
  add: "Adicionar uma conexão",
  addWhy: "Cerca de um minuto. Uma vez, você precisa de um administrador do ProcessMaker.",
  edit: (name) => `Editar ${name}`,
  copyLink: "Copiar link",
  managed: "Gerenciada para você",
  managedWhy:
    "Quem cuida deste computador mantém esta conexão em dia. Seus são o segredo do cliente e a sua entrada.",
  remove: "Remover",
  removeOf: (name) => `Remover ${name}`,
  removeAsk: (name) => `Remover ${name}?`,
  removeSignsOut: "O Latchkey sai: as cópias do token deixam de valer.",
  removeGoes: "A conexão é removida, com o que o chaveiro guarda para ela.",
  saveAndSignIn: "Salvar e entrar",
  stepDone: ", pronto",
};

/** Its first step. */
export const address: Words["address"] = {
  title: "Onde está?",
  label: "Endereço do seu ProcessMaker",
  help: "O endereço no seu navegador quando você usa o ProcessMaker.",
  checking: "Verificando…",
  plain: "sem criptografia, e só neste computador",
  asking: "perguntando o que responde lá…",
  saveAnyway: "Você pode salvá-lo mesmo assim.",
  askAgain: "Perguntar de novo",
  method: "Entrar com",
  trust: "Confiar em uma autoridade certificadora",
  trustOther: "Escolher outra",
  trusted: "Confiável para esta conexão",
  trustedUntil: (date) => `até ${date}`,
  fingerprint: "SHA-256",
  distrust: "Remover",
  unreadable: "Não é possível ler este arquivo.",
};

/** What answers at the address. */
export const found: Words["found"] = {
  version3: (workspace) => `Aqui responde o ProcessMaker 3, espaço de trabalho ${workspace}`,
  version4: "Aqui responde o ProcessMaker 4",
  version2026: "Aqui responde o ProcessMaker (2026)",
  elsewhere: (host) => `Este endereço leva a ${host}`,
  elsewhereNext:
    "Compare o endereço com o do seu navegador quando você usa o ProcessMaker. Se for o mesmo, sua rede pode querer que você entre nela primeiro.",
  loginPage: "Aqui responde a página de entrada de outro programa",
  webSite: "Aqui responde uma página da web comum",
  folderNext:
    "Compare o endereço com o do seu navegador quando você usa o ProcessMaker: ele pode terminar em uma pasta.",
  otherApplication: "Aqui responde um programa que não é o ProcessMaker",
  otherNext: "Compare o endereço com o do seu navegador quando você usa o ProcessMaker.",
};

/** Its second step; what stands between stars is bold. */
export const register: Words["register"] = {
  title: "Registrar o Latchkey",
  on: "Em",
  on3: "Na página",
  browser:
    "crie um cliente, marque apenas *Enable Authorization Code Grant* e cole isto como Redirect URL:",
  password:
    "crie um cliente e marque apenas *Enable Password Grant*. Ele não precisa de Redirect URL.",
  browser3: "clique em *New*, digite um nome e qualquer site, e cole isto como Callback URL:",
  password3:
    "clique em *New*, digite um nome e qualquer site, e salve. O Latchkey não precisa de Callback URL.",
  later: "Ela aparece aqui assim que o endereço for conhecido.",
};

/** Its third step. */
export const client: Words["client"] = {
  title: "ID e segredo do cliente",
  id: "ID do cliente",
  idHint3: "ID",
  idHint: "ID, como 4",
  secret: "Segredo do cliente",
  secretHint: "Segredo, guardado no chaveiro",
  once: "O ProcessMaker mostra o segredo uma única vez, quando o cliente é criado.",
  putRight: "Corrija no ProcessMaker e volte: o Latchkey olha de novo.",
  checkAgain: "Verificar de novo",
  allRight: "O cliente, o redirecionamento e o segredo estão certos.",
  complete: "O ProcessMaker conhece este cliente e aceita o redirecionamento dele.",
  onlyHalf: "Só metade do redirecionamento está registrada: cole a linha inteira.",
  missing: (field) =>
    `O ProcessMaker não tem cliente com este ID, ou a ${field} dele não é a linha acima.`,
  right: "O segredo está certo.",
  rejected:
    "O ProcessMaker não aceita este segredo. Copie-o de novo e marque lá apenas Enable Authorization Code Grant.",
  replace: "Substituir",
  replaceSecret: "Substituir o segredo do cliente",
  where: {
    saved: "Salvo no chaveiro",
    unsaved: "Só na memória, não salvo",
    missing: "Falta",
    unknown: "No chaveiro, que está fechado",
  },
};

/** Its last step. */
export const naming: Words["naming"] = {
  title: "Nome e ambiente",
  hint: "Como você a chama",
  environment: "Ambiente",
};
