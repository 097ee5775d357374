const rules = new Intl.PluralRules("fr");

/** What fits a number: the first for one, the second for any other. */
export function plural(count: number, one: string, other: string): string {
  return rules.select(count) === "one" ? one : other;
}
