/** What can be looked at below a token: the order here is the order of the tabs. */
import type { Component } from "svelte";
import { shortcuts } from "./keys/shortcuts";
import type { ConnectionView } from "./bindings";
import { words } from "./language/language.svelte";
import type { WithTokens } from "./state";
import Activity from "./Activity.svelte";
import RequestTab from "./request/RequestTab.svelte";
import TokenTab from "./TokenTab.svelte";

type Panel = Component<{ connection: ConnectionView; current: WithTokens }>;

type Tab = {
  panel: Panel;
  /** Needs the room: the card with the token shrinks to a line in the header. */
  wide?: boolean;
};

export const tabs = {
  activity: { panel: Activity },
  request: { panel: RequestTab, wide: true },
  token: { panel: TokenTab },
} as const satisfies Record<string, Tab>;

export type TabName = keyof typeof tabs;
export const tabNames = Object.keys(tabs) as TabName[];

export function tabLabel(name: TabName): string {
  return words().card[name];
}

/** Whether a tab needs the room of the card above it. */
export function isWide(name: TabName): boolean {
  const tab: Tab = tabs[name];
  return tab.wide === true;
}

/** The tab that a key leads to, from the one that has the focus; null: the key is none of ours. */
export function tabAfter(name: TabName, key: string): TabName | null {
  const at = tabNames.indexOf(name);
  const last = tabNames.length - 1;
  switch (key) {
    case shortcuts.nextTab[0]:
      return tabNames[at === last ? 0 : at + 1] ?? null;
    case shortcuts.previousTab[0]:
      return tabNames[at === 0 ? last : at - 1] ?? null;
    case shortcuts.firstTab[0]:
      return tabNames[0] ?? null;
    case shortcuts.lastTab[0]:
      return tabNames[last] ?? null;
    default:
      return null;
  }
}
