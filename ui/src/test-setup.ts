/** What jsdom lacks and the window uses. */
import { Blob, File } from "node:buffer";
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup } from "@testing-library/svelte";
import { afterEach, vi } from "vitest";
import { catalogue } from "./language/en";
import { speakIn } from "./language/language.svelte";

speakIn("en", catalogue);

HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  this.querySelector<HTMLElement>("button, input, select")?.focus();
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};

// jsdom’s own cannot be read as text.
Object.assign(globalThis, { Blob, File });

// Asked for by axe, which draws icon fonts with it; there are none here.
HTMLCanvasElement.prototype.getContext = () => null;

// There is no layout, so every list is as high as a window and nothing changes its size.
Object.defineProperty(HTMLElement.prototype, "clientHeight", {
  configurable: true,
  get: () => 640,
});
HTMLElement.prototype.scrollIntoView = () => undefined;
window.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};

let narrow = false;

/** Makes the window narrow, or wide again, for what is rendered from here on. */
export function makeNarrow(yes: boolean): void {
  narrow = yes;
}

window.matchMedia = (query) =>
  ({
    matches: query.includes("max-width") && narrow,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  clearMocks();
  makeNarrow(false);
});
