/** What may stand in the way of a sign-in: what it is, what was found, what to do about it. */
import type { Words } from "../words";
import { plural } from "./plural";

export const checkUp: Words["checkUp"] = {
  title: "Verificação",
  open: "O que está atrapalhando?",
  inSettings: "Verificar este computador",
  about: "Links, chaveiro, proxy, certificados e servidores: do que um acesso precisa.",
  looking: (count) => `Verificando ${count} coisas`,
  well: "Está tudo em ordem",
  unwell: (count, all) => `${count} de ${all} ${plural(count, "pede", "pedem")} atenção`,
  lookAgain: "Verificar de novo",
  failed: "Não foi possível verificar",
  pending: "Verificando …",
  copyReport: "Copiar o relatório",
  aboutReport:
    "Contém estas linhas, as versões do Latchkey e do sistema e os nomes dos servidores, sem tokens, segredos nem nomes de pessoas.",
  reportLabel: "Ler antes",
  names: {
    links: "Links do navegador",
    browser: "Navegador",
    port: "Endereço local",
    keyring: "Chaveiro",
    bus: "Barramento da sessão",
    proxy: "Proxy",
    certificates: "Certificados",
    folders: "Pastas",
  },
  remedies: {
    claimLinks: "Abrir os links com o Latchkey",
    useLocalAddress: "Usar o endereço local",
    useLinks: "Voltar a usar links",
    unlock: "Desbloquear",
  },
  linksOurs: "Abrem o Latchkey.",
  linksOtherCopy: "Abrem outra cópia do Latchkey.",
  linksAnother: (name) => `Abrem ${name}.`,
  linksNotOurs: "Não abrem o Latchkey.",
  linksNobody: "Nenhum programa os abre.",
  linksNoLauncher: "Este ambiente não abre nenhum.",
  linksNotInstalled: "Abrem um Latchkey instalado, e este não está instalado.",
  linksUnused: "Não é preciso: os acessos voltam ao endereço local, como foi escolhido.",
  linksNext:
    "Até lá, os acessos voltam ao endereço local, o que o ProcessMaker permite desde a 4.3.",
  linksNothing:
    "Nada a fazer: os acessos voltam ao endereço local. Com o ProcessMaker 3, cole o endereço da última página.",
  browser: (name) => `${name} abre a página de acesso.`,
  systemBrowser: "O do sistema abre a página de acesso.",
  noBrowser: "Nada abre páginas da web.",
  noBrowserNext:
    "Escolha um navegador padrão nas configurações do sistema. Até lá, copie o link de entrada e abra-o você mesmo.",
  port: "Um acesso pode voltar a uma porta deste computador.",
  noPort: "Um acesso não pode voltar a uma porta deste computador.",
  noPortNext:
    "Um programa de segurança pode impedir o Latchkey de escutar em 127.0.0.1. Permita isso nele ou entre por links.",
  keyring: (keeper) => `${keeper} está desbloqueado.`,
  someKeyring: "Está desbloqueado.",
  noKeyring: (keeper, title) => `${keeper}: ${title}.`,
  bus: "Os programas da sessão conseguem falar entre si.",
  noBus: "Os programas da sessão não conseguem falar entre si.",
  noBusNext:
    "Sem ele não há chaveiro e os links não chegam. Entre em uma sessão gráfica ou abra o Latchkey com dbus-run-session.",
  noProxy: "Nenhum: os servidores são consultados diretamente.",
  proxyBy: {
    settings: (via) => `Os servidores são consultados por ${via}, como definido aqui.`,
    environment: (via) =>
      `Os servidores são consultados por ${via}, como dizem as variáveis de ambiente.`,
    system: (via) => `Os servidores são consultados por ${via}, como diz o sistema.`,
  },
  proxyUnknown: "A área de trabalho não diz qual: os servidores são consultados diretamente.",
  systemCertificates: "O sistema decide em quais servidores se confia.",
  certificates: (roots) => `${roots} autoridades são confiáveis.`,
  certificatesInstead: (roots, instead) =>
    `${roots} autoridades são confiáveis, as de ${instead} no lugar das do sistema.`,
  certificatesUnreadable: (unreadable) => `${unreadable} arquivos não podem ser lidos.`,
  certificatesUnreadableNext: "Verifique se contêm certificados e se você pode lê-los.",
  noCertificates: "Nenhuma autoridade é confiável, e portanto nenhum servidor.",
  noCertificatesNext:
    "Instale os certificados do sistema, muitas vezes ca-certificates, ou corrija o caminho em SSL_CERT_FILE.",
  folders: "O Latchkey pode salvar conexões, configurações e atividade.",
  noFolder: (path) => `Não é possível gravar em ${path}.`,
  noFolderNext: "Verifique se há espaço no disco e se a pasta é sua.",
  server: (product) => `${product} responde.`,
  products: {
    version3: "ProcessMaker 3",
    version4: "ProcessMaker 4",
    version2026: "ProcessMaker (2026)",
  },
  otherGeneration: (found, expected) => `${found} responde, e era esperado ${expected}.`,
  otherGenerationNext: "Talvez tenha sido atualizado. Edite a conexão e salve-a uma vez.",
  clockBehind: (time) =>
    `O relógio deste computador está ${time} atrasado em relação ao do servidor.`,
  clockAhead: (time) =>
    `O relógio deste computador está ${time} adiantado em relação ao do servidor.`,
  clockNext:
    "O Latchkey leva isso em conta; outros programas talvez não. Deixe o sistema acertar o relógio.",
  late: "Não houve resposta a tempo.",
  lateNext: "Verifique de novo daqui a pouco.",
};
