/**
 * The window's only way to the program.
 *
 * A command never throws; it answers with a result, so that whoever gives it has to decide what a
 * person sees when it fails.
 */
import { Channel } from "@tauri-apps/api/core";
import { commands as generated, type CommandError, type UpdateView } from "./bindings";

export type Result<T> = { status: "ok"; data: T } | { status: "error"; error: CommandError };

type Command = (...args: never[]) => Promise<Result<unknown>>;

export const commands = neverThrowing(generated);

/** Calls `onUpdate` with the present state, and then with whatever changes. */
export function watch(onUpdate: (update: UpdateView) => void): Promise<Result<null>> {
  return commands.watch(new Channel(onUpdate));
}

function neverThrowing<Commands extends Record<string, Command>>(all: Commands): Commands {
  const safe = (command: Command): Command => {
    return async (...args) => {
      try {
        const answer = await command(...args);
        return answer.status === "ok" ? answer : failure(answer.error);
      } catch (error) {
        return failure(error);
      }
    };
  };
  const entries = Object.entries(all).map(([name, command]) => [name, safe(command)]);
  return Object.fromEntries(entries) as Commands;
}

/** What a command fails with is ours unless the bridge itself failed, which speaks in strings. */
function failure(error: unknown): Result<never> {
  if (typeof error === "object" && error !== null && "code" in error)
    return { status: "error", error: error as CommandError };
  const message = error instanceof Error ? error.message : String(error);
  return { status: "error", error: { code: "internal", message, fault: null, trouble: null } };
}
