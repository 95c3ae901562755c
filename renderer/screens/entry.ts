import type { Component } from "vue";

/** What is known of a screen before it is opened. */
export interface Entry {
  readonly component: Component;
  /** The manual's title in the language in use; those of KWT001, KLG001, KLG002 and KTP001 are the kiosk's own. */
  title(): string;
}

/** Screens by their IDs. */
export type Entries<Id extends string> = Readonly<Record<Id, Entry>>;
