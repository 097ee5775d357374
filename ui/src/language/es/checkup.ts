/** What may stand in the way of a sign-in: what it is, what was found, what to do about it. */
import type { Words } from "../words";
import { plural } from "./plural";

export const checkUp: Words["checkUp"] = {
  title: "Revisión",
  open: "¿Qué está fallando?",
  inSettings: "Revisar este equipo",
  about: "Enlaces, llavero, proxy, certificados y servidores: lo que necesita un inicio de sesión.",
  looking: (count) => `Revisando ${count} cosas`,
  well: "Todo está en orden",
  unwell: (count, all) => `${count} de ${all} ${plural(count, "requiere", "requieren")} atención`,
  lookAgain: "Volver a mirar",
  failed: "Esto no se pudo revisar",
  pending: "Revisando …",
  copyReport: "Copiar el informe",
  aboutReport:
    "Contiene estas líneas, las versiones de Latchkey y del sistema y los nombres de los servidores, sin tokens, secretos ni nombres de personas.",
  reportLabel: "Leerlo antes",
  names: {
    links: "Enlaces del navegador",
    browser: "Navegador",
    port: "Dirección local",
    keyring: "Llavero",
    bus: "Bus de sesión",
    proxy: "Proxy",
    certificates: "Certificados",
    folders: "Carpetas",
  },
  remedies: {
    claimLinks: "Abrir los enlaces con Latchkey",
    useLocalAddress: "Usar la dirección local",
    useLinks: "Volver a usar enlaces",
    unlock: "Desbloquear",
  },
  linksOurs: "Abren Latchkey.",
  linksOtherCopy: "Abren otra copia de Latchkey.",
  linksAnother: (name) => `Abren ${name}.`,
  linksNotOurs: "No abren Latchkey.",
  linksNobody: "Ningún programa los abre.",
  linksNoLauncher: "Este escritorio no abre ninguno.",
  linksNotInstalled: "Abren un Latchkey instalado, y este no lo está.",
  linksUnused:
    "No hace falta: los inicios de sesión vuelven a la dirección local, como está elegido.",
  linksNext:
    "Mientras tanto, los inicios de sesión vuelven a la dirección local, que ProcessMaker permite desde la 4.3.",
  linksNothing:
    "Nada que hacer: los inicios de sesión vuelven a la dirección local. Con ProcessMaker 3, pegue la dirección de la última página.",
  browser: (name) => `${name} abre la página de inicio de sesión.`,
  systemBrowser: "El del sistema abre la página de inicio de sesión.",
  noBrowser: "Nada abre páginas web.",
  noBrowserNext:
    "Elija un navegador predeterminado en los ajustes del sistema. Mientras tanto, copie el enlace de inicio de sesión y ábralo usted.",
  port: "Un inicio de sesión puede volver a un puerto de este equipo.",
  noPort: "Un inicio de sesión no puede volver a un puerto de este equipo.",
  noPortNext:
    "Un programa de seguridad puede impedir que Latchkey escuche en 127.0.0.1. Permítalo allí o inicie sesión con enlaces.",
  keyring: (keeper) => `${keeper} está desbloqueado.`,
  someKeyring: "Está desbloqueado.",
  noKeyring: (keeper, title) => `${keeper}: ${title}.`,
  bus: "Los programas de la sesión pueden hablar entre sí.",
  noBus: "Los programas de la sesión no pueden hablar entre sí.",
  noBusNext:
    "Sin él no hay llavero ni llegan enlaces. Entre en una sesión de escritorio o abra Latchkey con dbus-run-session.",
  noProxy: "Ninguno: se pregunta a los servidores directamente.",
  proxyBy: {
    settings: (via) => `Se pregunta a los servidores a través de ${via}, como está puesto aquí.`,
    environment: (via) =>
      `Se pregunta a los servidores a través de ${via}, como dicen las variables de entorno.`,
    system: (via) => `Se pregunta a los servidores a través de ${via}, como dice el sistema.`,
  },
  proxyUnknown: "El escritorio no dice cuál: se pregunta a los servidores directamente.",
  systemCertificates: "El sistema decide en qué servidores se confía.",
  certificates: (roots) => `Se confía en ${roots} autoridades.`,
  certificatesInstead: (roots, instead) =>
    `Se confía en ${roots} autoridades, las de ${instead} en lugar de las del sistema.`,
  certificatesUnreadable: (unreadable) => `${unreadable} archivos no se pueden leer.`,
  certificatesUnreadableNext: "Compruebe que contienen certificados y que puede leerlos.",
  noCertificates: "No se confía en ninguna autoridad, y por tanto en ningún servidor.",
  noCertificatesNext:
    "Instale los certificados del sistema, a menudo ca-certificates, o corrija la ruta de SSL_CERT_FILE.",
  folders: "Latchkey puede guardar conexiones, ajustes y actividad.",
  noFolder: (path) => `No se puede escribir en ${path}.`,
  noFolderNext: "Compruebe que hay sitio en el disco y que la carpeta es suya.",
  server: (product) => `Responde ${product}.`,
  products: {
    version3: "ProcessMaker 3",
    version4: "ProcessMaker 4",
    version2026: "ProcessMaker (2026)",
  },
  otherGeneration: (found, expected) => `Responde ${found} y se esperaba ${expected}.`,
  otherGenerationNext: "Puede que se haya actualizado. Edite la conexión y guárdela una vez.",
  clockBehind: (time) => `El reloj de este equipo va ${time} por detrás del servidor.`,
  clockAhead: (time) => `El reloj de este equipo va ${time} por delante del servidor.`,
  clockNext:
    "Latchkey lo tiene en cuenta; otros programas quizá no. Deje que el sistema ajuste el reloj.",
  late: "No hubo respuesta a tiempo.",
  lateNext: "Vuelva a mirar dentro de un momento.",
};
