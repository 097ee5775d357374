import type { Words } from "../words";

/** The settings. */
export const settings: Words["settings"] = {
  copying: "Copias",
  look: "Lista y aspecto",
  clear: "Borrar del portapapeles un token copiado después de",
  clearHelp: "Solo si el token sigue allí. “Nunca” lo deja hasta que se copie otra cosa.",
  never: "Nunca",
  valid: "Un token copiado vale al menos durante",
  validHelp: "Si le queda menos tiempo, Latchkey renueva el token antes de copiarlo.",
  guard: "Preguntar antes de copiar un token de producción",
  guardHelp: "Solo si es de un administrador, porque allí puede hacerlo todo.",
  order: "Orden de las conexiones",
  orderHelp:
    "Dentro de cada entorno. Usar una es copiar su token, enviar una solicitud o iniciar sesión.",
  theme: "Aspecto",
  size: "Tamaño",
  language: "Idioma",
  network: "Red",
  proxy: "Cómo se llega a los servidores",
  proxyHelp: "A ProcessMaker en este equipo se llega siempre directamente.",
  proxies: {
    system: "Como diga este equipo",
    none: "Sin proxy",
    manual: "Por este proxy",
  },
  proxyAddress: "Dirección del proxy",
  proxyExcept: "Sin el proxy",
  proxyExceptHelp: "Servidores separados por comas, como localhost, .acme.example, 10.0.0.0/8.",
  window: "Ventana y bandeja",
  closing: "Al cerrar la ventana",
  closingHelp:
    "Oculto, Latchkey sigue renovando los tokens. Su icono en la bandeja lo trae de vuelta.",
  noTray:
    "Este escritorio no muestra ninguna bandeja: en vez de ocultarse, la ventana se minimiza.",
  atLogin: "Al iniciar sesión en este equipo",
  shortcut: "Atajo",
  shortcutHelp: "Estas teclas copian un token de acceso desde cualquier lugar.",
  noKeys:
    "Este escritorio no deja que ningún programa escuche las teclas que se pulsan en otro lugar (Wayland).",
  setKeys: "Elegir teclas",
  pressKeys: "Pulse las teclas…",
  clearKeys: "Quitar",
  unheard: "Estas teclas no funcionan por ahora: las usa otro programa.",
  whose: "De quién es el token que copian",
  notifications: "Notificaciones",
  told: {
    signInNeeded: "Una conexión necesita un nuevo inicio de sesión",
    ending: "Un token caduca pronto y nada lo renueva",
    copyEnded: "Un token que copié se renovó, lo que terminó la copia",
  },
  failed: "El ajuste no se ha guardado",
};
