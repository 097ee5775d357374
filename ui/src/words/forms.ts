/** As what a token can be copied. */
import type { Form } from "../bindings";

/** What each form is called in the menu. */
export const formNames = {
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
} as const satisfies Record<Form, string>;

/** Those that make a request. */
export const programs = [
  "curl",
  "python",
  "javaScript",
  "php",
  "powerShell",
] as const satisfies Form[];

/** Those that other programs take the token from. */
export const environmentForms = [
  "dotEnv",
  "postman",
  "bruno",
  "insomnia",
] as const satisfies Form[];

/** A form in the middle of a sentence; the token alone needs no words. */
export function asForm(form: Form): string {
  return form === "token" ? "" : ` as ${formNames[form]}`;
}
