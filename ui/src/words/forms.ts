/** As what a token can be copied. */
import type { Form } from "../bindings";
import { words } from "../language/language.svelte";

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
  const { as, names } = words().forms;
  return form === "token" ? "" : as(names[form]);
}

/** What lies on the clipboard, as it is said after a copy. */
export function copiedWords(form: Form): string {
  return form === "token" ? words().forms.copied : words().forms.copiedAs(asForm(form));
}

/** The environment variable that copied programs read; the program itself writes it there. */
const VARIABLE = "PROCESSMAKER_TOKEN";

/** What is to be done with a form that was copied without its token. */
export function templateWords(form: Form): string {
  const { bareFill, bareHeader, bareReads, copiedAs } = words().forms;
  const copied = copiedAs(asForm(form));
  if (form === "header") return bareHeader(copied);
  const reads = programs.some((program) => program === form);
  return reads ? bareReads(copied, VARIABLE) : bareFill(copied);
}
