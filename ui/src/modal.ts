/** Shows a dialog above everything else, and gives the focus back to what had it before. */
import type { Attachment } from "svelte/attachments";

export const modal: Attachment<HTMLDialogElement> = (dialog) => {
  // Taken out of the page, a dialog does not give the focus back by itself.
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    dialog.close();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
};
