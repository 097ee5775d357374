import type { Words } from "../words";
import { tokenPage } from "./places";

/** What went wrong, and what to do next. */
export const troubles: Words["troubles"] = {
  declined: {
    title: "A entrada foi cancelada",
    next: "Clicaram em Cancel no ProcessMaker. Entre de novo e clique em Authorize lá.",
  },
  attemptExpired: {
    title: "A entrada demorou demais",
    next: "Ela precisa ser concluída em 15 minutos. Comece de novo quando puder.",
  },
  notRegistered: {
    title: "O ProcessMaker não conhece esta aplicação",
    next: "Ou o ID do cliente está errado, ou a Redirect URL em Auth Clients não é exatamente esta:",
  },
  serverRefused: {
    title: "O ProcessMaker recusou a entrada",
    next: "Tente de novo. Se continuar assim, mostre os detalhes ao seu administrador do ProcessMaker.",
  },
  clientRejected: {
    title: "O ProcessMaker não aceita este cliente",
    next: "O ID ou o segredo do cliente está errado, ou outra caixa está marcada. Em Auth Clients, marque apenas Enable Authorization Code Grant para este cliente.",
  },
  codeRejected: {
    title: "O ProcessMaker não aceitou a resposta do seu navegador",
    next: "Ela já tinha sido usada, ou demorou demais a chegar. Entre de novo.",
  },
  refreshTokenRevoked: {
    title: "Desconectado pelo servidor",
    next: "A entrada foi encerrada no ProcessMaker, ou renovada em outro lugar. Todo o resto está bem: entre de novo.",
  },
  refreshTokenExpired: {
    title: "Desconectado pelo servidor",
    next: "A entrada ficou tempo demais sem ser renovada. Todo o resto está bem: entre de novo.",
  },
  refreshTokenUnknown: {
    title: "O ProcessMaker não reconhece esta entrada",
    next: "O servidor pode ter sido reinstalado, ou o cliente pode ter sido substituído. Entre de novo.",
  },
  noRefreshToken: {
    title: "Esta entrada não pode ser renovada",
    next: "O ProcessMaker não deu ao Latchkey nada com que renová-la. Entre de novo.",
  },
  configuration: {
    title: "O cliente está configurado de outra forma no ProcessMaker",
    next: "Em Auth Clients, marque apenas Enable Authorization Code Grant para este cliente.",
  },
  misdirected: {
    title: "Este endereço leva a outro lugar",
    next: "O servidor envia o Latchkey a outro endereço. Coloque o certo nesta conexão.",
  },
  nameNotFound: {
    title: "Não há servidor com este nome",
    next: "Verifique o endereço, e se você precisa de uma VPN.",
  },
  unreachable: {
    title: "Não é possível chegar ao servidor",
    next: "Verifique sua rede, e se você precisa de uma VPN.",
  },
  unknownAuthority: {
    title: "Ninguém responde por este servidor",
    next: "Este computador não conhece a autoridade que assinou o certificado dele. Muitas empresas têm a sua: peça o certificado dela e escolha-o nesta conexão.",
  },
  certificateName: {
    title: "O certificado é de outro servidor",
    next: "Verifique o endereço. Se estiver certo, avise quem cuida do servidor.",
  },
  certificateExpired: {
    title: "O certificado do servidor expirou",
    next: "Verifique a data e a hora deste computador. Se estiverem certas, avise quem cuida do servidor.",
  },
  certificateEarly: {
    title: "O certificado do servidor ainda não é válido",
    next: "Verifique a data e a hora deste computador. Se estiverem certas, avise quem cuida do servidor.",
  },
  certificate: {
    title: "O servidor não consegue provar quem é",
    next: "O certificado dele não é confiável; os detalhes dizem por quê. Pergunte a quem cuida do servidor.",
  },
  tls: {
    title: "Sem conexão segura com o servidor",
    next: "A criptografia dele pode ser antiga demais, ou algo no meio a interrompe. Se continuar assim, pergunte a quem cuida do servidor.",
  },
  proxy: {
    title: "O proxy não deixou o Latchkey passar",
    next: "Ele não permite este servidor. Pergunte a quem cuida da sua rede, ou escolha outro caminho nas Configurações.",
  },
  proxyUnreachable: {
    title: "Não é possível chegar ao proxy",
    next: "Verifique sua rede, e se o proxy nas Configurações é o certo.",
  },
  proxyCredentials: {
    title: "O proxy quer um usuário e uma senha",
    next: "Defina-os nas Configurações, ou verifique-os lá.",
  },
  timeout: {
    title: "O servidor demorou demais para responder",
    next: "Ele pode estar ocupado. Tente de novo em um momento.",
  },
  throttled: {
    title: "O ProcessMaker pede uma pausa",
    next: "Houve requisições demais em pouco tempo. Espere um pouco.",
  },
  maintenance: {
    title: "O ProcessMaker está fechado para manutenção",
    next: "Ele volta quando ela terminar.",
  },
  serverError: {
    title: "O ProcessMaker falhou",
    next: "A falha está no servidor. Se continuar assim, avise quem cuida dele.",
  },
  unexpectedAnswer: {
    title: "Respondeu algo que não é o ProcessMaker",
    next: "Verifique o endereço, e se a sua rede quer que você entre nela primeiro.",
  },
  tokenNotAccepted: {
    title: "O ProcessMaker não aceita mais este token",
    next: "Ele foi retirado no servidor. Renove-o; se não ajudar, saia e entre de novo.",
  },
  answerLost: {
    title: "A resposta do servidor se perdeu no caminho",
    next: "A rede caiu enquanto o token era renovado. Todo o resto está bem: entre de novo.",
  },
  passwordRejected: {
    title: "O usuário ou a senha está errado",
    next: "Verifique os dois e tente de novo. Se você costuma usar o login único, use o navegador.",
  },
  grantMissing: {
    title: "Aqui não se entra com senha",
    next: "Em Auth Clients, marque Enable Password Grant para este cliente. O ProcessMaker 4.14.0 e o 4.14.1 não o têm: entre lá com o navegador.",
  },
  ownLimit: {
    title: "O Latchkey faz uma pausa",
    next: "Por ora ele já perguntou bastante ao ProcessMaker e poupa o servidor.",
  },
  busy: {
    title: "Outro programa está renovando este token",
    next: "Só um pode fazer isso por vez; os detalhes dizem qual. Se demorar, veja o que ele pede.",
  },
  lock: {
    title: "Não é possível usar o arquivo de bloqueio",
    next: "Ele impede que dois programas renovem o token ao mesmo tempo. Verifique se o Latchkey pode gravar na pasta dele.",
  },
  noWayBack: {
    title: "Seu navegador não conseguiu voltar ao Latchkey",
    next: "Os links não abrem o Latchkey, e um programa de segurança pode impedi-lo de esperar a resposta. Tente de novo, ou instale o Latchkey para que os links o abram.",
  },
  noSecret: {
    title: "Falta o segredo do cliente",
    next: "Digite-o nesta conexão. O ProcessMaker o mostra em Auth Clients.",
  },
  keyring: {
    title: "Não foi possível usar o chaveiro",
    next: "Desbloqueie-o e tente de novo.",
  },
};

/** Where the way to sign in makes a difference. */
export const troublesOf: Words["troublesOf"] = {
  password: {
    clientRejected:
      "O ID ou o segredo do cliente está errado, ou outra caixa está marcada. Em Auth Clients, marque apenas Enable Password Grant para este cliente.",
    configuration: "Em Auth Clients, marque apenas Enable Password Grant para este cliente.",
  },
  personalToken: {
    noRefreshToken: {
      title: "Este token terminou",
      next: `Crie um novo no ProcessMaker: ${tokenPage}.`,
    },
    tokenNotAccepted: {
      title: "O ProcessMaker não aceita este token",
      next: `Ele pode ter sido excluído lá. Crie um novo: ${tokenPage}.`,
    },
  },
  version3: {
    declined: "Clicaram em Deny no ProcessMaker. Entre de novo e clique em Accept lá.",
    notRegistered:
      "Ou o ID do cliente está errado, ou a Callback URL da aplicação não é exatamente esta:",
    clientRejected: "O ID ou o segredo do cliente está errado.",
    configuration: "Mostre os detalhes ao seu administrador do ProcessMaker.",
    grantMissing: "Entre com o navegador.",
    noSecret: "Digite-o nesta conexão. O ProcessMaker o mostra com a aplicação.",
  },
  version2026: {
    noSecret:
      "Digite-o nesta conexão. O ProcessMaker o mostrou uma vez, quando o cliente foi criado: se ninguém o guardou, registre o Latchkey de novo.",
  },
};

/** What is the matter with the keyring; the list has room for two words. */
export const keyring: Words["keyring"] = {
  locked: {
    title: "O chaveiro está bloqueado",
    next: "Desbloqueie-o com a senha dele, muitas vezes a deste computador, e tente de novo.",
    short: "chaveiro bloqueado",
  },
  missing: {
    title: "Não há chaveiro em execução neste computador",
    next: "O Latchkey não guarda tokens em nenhum outro lugar. Instale um, como GNOME Keyring ou KWallet, entre de novo no computador e tente de novo.",
    short: "sem chaveiro",
  },
  slow: {
    title: "O chaveiro não responde",
    next: "Ele pode estar pedindo a senha em outra janela. Responda lá e tente de novo.",
    short: "chaveiro calado",
  },
  refused: {
    title: "O chaveiro recusou o Latchkey",
    next: "Permita o Latchkey nas configurações do próprio chaveiro e tente de novo.",
    short: "chaveiro recusou",
  },
  full: {
    title: "O chaveiro não tem espaço",
    next: "Remova os registros de que não precisa mais e tente de novo.",
    short: "chaveiro cheio",
  },
  damaged: {
    title: "Não é possível ler a entrada salva",
    next: "O registro dela no chaveiro está danificado. Tente de novo; se não ajudar, entre de novo, o que o substitui.",
    short: "registro danificado",
  },
  newer: {
    title: "A entrada salva é de um Latchkey mais novo",
    next: "Atualize o Latchkey para usá-la e tente de novo.",
    short: "atualize",
  },
};
