/**
 * How a screen is reached: what a person would press, fill in and look at, by the names that can
 * be read. The same steps run in the real window, in a plain browser and in the tests.
 */
import { queryAllByRole, queryAllByText } from "@testing-library/dom";

type Name = string | RegExp;

export type Step =
  | { press: Name; role?: "button" | "menuitem" | "menuitemcheckbox" | "tab" | "checkbox" }
  /** What is in the rail, and in the switcher's menu of a narrow window. */
  | { list: Name }
  /** Leaves the field afterwards, unless it is said to stay. */
  | { fill: Name; with: string; stay?: true }
  | { choose: Name; option: string }
  /** Chooses some file. */
  | { upload: Name; unreadable?: true }
  | { unfold: Name }
  | { focus: Name }
  /** Waits until this can be read. */
  | { sees: Name }
  /** Waits until the program has been asked this, where nothing on the screen tells. */
  | { asks: string }
  /** Scrolls to what is under this heading. */
  | { under: Name }
  /** Scrolls whatever can be scrolled to its end. */
  | { scroll: "end" };

/** Where the steps are taken. */
export type Place = {
  narrow: boolean;
  /** Lets what is under way go on for a moment. */
  pause(): Promise<unknown>;
  /** Whether this command has been given. */
  given(command: string): boolean;
};

/** How often something is looked for before it counts as missing: a few seconds of a window's time. */
const TRIES = 200;

export async function take(steps: readonly Step[], place: Place): Promise<void> {
  for (const step of steps) {
    await act(step, place);
    await place.pause();
  }
}

async function act(step: Step, place: Place): Promise<void> {
  const find = (role: string, name: Name) =>
    wait(`the ${role} ${name}`, place, () => queryAllByRole(scope(), role, { name })[0]);
  if ("press" in step) {
    (await find(step.role ?? "button", step.press)).click();
  } else if ("list" in step) {
    if (place.narrow) {
      (await wait("the switcher", place, () => opener())).click();
      (await find("menuitem", step.list)).click();
    } else (await find("button", step.list)).click();
  } else if ("fill" in step) {
    // A password has no role.
    const field = await wait(`the field ${step.fill}`, place, () => fieldOf(step.fill));
    field.focus();
    field.value = step.with;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (step.stay === true) return;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.blur();
  } else if ("choose" in step) {
    const select = (await find("combobox", step.choose)) as HTMLSelectElement;
    select.selectedIndex = [...select.options].findIndex(({ text }) => text === step.option);
    select.dispatchEvent(new Event("change", { bubbles: true }));
  } else if ("upload" in step) {
    const field = await wait(`the file ${step.upload}`, place, () => fieldOf(step.upload));
    const file = new File(["{}"], "connections.json");
    const gone = { slice: () => ({ text: () => Promise.reject(new Error("it is gone")) }) };
    Object.defineProperty(field, "files", { value: [step.unreadable ? gone : file] });
    field.dispatchEvent(new Event("change", { bubbles: true }));
  } else if ("unfold" in step) {
    const { unfold } = step;
    const summary = await wait(`the fold ${unfold}`, place, () =>
      queryAllByText(scope(), unfold, { selector: "summary" }).at(-1),
    );
    summary.click();
  } else if ("focus" in step) {
    (await find("button", step.focus)).focus();
  } else if ("sees" in step) {
    await wait(`"${step.sees}"`, place, () => reads(step.sees) || undefined);
  } else if ("under" in step) {
    // Where nothing is laid out, nothing scrolls either.
    (await find("heading", step.under)).scrollIntoView?.();
  } else if ("asks" in step) {
    const { asks } = step;
    await wait(`the command ${asks}`, place, () => place.given(asks) || undefined);
  } else {
    for (const element of document.querySelectorAll("main, dialog[open], .scroller"))
      element.scrollTop = element.scrollHeight;
  }
}

/** What a person can reach: the dialog in front, else everything. */
function scope(): HTMLElement {
  return [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1) ?? document.body;
}

function opener(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>("nav [aria-haspopup=menu]") ?? undefined;
}

function fieldOf(name: Name): HTMLInputElement | undefined {
  const fields = scope().querySelectorAll<HTMLInputElement>("input, textarea");
  return [...fields].find((field) => {
    const label = field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? "";
    return typeof name === "string" ? label.trim() === name : name.test(label);
  });
}

function reads(name: Name): boolean {
  const text = (document.body.textContent ?? "").replace(/\s+/g, " ");
  return typeof name === "string" ? text.includes(name) : name.test(text);
}

async function wait<T>(what: string, place: Place, look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await place.pause();
  }
  throw new Error(`${what} did not appear in: ${document.body.textContent}`);
}
