import type { SettingsView } from "../bindings";

/** Sets part of what the person can set; what came of it is shown by the window of the settings. */
export type Change = (part: Partial<SettingsView>) => Promise<void>;

/** What every section of the settings is given. */
export type SectionProps = { settings: SettingsView; change: Change };
