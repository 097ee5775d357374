import type { Words } from "../words";

/** What happened, in sentences without a full stop, and in the pieces that are put behind them. */
export const happened: Words["happened"] = {
  kinds: {
    signedIn: "Sesión iniciada",
    signInFailed: "Inicio de sesión fallido",
    signInGivenUp: "Inicio de sesión abandonado",
    somebodyElseCame: "Otra persona volvió del navegador",
    refreshed: "Renovado",
    refreshFailed: "Renovación fallida",
    answerLost: "La respuesta del servidor se perdió por el camino; hay que iniciar sesión",
    signInNeeded: "Hay que iniciar sesión",
    handedOut: "Token copiado",
    requested: "Solicitud",
    tokenChecked: "Token comprobado",
    signedOut: "Sesión cerrada",
    personalTokenMade: "Token de acceso personal creado",
    personalTokenRevoked: "Token de acceso personal revocado",
    connectionAdded: "Conexión añadida",
    connectionChanged: "Conexión cambiada",
    connectionRemoved: "Conexión quitada",
    other: "Algo que un Latchkey más reciente sabe decir",
  },
  bys: {
    deepLink: "volvió por un enlace directo",
    loopback: "volvió a una dirección local",
    pastedAddress: "con la dirección pegada",
    password: "con contraseña",
    personalToken: "con un token de acceso personal",
  },
  becauses: {
    background: " por sí mismo",
    person: "",
    copy: " para una copia",
    request: " para una solicitud",
  },
  copies: {
    none: "",
    ended: "; las copias del token anterior dejaron de valer",
    liveOn: "; las copias del token anterior siguen valiendo",
  },
  founds: {
    accepted: "el servidor lo acepta",
    noLongerAccepted: "el servidor ya no lo acepta",
    unreachable: "no se pudo preguntar al servidor",
  },
  revokeds: {
    everything: "revocado en el servidor",
    copies: "copias revocadas en el servidor, el último token no",
    lastToken: "el último token revocado en el servidor, los anteriores no",
    nothing: "pero no se pudo revocar nada en el servidor",
  },
  as: (who) => ` como ${who}`,
  again: "se intentó de nuevo por sí mismo",
  clipboard: "al portapapeles",
  newToken: "Nuevo token de acceso personal copiado",
  stopped: "cancelada",
  about: (what, which) => `${what}: ${which}`,
  within: (title) =>
    /^(ProcessMaker|Latchkey)\b/.test(title)
      ? title
      : title.charAt(0).toLowerCase() + title.slice(1),
};

/** The record of it. */
export const activity: Words["activity"] = {
  search: "Buscar en la actividad",
  hint: "Buscar",
  older: "Mostrar anteriores",
  empty: "Todavía nada. Aquí aparecerán los inicios de sesión, las copias y las solicitudes.",
  none: (sought) => `Nada coincide con “${sought}”.`,
  unreadable: "No se puede leer la actividad",
  gone: "Una conexión quitada",
  export: "Exportar",
  asText: "Como texto",
  asJson: "Como JSON",
  exported: "La actividad se ha exportado",
  failed: "La actividad no se ha exportado",
  copyPath: "Copiar ruta",
};
