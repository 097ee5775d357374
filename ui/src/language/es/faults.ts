import type { Words } from "../words";

/** What is wrong with what was typed or chosen, and what to do about it. */
export const faults: Words["faults"] = {
  addressEmpty: "Escriba la dirección de su ProcessMaker.",
  addressTooLong: "Esta dirección es demasiado larga.",
  addressMalformed: "Esto no es una dirección; se parece a https://your-company.processmaker.net.",
  addressScheme: "Una dirección empieza por https://.",
  addressPlainHttp: "Use https: por http, los tokens podrían leerse por el camino.",
  addressCredentials: "No ponga el usuario ni la contraseña en la dirección.",
  name: (most) => `Use un nombre de ${most} caracteres como máximo.`,
  clientId: "Copie el ID de cliente de Auth Clients en ProcessMaker; suele ser un número pequeño.",
  clientSecret: "Pegue el secreto del cliente de Auth Clients en ProcessMaker.",
  credentials: "Escriba su usuario y su contraseña.",
  tokenShape:
    "Esto no es un token de ProcessMaker; es un texto largo en tres partes separadas por puntos.",
  tokenOver: "Este token ha caducado; cree uno nuevo en ProcessMaker.",
  tokenName: (most) =>
    `Dé al token un nombre de ${most} caracteres como máximo, por el que lo reconozca después.`,
  noPath: "Escriba la ruta de una solicitud; se parece a /api/1.0/users.",
  noSlash: "Empiece la ruta con /.",
  otherServer: "Quite el servidor y empiece la ruta con una sola /.",
  backslash: "Escriba / en lugar de \\.",
  invisible: "La ruta contiene un carácter que no se ve; escríbala de nuevo.",
  fragment: "Quite # y lo que sigue, o escriba %23.",
  outside: "La ruta sale de ProcessMaker; quite las partes que son dos puntos seguidos.",
  placeholder: (name) => `Ponga un valor en el lugar de {${name}}.`,
  pathTooLong: (most) => `Acorte la ruta a ${most} caracteres como máximo.`,
  tooManyHeaders: (most) => `Use ${most} encabezados como máximo.`,
  headerName: (name) =>
    `“${name}” no puede ser el nombre de un encabezado; use letras, cifras y guiones.`,
  notYours: (name) => `Quite el encabezado ${name}; de eso se ocupa Latchkey.`,
  headerValue: (name, most) =>
    `El valor del encabezado ${name} no se puede enviar; use como máximo ${most} letras, cifras y signos sencillos.`,
  noBody: (method) => `Una solicitud ${method} no tiene cuerpo; vacíelo o elija otro método.`,
  bodyTooLarge: "El cuerpo es demasiado grande; envíe un megabyte como máximo.",
  bodyNotJson: (line, column) => `El cuerpo no es JSON; mire la línea ${line}, columna ${column}.`,
  tooManyFavourites: (most) => `Quite primero un favorito; ya hay ${most}.`,
  fileTooLarge:
    "Este archivo es demasiado grande; las conexiones de Latchkey ocupan unos pocos kilobytes.",
  fileNotJson: (said) => `Esto no es JSON. En sus palabras: ${said}`,
  fileOfSomethingElse: "Estas no son conexiones de Latchkey; expórtelas allí y elija ese archivo.",
  fileNewer: "Este archivo es de un Latchkey más reciente; actualice Latchkey para leerlo.",
  tooManyConnections: (most) => `Este archivo contiene más de ${most} conexiones.`,
  entryMalformed: (said) => `No se puede leer esta entrada. En sus palabras: ${said}`,
  linkTooLong: "Este enlace es demasiado largo.",
  linkRepeated: "Este enlace dice lo mismo dos veces.",
  proxyEmpty: "Escriba la dirección del proxy; se parece a http://proxy.example:3128.",
  proxyMalformed: "Esto no es la dirección de un proxy; se parece a http://proxy.example:3128.",
  proxyScheme: "Solo se pueden usar proxies con http:// y https://.",
  proxyCredentials: "No ponga el usuario ni la contraseña en la dirección: tienen campos propios.",
  proxyUser: "Un usuario para un proxy no lleva dos puntos y tiene como mucho 255 caracteres.",
  authorityTooLarge: "Este archivo es demasiado grande para un certificado.",
  authorityPrivateKey:
    "Este archivo contiene una clave privada. Elija el que solo tiene el certificado.",
  noCertificate:
    "Esto no es un certificado. Elija un archivo en formato PEM o DER, a menudo llamado .pem, .crt o .cer.",
  tooManyAuthorities: (most) =>
    `Este archivo contiene más de ${most} certificados. Elija el de su empresa.`,
  noAuthority: "Este es el certificado de un servidor. Elija el de quien lo firmó.",
  noListener: "No se ha podido abrir ninguna dirección local.",
  programCloses: "El programa se está cerrando.",
};
