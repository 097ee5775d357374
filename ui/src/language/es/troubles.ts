import type { Words } from "../words";
import { tokenPage } from "./places";

/** What went wrong, and what to do next. */
export const troubles: Words["troubles"] = {
  declined: {
    title: "El inicio de sesión se ha cancelado",
    next: "Se pulsó Cancel en ProcessMaker. Inicie sesión de nuevo y pulse Authorize allí.",
  },
  attemptExpired: {
    title: "El inicio de sesión ha tardado demasiado",
    next: "Hay que terminarlo en 15 minutos. Empiece de nuevo cuando pueda.",
  },
  notRegistered: {
    title: "ProcessMaker no conoce esta aplicación",
    next: "O el ID de cliente es incorrecto, o la Redirect URL en Auth Clients no es exactamente esta:",
  },
  serverRefused: {
    title: "ProcessMaker ha rechazado el inicio de sesión",
    next: "Inténtelo de nuevo. Si sigue igual, enseñe los detalles a su administrador de ProcessMaker.",
  },
  clientRejected: {
    title: "ProcessMaker no acepta este cliente",
    next: "El ID o el secreto del cliente es incorrecto, o hay otra casilla marcada. En Auth Clients, marque solo Enable Authorization Code Grant para este cliente.",
  },
  codeRejected: {
    title: "ProcessMaker no ha aceptado la respuesta de su navegador",
    next: "Ya se había usado, o tardó demasiado en llegar. Inicie sesión de nuevo.",
  },
  refreshTokenRevoked: {
    title: "El servidor ha cerrado la sesión",
    next: "Se terminó en ProcessMaker, o se renovó en otro sitio. Todo lo demás está bien: inicie sesión de nuevo.",
  },
  refreshTokenExpired: {
    title: "El servidor ha cerrado la sesión",
    next: "La sesión no se renovó durante demasiado tiempo. Todo lo demás está bien: inicie sesión de nuevo.",
  },
  refreshTokenUnknown: {
    title: "ProcessMaker no reconoce esta sesión",
    next: "Puede que el servidor se haya instalado de nuevo o que se haya sustituido el cliente. Inicie sesión de nuevo.",
  },
  noRefreshToken: {
    title: "Esta sesión no se puede renovar",
    next: "ProcessMaker no le ha dado a Latchkey nada con que renovarla. Inicie sesión de nuevo.",
  },
  configuration: {
    title: "El cliente está configurado de otra forma en ProcessMaker",
    next: "En Auth Clients, marque solo Enable Authorization Code Grant para este cliente.",
  },
  misdirected: {
    title: "Esta dirección lleva a otro sitio",
    next: "El servidor envía a Latchkey a otra dirección. Ponga la correcta en esta conexión.",
  },
  nameNotFound: {
    title: "No hay ningún servidor con este nombre",
    next: "Compruebe la dirección y si necesita una VPN.",
  },
  unreachable: {
    title: "No se puede llegar al servidor",
    next: "Compruebe su red y si necesita una VPN.",
  },
  unknownAuthority: {
    title: "Nadie responde por este servidor",
    next: "Este equipo no conoce a la autoridad que firmó su certificado. Muchas empresas tienen la suya: pida su certificado y elíjalo en esta conexión.",
  },
  certificateName: {
    title: "El certificado es de otro servidor",
    next: "Compruebe la dirección. Si es correcta, avise a quien se ocupa del servidor.",
  },
  certificateExpired: {
    title: "El certificado del servidor ha caducado",
    next: "Compruebe la fecha y la hora de este equipo. Si son correctas, avise a quien se ocupa del servidor.",
  },
  certificateEarly: {
    title: "El certificado del servidor aún no es válido",
    next: "Compruebe la fecha y la hora de este equipo. Si son correctas, avise a quien se ocupa del servidor.",
  },
  certificate: {
    title: "El servidor no puede demostrar quién es",
    next: "Su certificado no es de confianza; los detalles dicen por qué. Pregunte a quien se ocupa del servidor.",
  },
  tls: {
    title: "No hay conexión segura con el servidor",
    next: "Puede que su cifrado sea demasiado antiguo, o que algo en medio la corte. Si sigue igual, pregunte a quien se ocupa del servidor.",
  },
  proxy: {
    title: "El proxy no ha dejado pasar a Latchkey",
    next: "No permite este servidor. Pregunte a quien se ocupa de su red, o elija otro camino en Ajustes.",
  },
  proxyUnreachable: {
    title: "No se puede llegar al proxy",
    next: "Compruebe su red y si el proxy de Ajustes es el correcto.",
  },
  proxyCredentials: {
    title: "El proxy quiere un usuario y una contraseña",
    next: "Póngalos en Ajustes o compruébelos allí.",
  },
  timeout: {
    title: "El servidor ha tardado demasiado en responder",
    next: "Puede que esté ocupado. Inténtelo de nuevo en un momento.",
  },
  throttled: {
    title: "ProcessMaker pide una pausa",
    next: "Hubo demasiadas solicitudes en poco tiempo. Espere un poco.",
  },
  maintenance: {
    title: "ProcessMaker está cerrado por mantenimiento",
    next: "Volverá cuando haya terminado.",
  },
  serverError: {
    title: "ProcessMaker ha fallado",
    next: "El fallo está en el servidor. Si sigue igual, avise a quien se ocupa de él.",
  },
  unexpectedAnswer: {
    title: "Ha respondido algo que no es ProcessMaker",
    next: "Compruebe la dirección y si su red quiere que inicie sesión en ella primero.",
  },
  tokenNotAccepted: {
    title: "ProcessMaker ya no acepta este token",
    next: "Se retiró en el servidor. Renuévelo; si no basta, cierre la sesión e iníciela de nuevo.",
  },
  answerLost: {
    title: "La respuesta del servidor se perdió por el camino",
    next: "La red se cortó mientras se renovaba el token. Todo lo demás está bien: inicie sesión de nuevo.",
  },
  passwordRejected: {
    title: "El usuario o la contraseña es incorrecto",
    next: "Compruebe ambos e inténtelo de nuevo. Si suele usar el inicio de sesión único, use el navegador.",
  },
  grantMissing: {
    title: "Aquí no se puede iniciar sesión con contraseña",
    next: "En Auth Clients, marque Enable Password Grant para este cliente. ProcessMaker 4.14.0 y 4.14.1 no lo tienen: inicie sesión allí con el navegador.",
  },
  ownLimit: {
    title: "Latchkey hace una pausa",
    next: "Por ahora ha preguntado bastante a ProcessMaker y no quiere cargar el servidor.",
  },
  busy: {
    title: "Otro programa está renovando este token",
    next: "Solo uno puede hacerlo a la vez; los detalles dicen cuál. Si tarda, mire qué pide.",
  },
  lock: {
    title: "No se puede usar el archivo de bloqueo",
    next: "Evita que dos programas renueven el token a la vez. Compruebe que Latchkey pueda escribir en su carpeta.",
  },
  noWayBack: {
    title: "Su navegador no ha podido volver a Latchkey",
    next: "Los enlaces no abren Latchkey, y puede que un programa de seguridad le impida esperar la respuesta. Inténtelo de nuevo, o instale Latchkey para que los enlaces lo abran.",
  },
  noSecret: {
    title: "Falta el secreto del cliente",
    next: "Escríbalo en esta conexión. ProcessMaker lo muestra en Auth Clients.",
  },
  keyring: {
    title: "No se ha podido usar el llavero",
    next: "Desbloquéelo e inténtelo de nuevo.",
  },
};

/** Where the way to sign in makes a difference. */
export const troublesOf: Words["troublesOf"] = {
  password: {
    clientRejected:
      "El ID o el secreto del cliente es incorrecto, o hay otra casilla marcada. En Auth Clients, marque solo Enable Password Grant para este cliente.",
    configuration: "En Auth Clients, marque solo Enable Password Grant para este cliente.",
  },
  personalToken: {
    noRefreshToken: {
      title: "Este token ha terminado",
      next: `Cree uno nuevo en ProcessMaker: ${tokenPage}.`,
    },
    tokenNotAccepted: {
      title: "ProcessMaker no acepta este token",
      next: `Puede que se haya borrado allí. Cree uno nuevo: ${tokenPage}.`,
    },
  },
  version3: {
    declined: "Se pulsó Deny en ProcessMaker. Inicie sesión de nuevo y pulse Accept allí.",
    notRegistered:
      "O el ID de cliente es incorrecto, o la Callback URL de la aplicación no es exactamente esta:",
    clientRejected: "El ID o el secreto del cliente es incorrecto.",
    configuration: "Enseñe los detalles a su administrador de ProcessMaker.",
    grantMissing: "Inicie sesión con el navegador.",
    noSecret: "Escríbalo en esta conexión. ProcessMaker lo muestra con la aplicación.",
  },
  version2026: {
    noSecret:
      "Escríbalo en esta conexión. ProcessMaker lo mostró una vez, al crear el cliente: si nadie lo guardó, registre Latchkey de nuevo.",
  },
};

/** What is the matter with the keyring; the list has room for two words. */
export const keyring: Words["keyring"] = {
  locked: {
    title: "El llavero está bloqueado",
    next: "Desbloquéelo con su contraseña, a menudo la de este equipo, e inténtelo de nuevo.",
    short: "llavero bloqueado",
  },
  missing: {
    title: "En este equipo no hay ningún llavero en marcha",
    next: "Latchkey no guarda tokens en ningún otro sitio. Instale uno, como GNOME Keyring o KWallet, entre de nuevo en el equipo e inténtelo de nuevo.",
    short: "sin llavero",
  },
  slow: {
    title: "El llavero no responde",
    next: "Puede que esté pidiendo su contraseña en otra ventana. Responda allí e inténtelo de nuevo.",
    short: "llavero en silencio",
  },
  refused: {
    title: "El llavero ha rechazado a Latchkey",
    next: "Permita a Latchkey en los ajustes del propio llavero e inténtelo de nuevo.",
    short: "llavero denegado",
  },
  full: {
    title: "El llavero no tiene sitio",
    next: "Quite las entradas que ya no necesite e inténtelo de nuevo.",
    short: "llavero lleno",
  },
  damaged: {
    title: "No se puede leer la sesión guardada",
    next: "Su entrada en el llavero está dañada. Inténtelo de nuevo; si no basta, inicie sesión de nuevo, lo que la sustituye.",
    short: "llavero dañado",
  },
  newer: {
    title: "La sesión guardada es de un Latchkey más reciente",
    next: "Actualice Latchkey para usarla e inténtelo de nuevo.",
    short: "actualizar",
  },
};
