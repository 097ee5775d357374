import type { Words } from "../words";

/** Words on buttons and folds of every kind. */
export const common: Words["common"] = {
  again: "Tentar de novo",
  back: "Voltar",
  cancel: "Cancelar",
  close: "Fechar",
  copied: "Copiado",
  copy: "Copiar",
  details: "Detalhes",
  done: "Pronto",
  name: "Nome",
  save: "Salvar",
  signIn: "Entrar",
};

/** What is written on keys. */
export const keys: Words["keys"] = {
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  home: "Home",
  end: "End",
  pageUp: "Page Up",
  pageDown: "Page Down",
  space: "Espaço",
};
