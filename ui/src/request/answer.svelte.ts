/** An answer as somebody reads it: which side of it, what is folded, what is looked for. */
import type { AnsweredView, FoldView, LineView, SideView, TextRowView } from "../bindings";
import { commands } from "../ipc";
import { Rows } from "./rows.svelte";

export class Answer {
  readonly lines: Rows<LineView>;
  readonly text: Rows<TextRowView>;
  side = $state<SideView>("text");
  /** What is looked for. */
  words = $state("");
  /** How often it is there; null: nothing is looked for. */
  count = $state.raw<{ matches: number; more: boolean } | null>(null);
  /** At which of these places somebody is. */
  place = $state(0);
  /** The row that the keys act on. */
  current = $state(0);
  /** A row that has to come into sight. */
  goTo = $state.raw<{ row: number } | null>(null);

  constructor(
    readonly view: AnsweredView,
    /** When it came. */
    readonly at: number,
  ) {
    this.lines = new Rows(view.lines, (from, count) => commands.answerLines(view.id, from, count));
    this.text = new Rows(view.rows, (from, count) => commands.answerText(view.id, from, count));
    if (view.form === "json") this.side = "lines";
  }

  get rows(): Rows<LineView> | Rows<TextRowView> {
    return this.side === "lines" ? this.lines : this.text;
  }

  async fold(fold: FoldView): Promise<void> {
    const folded = await commands.foldAnswer(this.view.id, fold);
    if (folded.status === "error") this.lines.gone = true;
    else this.lines.renew(folded.data);
    this.current = Math.min(this.current, Math.max(0, this.lines.total - 1));
  }

  /** Shows the other side; what is looked for is looked for there. */
  show(side: SideView): void {
    this.side = side;
    this.current = 0;
    if (this.words !== "") void this.search(this.words);
  }

  async search(words: string): Promise<void> {
    this.words = words;
    const found = await commands.searchAnswer(this.view.id, this.side, words);
    if (words !== this.words) return;
    if (found.status === "error") {
      this.rows.gone = true;
      return;
    }
    this.count = words === "" ? null : found.data;
    this.rows.renew(this.rows.total);
    if (words !== "" && found.data.matches > 0) await this.step(0);
  }

  /** Goes to the place that many further on, around the ends; 0 for the first. */
  async step(by: -1 | 0 | 1): Promise<void> {
    const matches = this.count?.matches ?? 0;
    if (matches === 0) return;
    this.place = by === 0 ? 0 : (this.place + by + matches) % matches;
    const revealed = await commands.revealMatch(this.view.id, this.place);
    if (revealed.status === "error" || revealed.data === null) return;
    const { row, lines } = revealed.data;
    if (this.side === "lines" && lines !== this.lines.total) this.lines.renew(lines);
    this.current = row;
    this.goTo = { row };
  }

  async copy(line: number | null): Promise<boolean> {
    return (await commands.copyAnswer(this.view.id, line)).status === "ok";
  }
}
