import type { Words } from "../words";

/** What Latchkey itself could not do. */
export const failures: Words["failures"] = {
  unknownConnection: {
    title: "Esta conexión ya no está",
    next: "Se ha quitado entretanto.",
  },
  notNow: {
    title: "No en este momento",
    next: "Antes ha ocurrido otra cosa. Está viendo el último estado.",
  },
  stillSignedIn: {
    title: "Cierre primero la sesión",
    next: "Sus tokens solo valen con esta dirección, ID de cliente y forma de iniciar sesión.",
  },
  pasteNotOurs: {
    title: "Esta no es la dirección",
    next: "Al final del inicio de sesión, copie todo lo que hay en la barra de direcciones.",
  },
  pasteOther: {
    title: "Esta dirección no es de este inicio de sesión",
    next: "Es de otro, o ya se ha usado. Tómela de la última pestaña que se abrió.",
  },
  managed: {
    title: "Esta conexión está administrada",
    next: "Solo quien administra este equipo puede cambiarla o quitarla.",
  },
  shortcut: "Estas teclas no se pueden usar. Mantenga Ctrl, Alt o Súper junto con otra.",
  shortcutTaken: "Otro programa usa estas teclas.",
  document: "No se puede importar este archivo",
  clipboard: {
    title: "No se ha podido usar el portapapeles",
    next: "Puede que otro programa lo tenga ocupado. Inténtelo de nuevo.",
  },
  browser: {
    title: "No se ha podido abrir el navegador",
    next: "Copie la dirección y ábrala usted.",
  },
  guarded:
    "Este es el token de un administrador de una instancia de producción; cópielo solo a propósito.",
  changesProduction: "Esta solicitud cambia algo en producción; envíela solo a propósito.",
  stopped: "La solicitud se ha detenido; puede que el servidor ya haya hecho lo que se le pidió.",
  answerGone: "Esta respuesta ya no está. Envíe la solicitud de nuevo.",
  trouble: "No ha funcionado",
  internal: "Latchkey no ha podido hacerlo",
};

/** What is wrong with the file of connections. */
export const listTroubles: Words["listTroubles"] = {
  unreadable: {
    title: "No se ha podido leer la lista de conexiones",
    next: "Latchkey sigue con su última copia buena, si la hay. El archivo dañado está aquí.",
  },
  newer: {
    title: "La lista de conexiones es de un Latchkey más reciente",
    next: "Actualice Latchkey para usarla. Hasta entonces no se guarda nada.",
  },
  managed: {
    title: "Una conexión administrada en este equipo no se puede usar",
    next: "Avise a quien administra este equipo y muéstrele los detalles.",
  },
  unwritable: {
    title: "No se puede guardar la lista de conexiones",
    next: "Los cambios se pierden al salir de Latchkey. Compruebe que hay sitio en el disco y que la carpeta es suya.",
  },
};
