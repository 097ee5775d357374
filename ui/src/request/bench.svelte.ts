/** The request that a person is writing for one connection, and what came of the last one. */
import type {
  CommandError,
  ConnectionView,
  EndpointsView,
  HttpMethod,
  RememberedView,
  RequestDraft,
} from "../bindings";
import { commands } from "../ipc";
import { Answer } from "./answer.svelte";
import type { Pair } from "./target";

/** What can be unfolded below the path. */
export type Section = "query" | "headers" | "body";

/** The methods that send something along. */
export function takesBody(method: HttpMethod): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

export class Bench {
  method = $state<HttpMethod>("GET");
  path = $state("");
  headers = $state.raw<readonly Pair[]>([]);
  body = $state("");
  open = $state.raw<Section | null>(null);
  sending = $state(false);
  answer = $state.raw<Answer | null>(null);
  failure = $state.raw<CommandError | null>(null);
  /** The request changes something in production, and waits for a yes. */
  asks = $state(false);
  remembered = $state.raw<RememberedView | null>(null);
  endpoints = $state.raw<EndpointsView | null>(null);
  #asked = false;

  readonly draft = $derived<RequestDraft>({
    method: this.method,
    path: this.path,
    headers: [...this.headers],
    body: takesBody(this.method) ? this.body : "",
  });
  /** The one that is kept under a name, if it is this. */
  readonly favourite = $derived(
    this.remembered?.favourites.find(
      ({ method, path }) => method === this.method && path === this.path,
    ),
  );

  constructor(readonly id: string) {}

  /** Asks for what is remembered, and once for what a path can be completed from. */
  async begin(): Promise<void> {
    void this.remember();
    if (this.#asked) return;
    this.#asked = true;
    const endpoints = await commands.endpoints(this.id);
    if (endpoints.status === "ok") this.endpoints = endpoints.data;
    else this.#asked = false;
  }

  async remember(): Promise<void> {
    const remembered = await commands.rememberedRequests(this.id);
    if (remembered.status === "ok") this.remembered = remembered.data;
  }

  /** Takes another method; one that sends something along shows what. */
  choose(method: HttpMethod): void {
    this.method = method;
    if (takesBody(method)) this.open ??= "body";
    else if (this.open === "body") this.open = null;
  }

  /** Takes a request over as it was, but for what nobody remembers of it. */
  use({ method, path }: { method: HttpMethod; path: string }): void {
    this.choose(method);
    this.path = path;
    this.failure = null;
  }

  async send(meant = false): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    this.failure = null;
    const answered = await commands.sendRequest(this.id, this.draft, meant);
    this.sending = false;
    if (answered.status === "ok") this.answer = new Answer(answered.data, Date.now());
    else if (answered.error.code === "changesProduction") this.asks = true;
    else this.failure = answered.error;
    void this.remember();
  }

  stop(): void {
    if (this.sending) void commands.stopRequest(this.id);
  }

  /** Keeps the request under a name; null: it is kept. */
  async keep(name: string): Promise<CommandError | null> {
    const kept = await commands.keepRequest(this.id, name, this.draft);
    await this.remember();
    return kept.status === "ok" ? null : kept.error;
  }

  async drop(name: string): Promise<void> {
    await commands.dropRequest(this.id, name);
    await this.remember();
  }

  async clearHistory(): Promise<void> {
    await commands.clearRequestHistory(this.id);
    await this.remember();
  }
}

/** Whose answer is shown only as long as they are signed in. */
const withTokens = (one: ConnectionView | undefined) => one !== undefined && "tokens" in one.state;

/** One for each connection, kept while the window is open. */
export class Benches {
  readonly #all = new Map<string, Bench>();

  /** Drops what was read as somebody who has gone. */
  follow(list: readonly ConnectionView[]): void {
    for (const bench of this.#all.values()) {
      if (!withTokens(list.find(({ id }) => id === bench.id))) bench.answer = null;
    }
  }

  of(id: string): Bench {
    const known = this.#all.get(id);
    if (known) return known;
    const bench = new Bench(id);
    this.#all.set(id, bench);
    return bench;
  }
}
