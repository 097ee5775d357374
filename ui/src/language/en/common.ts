/** Words on buttons and folds of every kind. */
export const common = {
  again: "Try again",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  details: "Details",
  done: "Done",
  name: "Name",
  save: "Save",
  signIn: "Sign in",
};

/** What is written on keys. */
export const keys = {
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  home: "Home",
  end: "End",
  pageUp: "Page Up",
  pageDown: "Page Down",
  space: "Space",
};
