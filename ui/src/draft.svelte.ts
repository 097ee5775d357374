/**
 * What a person types into the guide, and what is wrong with it.
 *
 * Nothing typed is lost by an error. The client secret leaves with the draft, and before that
 * when the server is asked whether it takes it; it is forgotten here as soon as it has been saved.
 */
import type {
  AddressView,
  CertificateView,
  CommandError,
  ConnectionView,
  DetectionView,
  Environment,
  Generation,
  Method,
  OfferView,
  Trust,
} from "./bindings";
import { ClientCheck } from "./client-check.svelte";
import type { Connections } from "./connections.svelte";
import { guessEnvironment } from "./format";
import { commands } from "./ipc";
import { methodsOf } from "./words/choices";
import { failureWords } from "./words/failures";
import { missingWords } from "./words/places";

/** What is wrong with a field, in the language that is spoken then. */
type Fault = () => string;

export type Field = "address" | "clientId" | "clientSecret" | "name";

/** Long enough not to complain in the middle of a word, short enough to feel immediate. */
const TYPING_PAUSE = 400;

/** A server is asked when the address has stood for longer: with less, half an address is asked. */
const ASKING_PAUSE = 500;

/**
 * For how long saving waits for what answers there. With less, a slow server is saved as something
 * that it may not be; with more, one behind a closed VPN holds a person up.
 */
const PATIENCE = 2500;

const fields = ["address", "clientId", "clientSecret", "name"] as const satisfies Field[];

export class Draft {
  readonly existing: ConnectionView | null;
  readonly #offer: OfferView | null;
  readonly client = new ClientCheck();
  address = $state("");
  clientId = $state("");
  clientSecret = $state("");
  #replacesSecret = $state(true);
  saving = $state(false);
  checking = $state(false);
  checked = $state.raw<AddressView | null>(null);
  /** What answers at the checked address, once it is known. */
  detection = $state.raw<DetectionView | null>(null);
  detecting = $state(false);
  /** Who vouches for the server beside those whom the system trusts. */
  trust = $state.raw<Trust>({ kind: "system" });
  /** What their certificates say of themselves. */
  certificates = $state.raw<CertificateView[]>([]);
  errors = $state.raw<Partial<Record<Field, Fault>>>({});
  /** What failed for another reason than a field. */
  failure = $state.raw<CommandError | null>(null);
  #method = $state<Method>("browser");
  #typedName = $state<string | null>(null);
  #chosenEnvironment = $state<Environment | null>(null);
  #check = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | null = null;
  readonly #answers = new Map<string, ReturnType<typeof commands.detectServer>>();

  /** A new one may begin with what somebody else describes. */
  constructor(existing: ConnectionView | null, offer: OfferView | null = null) {
    this.existing = existing;
    this.#offer = offer;
    if (offer !== null) this.#fillIn(offer);
    if (existing === null) return;
    this.address = existing.address;
    this.#method = existing.method;
    this.clientId = existing.clientId;
    this.certificates = existing.authority;
    if (existing.authority.length > 0) this.trust = { kind: "kept", id: existing.id };
    this.replacesSecret = existing.clientSecret === "missing";
    this.checked = { ...existing, plainHttp: existing.address.startsWith("http:") };
    // What was saved once is not asked about again unless somebody changes it.
    this.#asking = Promise.resolve();
    this.#typedName = existing.name;
    this.#chosenEnvironment = existing.environment;
  }

  #fillIn({ name, address, environment, method, clientId }: OfferView): void {
    this.#method = method;
    this.clientId = clientId;
    this.#chosenEnvironment = environment;
    if (name !== "") this.#typedName = name;
    this.address = address;
    void this.settleAddress();
  }

  /** Until a person says otherwise, a connection is named after its host. */
  get name(): string {
    return this.#typedName ?? this.checked?.host ?? "";
  }

  /** The secret in the keyring stays unless a person wants to replace it; another server gets none. */
  get replacesSecret(): boolean {
    const moved = this.checked !== null && this.checked.address !== this.existing?.address;
    return this.#replacesSecret || moved;
  }
  set replacesSecret(replaces: boolean) {
    this.#replacesSecret = replaces;
  }

  get environment(): Environment {
    if (this.#chosenEnvironment !== null) return this.#chosenEnvironment;
    if (this.checked === null) return "production";
    return guessEnvironment(this.checked.host, this.checked.plainHttp);
  }
  set environment(environment: Environment) {
    this.#chosenEnvironment = environment;
  }

  /** What answers there, else what is said to be there, else the one that is met most often. */
  get generation(): Generation {
    if (this.detection?.kind === "found") return this.detection.generation;
    return this.existing?.generation ?? this.#offer?.generation ?? "version4";
  }

  get method(): Method {
    return methodsOf(this.generation).includes(this.#method) ? this.#method : "browser";
  }
  set method(method: Method) {
    this.#method = method;
    this.#lookAtClient();
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
    if (field === "clientId" || field === "clientSecret") this.#lookAtClient();
    if (field !== "address") return;
    this.client.look(null);
    this.checked = null;
    this.checking = false;
    this.#forgetDetection();
    this.#check += 1;
    this.#pause = setTimeout(() => void this.#checkAndAsk(), TYPING_PAUSE);
  }

  /** To be called when nothing more is typed into the address. */
  async settleAddress(): Promise<void> {
    await this.#checkAddress();
    await this.#ask();
  }

  /** Trusts those in a file, or nobody but the system's, and asks the server anew. */
  async trustIn(file: Blob | null): Promise<CommandError | null> {
    let [trust, certificates]: [Trust, CertificateView[]] = [{ kind: "system" }, []];
    if (file !== null) {
      const bytes = [...new Uint8Array(await file.arrayBuffer())];
      const read = await commands.readAuthority(bytes);
      if (read.status === "error") return read.error;
      [trust, certificates] = [{ kind: "file", bytes }, read.data];
    }
    this.trust = trust;
    this.certificates = certificates;
    if (this.checked !== null) void this.askAgain();
    return null;
  }

  /** Asks the server once more, which may have been out of reach. */
  askAgain(): Promise<void> {
    if (this.checked !== null) this.#answers.delete(this.checked.address);
    this.#asking = null;
    return this.#ask();
  }

  async #checkAndAsk(): Promise<void> {
    await this.#checkAddress();
    if (this.checked === null) return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#ask(), ASKING_PAUSE);
  }

  /** Asks whether the address can be one; a late answer about an earlier text is dropped. */
  async #checkAddress(): Promise<void> {
    clearTimeout(this.#pause);
    if (this.checked !== null || this.address.trim() === "") return;
    const check = ++this.#check;
    this.checking = true;
    const answer = await commands.checkAddress(this.address.trim(), this.generation);
    if (check !== this.#check) return;
    this.checking = false;
    if (answer.status === "ok") {
      this.checked = answer.data;
      this.#settle("address");
      // Its host is the name now.
      if (this.#typedName === null) this.#settle("name");
    } else if (answer.error.code === "address") {
      this.errors = { ...this.errors, address: faultOf(answer.error) };
    } else {
      this.failure = answer.error;
    }
  }

  /** Asks what answers there, once for each address. */
  #ask(): Promise<void> {
    clearTimeout(this.#pause);
    if (this.checked === null) return Promise.resolve();
    this.#asking ??= this.#detect(this.checked);
    return this.#asking;
  }

  async #detect(checked: AddressView): Promise<void> {
    const check = this.#check;
    const { address } = checked;
    const asked = this.#answers.get(address) ?? commands.detectServer(address, this.trust);
    this.#answers.set(address, asked);
    this.detecting = true;
    const answer = await asked;
    if (check !== this.#check) return;
    this.detecting = false;
    if (answer.status === "error") return;
    const found = answer.data;
    this.detection = found;
    if (found.kind !== "found") return;
    const host = found.address.replace(/^\w+:\/\//, "");
    this.checked = { ...checked, ...found, host };
    this.#lookAtClient();
  }

  /** Has the server asked about the client, as far as there is one. */
  #lookAtClient(): void {
    const [id, secret] = [this.clientId.trim(), this.clientSecret.trim()];
    const { checked } = this;
    // A secret is for the server that it is of: where ProcessMaker answers, or where it was saved for.
    const known = this.detection?.kind === "found" || checked?.address === this.existing?.address;
    if (checked === null || !known || this.method !== "browser" || id === "")
      return this.client.look(null);
    this.client.look({
      address: checked.address,
      generation: this.generation,
      id,
      secret: this.replacesSecret && secret !== "" ? secret : null,
      trust: this.trust,
    });
  }

  #forgetDetection(): void {
    clearTimeout(this.#pause);
    this.detection = null;
    this.detecting = false;
    this.#asking = null;
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
    this.client.leave();
    this.#check += 1;
    this.clientSecret = "";
  }

  async #isComplete(): Promise<boolean> {
    await this.#checkAddress();
    if (!this.#lacksNothing()) return false;
    // What answers there may change what is needed.
    await Promise.race([this.#ask(), new Promise((done) => setTimeout(done, PATIENCE))]);
    return this.#lacksNothing();
  }

  #lacksNothing(): boolean {
    const missing = (field: Field) => () => missingWords(this.generation, field);
    const found: Partial<Record<Field, Fault>> = {};
    if (this.address.trim() === "") found.address = missing("address");
    else if (this.errors.address !== undefined) found.address = this.errors.address;
    if (this.needsClient && this.clientId.trim() === "") found.clientId = missing("clientId");
    if (this.needsClient && this.replacesSecret && this.clientSecret.trim() === "")
      found.clientSecret = missing("clientSecret");
    if (this.name.trim() === "") found.name = missing("name");
    this.errors = found;
    return Object.keys(found).length === 0 && this.checked !== null;
  }

  async #send(connections: Connections): Promise<string | null> {
    const answer = await connections.save(this.existing?.id ?? null, {
      name: this.name.trim(),
      address: this.detection?.kind === "found" ? this.detection.address : this.address.trim(),
      generation: this.generation,
      environment: this.environment,
      method: this.method,
      clientId: this.needsClient ? this.clientId.trim() : "",
      clientSecret: this.needsClient && this.replacesSecret ? this.clientSecret.trim() : null,
      trust: this.trust,
    });
    if (answer.status === "ok") {
      this.clientSecret = "";
      return answer.data;
    }
    const { code } = answer.error;
    if (isField(code)) this.errors = { [code]: faultOf(answer.error) };
    else this.failure = answer.error;
    return null;
  }

  #settle(field: Field): void {
    if (this.errors[field] === undefined) return;
    const { [field]: _, ...others } = this.errors;
    this.errors = others;
  }
}

function faultOf(error: CommandError): Fault {
  return () => failureWords(error).next;
}

function isField(code: CommandError["code"]): code is Field {
  return (fields as readonly string[]).includes(code);
}
