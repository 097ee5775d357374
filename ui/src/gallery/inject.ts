/**
 * The gallery inside the real program: run in its page by the driver of the window or of a browser, it takes the
 * place of everything behind the bridge and shows one entry after another. Each gets a new copy
 * of the program's own script, so that nothing is left over from the one before.
 */
import "./english";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Spoken } from "../bindings";
import { entries, type Entry } from "./entries";
import { answer, say, walk } from "./stage";

/** The moment of all pictures. */
const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

let shown: Entry | undefined;
let copies = 0;

const RealDate = Date;
window.Date = class extends RealDate {
  constructor(...parts: [] | [number | string | Date]) {
    if (parts.length === 0) super(NOW);
    else super(...(parts as [number]));
  }
  static override now = (): number => NOW;
} as DateConstructor;

const calm = new CSSStyleSheet();
calm.replaceSync(
  "*, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent !important; }",
);
document.adoptedStyleSheets = [calm];

window.fetch = async (address, wish) => {
  const command = decodeURIComponent(new URL(String(address)).pathname.slice(1));
  const reply = (body: unknown, kind: "ok" | "error") =>
    new Response(JSON.stringify(body), {
      headers: { "Content-Type": "application/json", "Tauri-Response": kind },
    });
  if (shown === undefined) return reply(null, "ok");
  try {
    const said = await answer(shown, NOW, command, JSON.parse(String(wish?.body)));
    return reply(said ?? null, "ok");
  } catch (error) {
    return reply(error, "error");
  }
};

// A browser has no bridge of its own.
if (!("__TAURI_INTERNALS__" in window))
  mockIPC((command, payload) => (shown ? answer(shown, NOW, command, payload) : null));

async function show(name: string, narrow: boolean, language: Spoken = "en"): Promise<void> {
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  shown = entry;
  const script = document.querySelector<HTMLScriptElement>("script[type=module]");
  const before = document.getElementById("app");
  if (script === null || before === null) throw new Error("this is not Latchkey's page");
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.remove());
  const target = document.createElement("div");
  target.id = "app";
  before.replaceWith(target);
  copies += 1;
  await import(/* @vite-ignore */ `${script.src}?${copies}`);
  const pause = () => new Promise((done) => setTimeout(done, 10));
  while (target.childElementCount === 0) await pause();
  await walk(entry, { narrow, pause });
  await say(language, pause);
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

const list = entries.map(({ name, group, shows, width }) => {
  return { name, group, shows, width: width ?? null };
});

Object.assign(window, { gallery: { list, show } });
