/**
 * Shows an entry of the gallery in any browser, without the program behind it:
 * gallery.html?state=signedIn&theme=dark&language=de. For development only; no build contains it.
 */
import "./english";
import { mockIPC } from "@tauri-apps/api/mocks";
import { mount } from "svelte";
import App from "../App.svelte";
import type { Spoken } from "../bindings";
import "../app.css";
import { watched } from "../connections.svelte";
import { entries } from "./entries";
import { answer, say, walk } from "./stage";

const query = new URLSearchParams(location.search);
const wanted = query.get("state") ?? "signedIn";
const entry = entries.find(({ name }) => name === wanted);
if (entry === undefined) throw new Error(`the gallery has no ${wanted}`);

/** Turns the style sheets' question about the system's colours into a fixed answer. */
function force(theme: string): void {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme"))
        rule.media.mediaText = theme === "dark" ? "all" : "not all";
  document.documentElement.style.colorScheme = theme;
}

mockIPC((command, payload) => answer(entry, Date.now(), command, payload));
const target = document.getElementById("app");
if (target === null) throw new Error("gallery.html has no #app");
mount(App, { target, props: { connections: watched() } });
const theme = query.get("theme");
if (theme !== null) requestAnimationFrame(() => force(theme));
const pause = () => new Promise((done) => setTimeout(done, 25));
await walk(entry, { narrow: matchMedia("(max-width: 39.9375em)").matches, pause });
await say((query.get("language") ?? "en") as Spoken, pause);
document.documentElement.dataset["ready"] = "";
