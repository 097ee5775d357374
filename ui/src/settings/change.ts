import type { CommandError, SettingsView } from "../bindings";

/**
 * Sets part of what the person can set. What came of it is shown by the window of the settings,
 * unless it is of a kind that whoever asks shows where it was typed.
 */
export type Change = (
  part: Partial<SettingsView>,
  own?: CommandError["code"],
) => Promise<CommandError | null>;

/** What every section of the settings is given. */
export type SectionProps = { settings: SettingsView; change: Change };
