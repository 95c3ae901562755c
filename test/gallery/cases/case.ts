import type { Verb } from "../../../preload/contract/channels.ts";
import type { Answer } from "../../../preload/contract/operations.ts";
import type { FieldName } from "../../../preload/contract/requests.ts";
import type { ScreenId } from "../../../renderer/flow.ts";
import type { useChoicesStore } from "../../../renderer/stores/choices.ts";
import type { useCustomersStore } from "../../../renderer/stores/customers.ts";
import type { useIssueStore } from "../../../renderer/stores/issue.ts";
import type { useReleaseStore } from "../../../renderer/stores/release.ts";
import type { useSessionStore } from "../../../renderer/stores/session.ts";
import type { useStaffStore } from "../../../renderer/stores/staff.ts";

/** What the fake bridge answers; `awaited`: nothing, ever, as while the kiosk is at work. */
export type Prepared = { readonly [V in Verb]?: Answer<V> | "awaited" };

/** One act of a customer's. Places are CSS selectors, so that a case holds in every language; the first match counts. */
export type Step =
  /** Touches the keys of the software keyboard, a character each. */
  | { readonly act: "type"; readonly field: FieldName; readonly text: string }
  | { readonly act: "press" | "focus"; readonly at: string }
  /** Presses a key of a hardware keyboard, which enters a character. */
  | { readonly act: "strike"; readonly key: string }
  /** Keeps a finger on it. */
  | { readonly act: "hold"; readonly at: string }
  /** The clock stands still but for this. */
  | { readonly act: "wait"; readonly seconds: number };

type StateOf<Store extends (...args: never[]) => { readonly $state: unknown }> =
  ReturnType<Store>["$state"];

/** What was done before the case begins: whole states of stores, by their names. */
export interface Before {
  readonly choices?: StateOf<typeof useChoicesStore>;
  readonly session?: StateOf<typeof useSessionStore>;
  readonly issue?: StateOf<typeof useIssueStore>;
  readonly release?: StateOf<typeof useReleaseStore>;
  readonly staff?: StateOf<typeof useStaffStore>;
  readonly customers?: StateOf<typeof useCustomersStore>;
}

interface Common {
  /** Addresses the case, and names its pictures. */
  readonly id: string;
  /** What is to be seen, in English. */
  readonly what: string;
  readonly steps?: readonly Step[];
}

/** The whole app at one screen. */
export interface ScreenCase extends Common {
  /** Where it begins. */
  readonly from: ScreenId;
  /** The screen to be seen, where the steps lead to another one. */
  readonly to?: ScreenId;
  readonly before?: Before;
  readonly answers?: Prepared;
  /** How the screen looks when nothing has gone wrong: its accessibility tree is kept too. */
  readonly main?: true;
  /** It is kept with the largest letters and low controls, too. */
  readonly large?: true;
  /** Its accessibility tree is kept, though something has gone wrong. */
  readonly read?: true;
}

export const sheets = [
  ...(["buttons", "fields", "choices", "keys", "lists", "messages", "time"] as const),
  ...(["guides", "headers", "dialogs", "measures"] as const),
] as const;

/** One sheet of base components, each in all its states. */
export interface SheetCase extends Common {
  readonly sheet: (typeof sheets)[number];
}

export type Case = ScreenCase | SheetCase;

/** The screen that a case shows; null: a sheet. */
export function screenOf(each: Case): ScreenId | null {
  return "sheet" in each ? null : (each.to ?? each.from);
}
