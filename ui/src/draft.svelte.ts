/**
 * What a person types into the guide, and what is wrong with it.
 *
 * Nothing typed is lost by an error. The client secret leaves once, with the draft, and is
 * forgotten here as soon as it has been taken.
 */
import type {
  AddressView,
  CommandError,
  ConnectionView,
  Environment,
  Generation,
  Method,
} from "./bindings";
import type { Connections } from "./connections.svelte";
import { guessEnvironment, sentence } from "./format";
import { commands } from "./ipc";

export type Field = "address" | "clientId" | "clientSecret" | "name";

/** Long enough not to complain in the middle of a word, short enough to feel immediate. */
const TYPING_PAUSE = 400;

const missing = {
  address: "Enter the address of your ProcessMaker.",
  clientId: "Enter the client ID. Auth Clients shows it in the first column.",
  clientSecret: "Enter the client secret. Auth Clients lets you copy it.",
  name: "Give it a name.",
} as const satisfies Record<Field, string>;

export class Draft {
  readonly existing: ConnectionView | null;
  readonly generation: Generation;
  address = $state("");
  method = $state<Method>("browser");
  clientId = $state("");
  clientSecret = $state("");
  /** The secret in the keyring stays unless a person wants to replace it. */
  replacesSecret = $state(true);
  saving = $state(false);
  checking = $state(false);
  checked = $state.raw<AddressView | null>(null);
  errors = $state.raw<Partial<Record<Field, string>>>({});
  /** What failed for another reason than a field. */
  failure = $state.raw<CommandError | null>(null);
  #typedName = $state<string | null>(null);
  #chosenEnvironment = $state<Environment | null>(null);
  #check = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(existing: ConnectionView | null) {
    this.existing = existing;
    this.generation = existing?.generation ?? "version4";
    if (existing === null) return;
    this.address = existing.address;
    this.method = existing.method;
    this.clientId = existing.clientId;
    this.replacesSecret = existing.clientSecret === "missing";
    this.checked = { ...existing, plainHttp: existing.address.startsWith("http:") };
    this.#typedName = existing.name;
    this.#chosenEnvironment = existing.environment;
  }

  /** Until a person says otherwise, a connection is named after its host. */
  get name(): string {
    return this.#typedName ?? this.checked?.host ?? "";
  }

  get environment(): Environment {
    if (this.#chosenEnvironment !== null) return this.#chosenEnvironment;
    if (this.checked === null) return "production";
    return guessEnvironment(this.checked.host, this.checked.plainHttp);
  }
  set environment(environment: Environment) {
    this.#chosenEnvironment = environment;
  }

  /** A personal access token comes without a client. */
  get needsClient(): boolean {
    return this.method !== "personalToken";
  }

  /** Takes what a person types into a field. */
  typed(field: Field, text: string): void {
    this.#settle(field);
    if (field === "name") this.#typedName = text;
    else this[field] = text;
    if (field !== "address") return;
    this.checked = null;
    this.checking = false;
    this.#check += 1;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.checkAddress(), TYPING_PAUSE);
  }

  /** Asks whether the address can be one; a late answer about an earlier text is dropped. */
  async checkAddress(): Promise<void> {
    clearTimeout(this.#pause);
    if (this.checked !== null || this.address.trim() === "") return;
    const check = ++this.#check;
    this.checking = true;
    const answer = await commands.checkAddress(this.address.trim());
    if (check !== this.#check) return;
    this.checking = false;
    if (answer.status === "ok") {
      this.checked = answer.data;
      this.#settle("address");
    } else if (answer.error.code === "address") {
      this.errors = { ...this.errors, address: sentence(answer.error.message) };
    } else {
      this.failure = answer.error;
    }
  }

  /** Saves; answers the connection's id, or null when something has to be put right first. */
  async save(connections: Connections): Promise<string | null> {
    if (this.saving) return null;
    this.saving = true;
    this.failure = null;
    const id = (await this.#isComplete()) ? await this.#send(connections) : null;
    this.saving = false;
    return id;
  }

  /** To be called when the guide is left. */
  leave(): void {
    clearTimeout(this.#pause);
    this.#check += 1;
    this.clientSecret = "";
  }

  async #isComplete(): Promise<boolean> {
    await this.checkAddress();
    const found: Partial<Record<Field, string>> = {};
    if (this.address.trim() === "") found.address = missing.address;
    else if (this.errors.address !== undefined) found.address = this.errors.address;
    if (this.needsClient && this.clientId.trim() === "") found.clientId = missing.clientId;
    if (this.needsClient && this.replacesSecret && this.clientSecret.trim() === "")
      found.clientSecret = missing.clientSecret;
    if (this.name.trim() === "") found.name = missing.name;
    this.errors = found;
    return Object.keys(found).length === 0 && this.checked !== null;
  }

  async #send(connections: Connections): Promise<string | null> {
    const answer = await connections.save(this.existing?.id ?? null, {
      name: this.name.trim(),
      address: this.address.trim(),
      generation: this.generation,
      environment: this.environment,
      method: this.method,
      clientId: this.needsClient ? this.clientId.trim() : "",
      clientSecret: this.needsClient && this.replacesSecret ? this.clientSecret.trim() : null,
    });
    if (answer.status === "ok") {
      this.clientSecret = "";
      return answer.data;
    }
    const { code, message } = answer.error;
    if (isField(code)) this.errors = { [code]: sentence(message) };
    else this.failure = answer.error;
    return null;
  }

  #settle(field: Field): void {
    if (this.errors[field] === undefined) return;
    const { [field]: _, ...others } = this.errors;
    this.errors = others;
  }
}

function isField(code: CommandError["code"]): code is Field {
  return code in missing;
}
