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

/** What lies on the clipboard, as it is said after a copy. */
export function copiedWords(form: Form): string {
  return form === "token" ? "Access token copied" : `Copied${asForm(form)}`;
}

/** The environment variable that copied programs read; the program itself writes it there. */
const VARIABLE = "PROCESSMAKER_TOKEN";

/** What is to be done with a form that was copied without its token. */
export function templateWords(form: Form): string {
  const copied = `Copied${asForm(form)}, without the token`;
  if (form === "header") return `${copied}: put it in the place of <access token>`;
  const reads = programs.some((program) => program === form);
  return reads ? `${copied}: it reads ${VARIABLE}` : `${copied}: fill it in there`;
}
