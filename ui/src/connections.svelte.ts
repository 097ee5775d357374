/**
 * What the window knows: the last snapshot, which connection is chosen, and which commands are
 * under way. Nothing here guesses what a command will do; the next snapshot says it.
 */
import { createContext } from "svelte";
import type {
  ClipboardView,
  CommandError,
  ConnectionDraft,
  ConnectionView,
  Form,
  OfferView,
  RequestDraft,
  SnapshotView,
  SummonsView,
} from "./bindings";
import { readClock } from "./clock.svelte";
import { commands, watch, type Result } from "./ipc";
import { ordered } from "./list/order";
import { Benches } from "./request/bench.svelte";
import { applied } from "./updates";
import type { TabName } from "./tabs";

/** What the right side shows. */
export type Screen =
  | { kind: "connection" }
  | { kind: "overview" }
  | {
      kind: "add";
      /** What a link fills in. */
      offer?: OfferView;
    }
  | { kind: "edit"; id: string };

/** The commands that need nothing but a connection. */
export type Action =
  | "signIn"
  | "useLocalAddress"
  | "signInAsOther"
  | "takeOver"
  | "turnAway"
  | "cancelSignIn"
  | "copySignInLink"
  | "openSignInLink"
  | "refresh"
  | "checkToken"
  | "signOut"
  | "retry"
  | "removeConnection";

/** What may be under way: those, and handing a token out. */
type UnderWay = Action | "copyToken" | "move";

/** A token that was not copied, because the person has to say that they mean it. */
export type Question = { id: string; form: Form; request: RequestDraft | null };

/** A form that was copied without its token, and when. */
export type Template = { id: string; form: Form; at: number };

export class Connections {
  snapshot = $state.raw<SnapshotView | null>(null);
  /** Why there is no snapshot and will be none. */
  lost = $state.raw<CommandError | null>(null);
  screen = $state.raw<Screen>({ kind: "connection" });
  /** User names as they were typed, by connection, so that a wrong password does not cost them. */
  readonly userNames = new Map<string, string>();
  question = $state.raw<Question | null>(null);
  /** What was copied last, if it had no token in it; the program keeps no record of that. */
  template = $state.raw<Template | null>(null);
  /** What is looked at below a token, of whichever connection. */
  tab = $state.raw<TabName>("activity");
  /** The requests that are being written. */
  readonly benches = new Benches();
  /** Whether it is looked what stands in the way. */
  checkingUp = $state(false);
  /** Whether the overview is grouped by environment. */
  overviewGrouped = $state(false);
  #chosenId = $state<string | null>(null);
  #underWay = $state.raw<readonly string[]>([]);
  #failures = $state.raw<Readonly<Record<string, CommandError>>>({});

  readonly list = $derived(this.snapshot?.connections ?? []);
  readonly listOrder = $derived(this.snapshot?.settings.listOrder ?? "byHand");
  /** The connections in the order in which they are listed. */
  readonly arranged = $derived(ordered(this.list, this.listOrder));
  readonly chosen = $derived(this.list.find(({ id }) => id === this.#chosenId) ?? this.arranged[0]);

  /** The connection that the right side shows. */
  readonly shown = $derived(
    this.screen.kind === "connection" || this.screen.kind === "edit" ? this.chosen : undefined,
  );

  async watch(): Promise<void> {
    const answer = await watch((update) => {
      readClock();
      const snapshot = applied(this.snapshot, update);
      if (snapshot === null) return;
      this.#forgetOldFailures(snapshot);
      this.benches.follow(snapshot.connections);
      this.snapshot = snapshot;
      if (snapshot.summons !== null) this.#follow(snapshot.summons);
    });
    if (answer.status === "error") this.lost = answer.error;
  }

  /** Goes where the person wants to be who was elsewhere: in the tray, at a notification. */
  #follow({ connection, errand }: SummonsView): void {
    void commands.heedSummons();
    this.choose(connection);
    if (errand === "copy") void this.copyToken(connection, "token");
  }

  choose(id: string): void {
    this.#chosenId = id;
    this.screen = { kind: "connection" };
  }

  isUnderWay(id: string, action: UnderWay): boolean {
    return this.#underWay.includes(`${action} ${id}`);
  }

  /** Why the last command for this connection failed, until its state changes or another is given. */
  failure(id: string): CommandError | null {
    return this.#failures[id] ?? null;
  }

  /** What lies on the clipboard of a connection's own token. */
  onClipboard(id: string): ClipboardView | null {
    const held = this.snapshot?.clipboard ?? null;
    // A token that was just made says so where it was made.
    return held?.connection === id && held.through === "clipboard" ? held : null;
  }

  /** Gives a command unless the same one is still under way; says whether it succeeded. */
  run(action: Action, id: string): Promise<boolean> {
    return this.#give(action, id, () => commands[action](id));
  }

  /** Copies the token in a form, as it is used in a request; what production asks first, it asks. */
  copyToken(
    id: string,
    form: Form,
    request: RequestDraft | null = null,
    meant = false,
  ): Promise<boolean> {
    this.template = null;
    return this.#give("copyToken", id, async () => {
      const answer = await commands.copyToken(id, { form, request, meant });
      if (answer.status === "ok" || answer.error.code !== "guarded") return answer;
      this.question = { id, form, request };
      return { status: "ok", data: null };
    });
  }

  /** Copies a form that has no token in it. */
  async copyTemplate(
    id: string,
    form: Form,
    request: RequestDraft | null = null,
  ): Promise<boolean> {
    this.template = null;
    const copied = await this.#give("copyToken", id, () =>
      commands.copyTemplate(id, form, request),
    );
    if (copied) this.template = { id, form, at: Date.now() };
    return copied;
  }

  /** Puts a connection before another, or last; says whether it succeeded. */
  move(id: string, before: string | null): Promise<boolean> {
    return this.#give("move", id, () => commands.moveConnection(id, before));
  }

  forgetQuestion(): void {
    this.question = null;
  }

  async #give(
    what: UnderWay,
    id: string,
    command: () => Promise<Result<unknown>>,
  ): Promise<boolean> {
    const key = `${what} ${id}`;
    if (this.#underWay.includes(key)) return false;
    this.#underWay = [...this.#underWay, key];
    this.#forgetFailure(id);
    const answer = await command();
    this.#underWay = this.#underWay.filter((other) => other !== key);
    if (answer.status === "ok") return true;
    this.#failures = { ...this.#failures, [id]: answer.error };
    return false;
  }

  /** Saves a new connection, or a changed one, and shows it. */
  async save(id: string | null, draft: ConnectionDraft): Promise<Result<string>> {
    if (id === null) {
      const added = await commands.addConnection(draft);
      if (added.status === "ok") this.choose(added.data);
      return added;
    }
    const edited = await commands.editConnection(id, draft);
    if (edited.status === "error") return edited;
    this.choose(id);
    return { status: "ok", data: id };
  }

  #forgetOldFailures(next: SnapshotView): void {
    for (const id of Object.keys(this.#failures)) {
      if (kindOf(this.list, id) !== kindOf(next.connections, id)) this.#forgetFailure(id);
    }
  }

  #forgetFailure(id: string): void {
    const { [id]: _, ...others } = this.#failures;
    this.#failures = others;
  }
}

function kindOf(list: ConnectionView[], id: string): string | undefined {
  return list.find((connection) => connection.id === id)?.state.kind;
}

/** What the window knows, following what the program tells. */
export function watched(): Connections {
  const connections = new Connections();
  void connections.watch();
  return connections;
}

export const [useConnections, provideConnections] = createContext<Connections>();
