/** What a language has to say: the same sentences as the English, with the same values in them. */
import type { catalogue } from "./en";

export type Words = Widened<typeof catalogue>;

/** Any text where English has its own. */
type Widened<T> = T extends string
  ? string
  : T extends (...values: infer Values) => infer Said
    ? (...values: Values) => Widened<Said>
    : { [Key in keyof T]: Widened<T[Key]> };
