/**
 * The window's only way to the program: one function per command.
 *
 * A command never throws; it answers with a result, so that whoever calls it has to decide what a
 * person sees when it fails.
 */
import { Channel, invoke } from "@tauri-apps/api/core";
import type {
  AddressView,
  CommandError,
  ConnectionDraft,
  CopiedView,
  SettingsView,
  SnapshotView,
} from "./bindings";

export type Result<T> = { status: "ok"; data: T } | { status: "error"; error: CommandError };

async function call<T>(command: string, args: Record<string, unknown>): Promise<Result<T>> {
  try {
    return { status: "ok", data: await invoke<T>(command, args) };
  } catch (error) {
    return { status: "error", error: asCommandError(error) };
  }
}

/** What a command rejects with is ours unless the bridge itself failed, which speaks in strings. */
function asCommandError(error: unknown): CommandError {
  if (typeof error === "object" && error !== null && "code" in error && "message" in error)
    return error as CommandError;
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}

export const commands = {
  watch: (onSnapshot: (snapshot: SnapshotView) => void) =>
    call<null>("watch", { channel: new Channel<SnapshotView>(onSnapshot) }),
  checkAddress: (address: string) => call<AddressView>("check_address", { address }),
  addConnection: (draft: ConnectionDraft) => call<string>("add_connection", { draft }),
  editConnection: (id: string, draft: ConnectionDraft) =>
    call<null>("edit_connection", { id, draft }),
  removeConnection: (id: string) => call<null>("remove_connection", { id }),
  signIn: (id: string) => call<null>("sign_in", { id }),
  useLocalAddress: (id: string) => call<null>("use_local_address", { id }),
  cancelSignIn: (id: string) => call<null>("cancel_sign_in", { id }),
  pasteRedirect: (id: string, text: string) => call<null>("paste_redirect", { id, text }),
  copySignInLink: (id: string) => call<null>("copy_sign_in_link", { id }),
  openSignInLink: (id: string) => call<null>("open_sign_in_link", { id }),
  copyToken: (id: string) => call<CopiedView>("copy_token", { id }),
  refresh: (id: string) => call<null>("refresh", { id }),
  signOut: (id: string) => call<null>("sign_out", { id }),
  retry: (id: string) => call<null>("retry", { id }),
  copyRegistration: (address: string) => call<null>("copy_registration", { address }),
  openAdminPage: (address: string) => call<null>("open_admin_page", { address }),
  changeSettings: (settings: SettingsView) => call<null>("change_settings", { settings }),
};
