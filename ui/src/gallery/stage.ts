/** Puts an entry on the stage: what the program says, and what is pressed. */
import type { Spoken, UpdateView } from "../bindings";
import { usualAnswer, type Args } from "./answers";
import type { Entry } from "./entries";
import { take, type Place } from "./steps";

type Channel = { id: number } | string;
type Bridge = { __TAURI_INTERNALS__: { runCallback(id: number, data: unknown): void } };

/** The commands that the page has given since the entry went on the stage. */
const given = new Set<string>();

/** Tells the page in which language it speaks. */
let speakTo: ((spoken: Spoken) => void) | undefined;

/** Has an entry that is on the screen speak another language: the way there is in English. */
export async function say(language: Spoken, pause: Place["pause"]): Promise<void> {
  // Without a snapshot nobody has said in which language to speak.
  if (language === "en" || speakTo === undefined) return;
  speakTo(language);
  while (!document.documentElement.lang.startsWith(language)) await pause();
  await pause();
}

/** What the program answers to a command while an entry is shown. */
export function answer(entry: Entry, now: number, command: string, payload: unknown): unknown {
  if (command === "watch") {
    given.clear();
    speakTo = undefined;
  }
  given.add(command);
  const own = entry.answers?.[command];
  if (own) return own(payload as Args);
  if (command !== "watch") return usualAnswer(command, payload as Args);
  const { channel } = payload as { channel: Channel };
  const { connections: _, ...rest } = entry.snapshot(now);
  send(channel, 0, { kind: "whole", ...entry.snapshot(now) });
  speakTo = (spoken) =>
    send(channel, 1, { kind: "changes", connections: [], order: null, ...rest, spoken });
  return null;
}

/** Takes the steps to an entry, once its snapshot is on the screen. */
export async function walk(
  { steps = [] }: Entry,
  { narrow, pause }: Pick<Place, "narrow" | "pause">,
): Promise<void> {
  const way = typeof steps === "function" ? steps(narrow) : steps;
  await take(way, { narrow, pause, given: (command) => given.has(command) });
}

function send(channel: Channel, index: number, message: UpdateView): void {
  // On its way to the program a channel is text.
  const id = typeof channel === "string" ? Number(channel.split(":").at(-1)) : channel.id;
  const bridge = (window as unknown as Bridge).__TAURI_INTERNALS__;
  bridge.runCallback(id, { index, message });
}
