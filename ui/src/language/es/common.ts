import type { Words } from "../words";

/** Words on buttons and folds of every kind. */
export const common: Words["common"] = {
  again: "Reintentar",
  back: "Atrás",
  cancel: "Cancelar",
  close: "Cerrar",
  copied: "Copiado",
  copy: "Copiar",
  details: "Detalles",
  done: "Listo",
  name: "Nombre",
  save: "Guardar",
  signIn: "Iniciar sesión",
};

/** What is written on keys. */
export const keys: Words["keys"] = {
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Mayús",
  enter: "Intro",
  escape: "Esc",
  home: "Inicio",
  end: "Fin",
  pageUp: "Re Pág",
  pageDown: "Av Pág",
  space: "Espacio",
};
