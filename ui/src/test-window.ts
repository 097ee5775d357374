/** Renders the whole window with the program's side of the bridge played by a test. */
import { mockIPC } from "@tauri-apps/api/mocks";
import { render } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { tick } from "svelte";
import { vi } from "vitest";
import App from "./App.svelte";
import type {
  AbilitiesView,
  ActivityPageView,
  CommandError,
  FaultView,
  SnapshotView,
  TroubleView,
} from "./bindings";
import { watched } from "./connections.svelte";
import { inspection } from "./fixture-parts";

/** A moment in the middle of a day, so that "today" is today in every time zone nearby. */
export const NOW = new Date(2026, 10, 21, 12, 0, 0).getTime();

type Call = { command: string; args: Record<string, unknown> };
type Answer = (args: Record<string, unknown>) => unknown;
type Bridge = { __TAURI_INTERNALS__: { runCallback(id: number, data: unknown): void } };

export type TestWindow = {
  /** The commands that were given, without `watch`, whose argument is a channel. */
  calls: Call[];
  user: ReturnType<typeof userEvent.setup>;
  show(snapshot: SnapshotView): Promise<void>;
};

/** What the window only reads with is no command that a person gave. */
const reads: Record<string, Answer> = {
  abilities: () => ({ tray: true, keys: true, heard: true }) satisfies AbilitiesView,
  activity_page: () => ({ events: [], next: null }) satisfies ActivityPageView,
  inspect_token: () => inspection(NOW),
  page_is_made: () => null,
};

/** A rejection of what was typed or chosen. */
export function refuses(code: CommandError["code"], fault: FaultView): Answer {
  return () => {
    throw { code, message: "", fault, trouble: null } satisfies CommandError;
  };
}

/** A rejection, as the program sends it. */
export function fails(
  code: CommandError["code"],
  message = "",
  trouble: TroubleView | null = null,
): Answer {
  return () => {
    throw { code, message, fault: null, trouble } satisfies CommandError;
  };
}

/** Opens the window at `NOW`, with the clock standing still unless a test moves it. */
export async function openWindow(
  first: SnapshotView,
  answers: Record<string, Answer> = {},
): Promise<TestWindow> {
  vi.useFakeTimers({ now: NOW });
  const calls: Call[] = [];
  let channel = 0;
  let index = 0;

  const send = (message: SnapshotView) => {
    const bridge = (window as unknown as Bridge).__TAURI_INTERNALS__;
    bridge.runCallback(channel, { index, message: { kind: "whole", ...message } });
    index += 1;
  };

  mockIPC((command, payload) => {
    const args = payload as Record<string, unknown>;
    if (command === "watch") {
      channel = (args["channel"] as { id: number }).id;
      send(first);
      return null;
    }
    if (command in reads) return (answers[command] ?? reads[command])?.(args);
    calls.push({ command, args });
    return answers[command]?.(args) ?? null;
  });

  render(App, { connections: watched() });
  await settle();
  return {
    calls,
    user: userEvent.setup({ advanceTimers: (time) => vi.advanceTimersByTimeAsync(time) }),
    async show(snapshot) {
      send(snapshot);
      await settle();
    },
  };
}

/** Lets promises and rendering come to an end without letting time pass. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await tick();
}
