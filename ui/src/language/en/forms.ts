import type { Form } from "../../bindings";

/** Copying a token, and as what. */
export const forms = {
  names: {
    token: "Access token",
    header: "Authorization header",
    curl: "curl",
    python: "Python (requests)",
    javaScript: "JavaScript (fetch)",
    php: "PHP",
    powerShell: "PowerShell",
    dotEnv: ".env file",
    postman: "Postman environment",
    bruno: "Bruno environment",
    insomnia: "Insomnia environment",
  } satisfies Record<Form, string>,
  copyAs: "Copy as",
  /** The rest of it, beside the button that copies. */
  beside: "as",
  forRequest: "For a request",
  forProgram: "For another program",
  leaveOut: "Leave the token out",
  copy: "Copy access token",
  refreshAndCopy: "Refresh and copy access token",
  /** In the middle of a sentence. */
  as: (form: string) => ` as ${form}`,
  copied: "Access token copied",
  copiedAs: (as: string) => `Copied${as}`,
  clears: (copied: string, seconds: number) => `${copied} · clears in ${seconds} s`,
  bareHeader: (copied: string) =>
    `${copied}, without the token: put it in the place of <access token>`,
  bareReads: (copied: string, variable: string) =>
    `${copied}, without the token: it reads ${variable}`,
  bareFill: (copied: string) => `${copied}, without the token: fill it in there`,
  refreshed: "Refreshed before copying: the token before had little time left",
  stays: "On the clipboard until something else is copied",
  ended: "It has ended and cannot be refreshed",
  endsForGood: "It cannot be refreshed: sign in again when it ends",
  last: (when: string) => `Last copied ${when}`,
};
