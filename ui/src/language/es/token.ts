import type { Words } from "../words";

/** What is known of a token, line by line. */
export const token: Words["token"] = {
  issued: "Emitido",
  expires: "Caduca",
  who: "Quién",
  user: (id, name) => `Usuario ${id}${name}`,
  client: "Cliente",
  scopes: "Ámbitos",
  noScopes: "ninguno: puede hacer todo lo que puede la persona",
  id: "ID del token",
  access: "Token de acceso",
  refresh: "Token de renovación",
  none: "ninguno",
  keptIn: "Guardado en",
  memory: "la memoria",
  keyring: "el llavero",
  keyringOne: (size, limit) => `el llavero, ${size} de los ${limit} que admite Windows`,
  keyringSeveral: (count, sizes) => `el llavero, en ${count} entradas de ${sizes}`,
  clock: "Reloj del servidor",
  handedOut: "Entregado",
  clipboard: "copiado",
  newToken: "un nuevo token de acceso personal, copiado",
  fewer: "Mostrar menos",
  allOf: (count) => `Mostrar los ${count}`,
  written: "Lo que dice el token, tal como está escrito",
  header: "Cabecera",
  claims: "Contenido",
  unsigned: "La firma, que lo convierte en un token, no se muestra.",
  opaque: "Este token no dice nada de sí mismo: solo el servidor sabe de quién es.",
  check: "Comprobar ahora",
  another: "Iniciar sesión como otra persona",
  anotherWhy:
    "Se cierra la sesión de su navegador en ProcessMaker y le pregunta quién es. Hasta entonces aquí no cambia nada.",
};

/** What the server makes of a token. */
export const seen: Words["seen"] = {
  over: "El tiempo de este token se ha acabado",
  overNext: (when) => `Terminó ${when}. Nadie lo ha revocado.`,
  byServer: "según el reloj del servidor",
  unasked: "Todavía no se ha preguntado al servidor por este token",
  unaskedNext: "Latchkey pregunta al iniciar sesión y con “Comprobar ahora”.",
  accepted: (when) => `El servidor aceptó este token ${when}`,
  refused: (when) => `El servidor rechazó este token ${when}`,
  refusedNext:
    "Se revocó, se cerró la sesión en otro sitio o han cambiado las claves del servidor. Renuévelo o inicie sesión de nuevo.",
  unreachable: (when) => `No se pudo preguntar al servidor ${when}`,
  fine: "Puede que el token esté bien.",
  acceptedBefore: (when) => `El servidor lo aceptó ${when}.`,
  acceptedAloud: "El servidor acepta este token",
  refusedAloud: "El servidor ya no acepta este token",
  unreachableAloud: "No se pudo preguntar al servidor",
};

/** A person's own tokens in ProcessMaker. */
export const tokens: Words["tokens"] = {
  title: "Tokens de acceso personales",
  help: "Para programas que inician sesión sin usted.",
  about:
    "Cada uno permite a un programa actuar como usted hasta que termine o lo revoque. Latchkey no muestra ninguno.",
  asking: "Preguntando a ProcessMaker…",
  none: "Todavía no hay ninguno.",
  own: "Esta conexión lo usa",
  ends: (date) => `termina el ${date}`,
  made: (date) => `creado el ${date}`,
  revoke: "Revocar",
  revokeOf: (name) => `Revocar ${name}`,
  revokeAsk: (name) => `¿Revocar “${name}”?`,
  revokeStops: "Los programas que lo usan dejan de funcionar al instante.",
  revokeOwn: "Esta conexión lo usa: también aquí se cierra su sesión.",
  revoked: (name) => `“${name}” está revocado.`,
  copied: (name) => `“${name}” está creado y copiado. Péguelo donde corresponda.`,
  label: "Nombre de un token nuevo",
  hint: "Dónde lo va a usar",
  make: "Crear y copiar",
  connect: "Crear una conexión",
};
