import type { Words } from "../words";
import { tokenPage } from "./places";

/** Signing in, and waiting for the browser. */
export const signIn: Words["signIn"] = {
  start: "Entrar no ProcessMaker",
  browser:
    "Seu navegador abre o ProcessMaker, você entra lá e volta para cá com um token. O Latchkey nunca vê sua senha.",
  password: "Sua senha é enviada ao ProcessMaker uma vez e nunca guardada.",
  personalToken: `Crie um token no ProcessMaker: ${tokenPage}. Ele é mostrado uma única vez.`,
  userName: "Usuário",
  secret: "Senha",
  token: "Cole o token",
  useToken: "Usar este token",
  last: (who) => `Última entrada como ${who}`,
  anew: "Entrar de novo",
};

/** While the browser has its turn. */
export const waiting: Words["waiting"] = {
  press: (consent) => `Entre lá no ProcessMaker e clique em ${consent}. Esta página muda sozinha.`,
  pressAfter: (consent) =>
    `Tente de novo, ou copie o link de entrada e abra-o no seu navegador. Entre lá e clique em ${consent}.`,
  open: "Abrir o navegador",
  copyLink: "Copiar o link de entrada",
  paste: "Colar o endereço",
  ends: (left) => `Esta tentativa termina em ${left}`,
  unchecked:
    "Não foi possível perguntar ao ProcessMaker se ele conhece esta aplicação. Se o seu navegador mostrar um erro, continue lendo aqui em um minuto.",
  hint: "O ProcessMaker pode ter respondido",
  hintWhy: "Nada prova que a resposta é desta entrada: o Latchkey continua esperando.",
  silent: "Nada voltou ainda. Causas frequentes:",
  error: "O navegador mostra um erro em vez de uma página de entrada",
  mustBe: (field, client, where) =>
    `A ${field} do cliente ${client} ${where} deve ser exatamente esta:`,
  closed: "A aba foi fechada, ou outro perfil do navegador foi aberto",
  openAgain: "Abra de novo",
  openAgainOr: ", ou copie o link de entrada para a janela do navegador que você quiser.",
  stuck: "Você clicou em Authorize, mas o navegador não abriu o Latchkey",
  local: "Use um endereço local",
  localThen: ". A entrada começa de novo e volta por outro caminho.",
};

/** The address that the browser ended at, pasted by hand. */
export const paste: Words["paste"] = {
  label: "O endereço em que seu navegador parou",
  hint: "Cole aqui",
  help: (consent) =>
    `Depois de clicar em ${consent}: copie tudo da barra de endereço do navegador.`,
  use: "Usar este endereço",
};

/** Signing out, and what came of it. */
export const signOut: Words["signOut"] = {
  title: (name) => `Sair de ${name}?`,
  verb: "Sair",
  token:
    "O Latchkey remove o token do chaveiro. Em outros lugares ele continua valendo, até que você o exclua no ProcessMaker.",
  revokes: "O Latchkey revoga o token no ProcessMaker e o remove do chaveiro.",
  copies: "As cópias que você entregou deixam de valer.",
  copies3: "As cópias dele deixam de valer; as de tokens anteriores valem até expirarem.",
  browser: "Seu navegador continua conectado ao ProcessMaker.",
  browserStill:
    "Seu navegador continua conectado ao ProcessMaker. Em um computador compartilhado, saia lá também.",
  untilEnd: "até expirar",
  until: (moment) => `até ${moment}`,
  here: "Você saiu neste computador",
  hereNext: (until) =>
    `O Latchkey esqueceu o token, que continua valendo ${until}. Para encerrá-lo, exclua-o no ProcessMaker: ${tokenPage}.`,
  notThere: "Você saiu aqui, mas não no ProcessMaker",
  notThereNext: (until) =>
    `O Latchkey esqueceu o token. Não foi possível avisar o ProcessMaker, por isso uma cópia entregue vale ${until}.`,
  exceptOne: "Você saiu, exceto por um token",
  exceptOneNext:
    "As cópias anteriores deixaram de valer. O último token não pôde ser revogado, mas ninguém tem uma cópia dele.",
  all: "Você saiu",
  allNext: "O token foi revogado no ProcessMaker: nenhuma cópia dele vale mais.",
  why: "Por quê",
  earlier: (client, where) =>
    `Um administrador pode encerrá-lo antes removendo o cliente ${client} ${where}, o que desconecta todos os que o usam.`,
};
