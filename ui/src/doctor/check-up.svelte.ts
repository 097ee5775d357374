/** One look at everything that may stand in the way: each line comes when it is known. */
import type { CheckRemedy, CheckView, CommandError, FindingView, SettingsView } from "../bindings";
import { commands, type Result } from "../ipc";

/** One thing that is looked at. */
export class Line {
  readonly check: CheckView;
  /** What was found last; it stays while somebody looks again. */
  finding = $state.raw<FindingView | null>(null);
  /** Why nothing could be found, or nothing done about it. */
  failure = $state.raw<CommandError | null>(null);
  busy = $state(false);

  constructor(check: CheckView) {
    this.check = check;
  }

  /** What tells it from the others. */
  get key(): string {
    return this.check.kind === "server" ? this.check.address : this.check.kind;
  }

  async look(): Promise<void> {
    this.busy = true;
    const answer = await commands.checkUp(this.check);
    this.#took(answer);
    if (answer.status === "ok") this.finding = answer.data;
    this.busy = false;
  }

  /** Does something about it, and looks whether that helped. */
  async mend(remedy: CheckRemedy, settings: SettingsView): Promise<void> {
    this.busy = true;
    const answer = await mending[remedy](settings);
    await this.look();
    this.#took(answer);
  }

  #took(answer: Result<unknown>): void {
    this.failure = answer.status === "error" ? answer.error : null;
  }
}

const mending: Record<CheckRemedy, (settings: SettingsView) => Promise<Result<null>>> = {
  claimLinks: () => commands.claimLinks(),
  unlock: () => commands.unlockKeyring(),
  useLocalAddress: (settings) => commands.changeSettings({ ...settings, wayBack: "localAddress" }),
  useLinks: (settings) => commands.changeSettings({ ...settings, wayBack: "links" }),
};

const ranks = { bad: 0, look: 1, good: 3 } as const;
/** What is not known yet comes between what is amiss and what is well. */
const UNKNOWN = 2;

export class CheckUp {
  lines = $state.raw<readonly Line[]>([]);
  /** Why there are no lines. */
  failure = $state.raw<CommandError | null>(null);
  report = $state("");

  readonly sorted = $derived([...this.lines].sort((one, other) => rank(one) - rank(other)));
  readonly looking = $derived(this.lines.some(({ busy }) => busy));
  readonly unwell = $derived(this.lines.filter((line) => rank(line) < UNKNOWN).length);

  /** Looks at everything at once. */
  async begin(): Promise<void> {
    const answer = await commands.beginCheckUp();
    this.failure = answer.status === "error" ? answer.error : null;
    if (answer.status === "error") return;
    this.lines = answer.data.map((check) => new Line(check));
    await Promise.all(this.lines.map((line) => line.look()));
    await this.read();
  }

  /** Reads the report as it is by now. */
  async read(): Promise<void> {
    const answer = await commands.checkUpReport();
    if (answer.status === "ok") this.report = answer.data;
  }
}

function rank({ finding, failure }: Line): number {
  if (finding === null) return failure === null ? UNKNOWN : ranks.bad;
  return ranks[finding.verdict];
}
