/**
 * What the server says about a client while it is being typed: whether it takes our redirect
 * addresses, and whether the secret is right. A late answer about an earlier text is dropped.
 */
import type { Credentials, Generation, Registration, Trust } from "./bindings";
import { commands } from "./ipc";

export type Client = {
  address: string;
  generation: Generation;
  id: string;
  secret: string | null;
  trust: Trust;
};

/** The server is asked when nothing has been typed for as long. */
const PAUSE = 600;

export class ClientCheck {
  registration = $state.raw<Registration | null>(null);
  credentials = $state.raw<Credentials | null>(null);
  /** Whether a person has asked once more, and no answer has come yet. */
  asking = $state(false);
  #client: Client | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked = "";

  /** Forgets what was known, and asks about this client in a moment; null: there is none yet. */
  look(client: Client | null): void {
    clearTimeout(this.#pause);
    this.#client = client;
    if (client === null || this.#asked !== key(client)) {
      // An answer that is still on its way is about somebody else by now.
      this.#asked = "";
      this.registration = null;
    }
    this.credentials = null;
    if (client !== null) this.#pause = setTimeout(() => void this.#ask(client), PAUSE);
  }

  /** Asks once more, at once: it may have been put right in ProcessMaker. */
  async again(): Promise<void> {
    if (this.#client === null || this.asking) return;
    clearTimeout(this.#pause);
    this.asking = true;
    this.#asked = "";
    await this.#ask(this.#client);
    this.asking = false;
  }

  /** To be called when nobody looks any more. */
  leave(): void {
    clearTimeout(this.#pause);
    this.#client = null;
    this.#asked = "";
  }

  async #ask(client: Client): Promise<void> {
    const { address, generation, id, secret, trust } = client;
    const asked = key(client);
    if (this.#asked !== asked || this.registration === null) {
      this.#asked = asked;
      const answer = await commands.checkRegistration(address, generation, id, trust);
      if (this.#asked !== asked) return;
      this.registration = answer.status === "ok" ? answer.data : null;
    }
    if (this.registration === "missing") this.credentials = null;
    if (secret === null || this.registration === "missing") return;
    const pause = this.#pause;
    const answer = await commands.checkCredentials(address, generation, id, secret, trust);
    if (this.#asked !== asked || this.#pause !== pause) return;
    this.credentials = answer.status === "ok" ? answer.data : null;
  }
}

function key({ address, generation, id }: Client): string {
  return `${generation} ${address} ${id}`;
}
