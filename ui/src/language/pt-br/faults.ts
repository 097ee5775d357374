import type { Words } from "../words";

/** What is wrong with what was typed or chosen, and what to do about it. */
export const faults: Words["faults"] = {
  addressEmpty: "Digite o endereço do seu ProcessMaker.",
  addressTooLong: "Este endereço é longo demais.",
  addressMalformed:
    "Isto não é um endereço; ele se parece com https://your-company.processmaker.net.",
  addressScheme: "Um endereço começa com https://.",
  addressPlainHttp: "Use https: por http, os tokens poderiam ser lidos no caminho.",
  addressCredentials: "Deixe o usuário e a senha fora do endereço.",
  name: (most) => `Use um nome de no máximo ${most} caracteres.`,
  clientId: "Copie o ID do cliente de Auth Clients no ProcessMaker; costuma ser um número pequeno.",
  clientSecret: "Cole o segredo do cliente de Auth Clients no ProcessMaker.",
  credentials: "Digite seu usuário e sua senha.",
  tokenShape:
    "Isto não é um token do ProcessMaker; ele é um texto longo em três partes separadas por pontos.",
  tokenOver: "Este token expirou; crie um novo no ProcessMaker.",
  tokenName: (most) =>
    `Dê ao token um nome de no máximo ${most} caracteres, pelo qual você o reconheça depois.`,
  noPath: "Digite o caminho de uma requisição; ele se parece com /api/1.0/users.",
  noSlash: "Comece o caminho com /.",
  otherServer: "Tire o servidor e comece o caminho com uma só /.",
  backslash: "Escreva / no lugar de \\.",
  invisible: "O caminho contém um caractere invisível; digite-o de novo.",
  fragment: "Tire # e o que vem depois, ou escreva %23.",
  outside: "O caminho sai do ProcessMaker; tire as partes que são dois pontos seguidos.",
  placeholder: (name) => `Coloque um valor no lugar de {${name}}.`,
  pathTooLong: (most) => `Encurte o caminho para no máximo ${most} caracteres.`,
  tooManyHeaders: (most) => `Use no máximo ${most} cabeçalhos.`,
  headerName: (name) =>
    `“${name}” não pode ser o nome de um cabeçalho; use letras, números e hifens.`,
  notYours: (name) => `Remova o cabeçalho ${name}; o Latchkey cuida dele.`,
  headerValue: (name, most) =>
    `O valor do cabeçalho ${name} não pode ser enviado; use no máximo ${most} letras, números e sinais simples.`,
  noBody: (method) => `Uma requisição ${method} não tem corpo; esvazie-o ou escolha outro método.`,
  bodyTooLarge: "O corpo é grande demais; envie no máximo um megabyte.",
  bodyNotJson: (line, column) => `O corpo não é JSON; veja a linha ${line}, coluna ${column}.`,
  tooManyFavourites: (most) => `Remova primeiro um favorito; já são ${most}.`,
  fileTooLarge: "Este arquivo é grande demais; as conexões do Latchkey ocupam poucos kilobytes.",
  fileNotJson: (said) => `Isto não é JSON. Nas palavras dele: ${said}`,
  fileOfSomethingElse:
    "Estas não são conexões do Latchkey; exporte-as lá e escolha aquele arquivo.",
  fileNewer: "Um Latchkey mais novo gravou este arquivo; atualize o Latchkey para lê-lo.",
  tooManyConnections: (most) => `Este arquivo contém mais de ${most} conexões.`,
  entryMalformed: (said) => `Não é possível ler este item. Nas palavras dele: ${said}`,
  linkTooLong: "Este link é longo demais.",
  linkRepeated: "Este link diz a mesma coisa duas vezes.",
  proxyEmpty: "Digite o endereço do proxy; ele se parece com http://proxy.example:3128.",
  proxyMalformed: "Isto não é o endereço de um proxy; ele se parece com http://proxy.example:3128.",
  proxyScheme: "Só proxies com http:// e https:// podem ser usados.",
  proxyCredentials: "Deixe o usuário e a senha fora do endereço: eles têm campos próprios.",
  proxyUser: "Um usuário para um proxy não tem dois-pontos e tem no máximo 255 caracteres.",
  authorityTooLarge: "Este arquivo é grande demais para um certificado.",
  authorityPrivateKey: "Este arquivo contém uma chave privada. Escolha o que tem só o certificado.",
  noCertificate:
    "Isto não é um certificado. Escolha um arquivo em formato PEM ou DER, muitas vezes chamado .pem, .crt ou .cer.",
  tooManyAuthorities: (most) =>
    `Este arquivo contém mais de ${most} certificados. Escolha o da sua empresa.`,
  noAuthority: "Este é o certificado de um servidor. Escolha o de quem o assinou.",
  noListener: "Não foi possível abrir nenhum endereço local.",
  programCloses: "O programa está fechando.",
};
