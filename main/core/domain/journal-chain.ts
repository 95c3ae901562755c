/*
 * The journal as a chain: each row carries a MAC over its own text and the row before, and a head, sealed by the same
 * key, states how many rows there are. A writer without the key can't change, remove, reorder, add or cut off rows
 * without a fault in the chain. An old copy of the whole registry is detected by an anchor that is stored outside of
 * it.
 */

import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** A hex MAC (HMAC-SHA-256) of `text` under the journal's key. */
export type Mac = (text: string) => string;

/** The contents of a row, without secrets. */
export interface JournalEntry {
  /** Epoch milliseconds, UTC. */
  readonly at: number;
  /** The kiosk's name. */
  readonly kiosk: string;
  readonly customerId: string | null;
  /** ユーザID of the token that the row is about, or of the customer's token at that time. */
  readonly userId: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly staffId: string | null;
  readonly detail: string | null;
}

/** A row in its stored form. */
export interface JournalRow extends JournalEntry {
  /** Its place, from 1. */
  readonly number: number;
  readonly mac: string;
}

/** The journal's end at some moment. Whatever is written later, that row stays in its place. */
export interface JournalAnchor {
  /** The number of rows. */
  readonly count: number;
  /** The MAC of the last row; "" without a row. */
  readonly lastMac: string;
}

/** The journal's end, sealed. */
export interface JournalHead extends JournalAnchor {
  readonly mac: string;
}

/** The seal of a kiosk: its name and its key's MAC, which also seals the records of customers and staff. */
export interface JournalSeal {
  readonly kiosk: string;
  readonly mac: Mac;
  /** Whether records without a MAC, from versions without MACs, are accepted; by default they aren't. */
  readonly takesUnsealed?: boolean;
}

/** The fault of a chain, and the row where it is. */
export interface ChainFault {
  readonly number: number;
  readonly problem: ChainProblem;
}

/**
 * `misplaced`: its number doesn't belong there. `changed`: the row, or its place in the chain, was changed.
 * `not-remembered`: the kiosk's anchor has another row. `missing-at-end`: the head states more rows; `beyond-head`:
 * fewer rows; `not-heads`: another last row. `head-gone`, `head-changed`: this row and later ones may be missing, which
 * only the head would reveal.
 */
export type ChainProblem =
  | "misplaced"
  | "missing"
  | "changed"
  | "not-remembered"
  | "missing-at-end"
  | "beyond-head"
  | "not-heads"
  | "head-gone"
  | "head-changed";

/** A valid chain of an earlier time. */
export interface Older {
  /** The number of rows that it lacks. */
  readonly missing: number;
}

/** Stands in place of the MAC of an unknown row: it equals no MAC, so the fault stays for good. */
const unknown = "?";

/** A head for `count` rows of which the last has `lastMac`. */
export function sealedHead(count: number, lastMac: string, mac: Mac): JournalHead {
  return { count, lastMac, mac: mac(headText(count, lastMac)) };
}

/**
 * The next row and its head. `lastNumber`: the greatest number among the rows, 0 without rows. A journal that was
 * tampered with is continued, as the kiosk must serve; but the fault is never repaired: a row follows the last row of
 * the head, whatever the rows are now.
 */
export function appended(
  entry: JournalEntry,
  end: { readonly head: JournalHead | null; readonly lastNumber: number },
  mac: Mac,
): { readonly row: JournalRow; readonly head: JournalHead } {
  const head = isSealed(end.head, mac) ? end.head : null;
  const number = Math.max(head?.count ?? 0, end.lastNumber) + 1;
  const row = { ...entry, number, mac: mac(rowText(entry, number, head?.lastMac ?? unknown)) };
  return { row, head: sealedHead(number, row.mac, mac) };
}

/**
 * Checks a chain from its first row on; each call answers the fault that it found, if any, and after a fault there is
 * no further call.
 */
export interface ChainCheck {
  next(row: JournalRow): ChainFault | null;
  end(head: JournalHead | null): ChainFault | Older | null;
}

/**
 * `anchor`: an end that the journal is known to have had; null: none is known. `before`: the row that the first one
 * follows; without it, the first row is number 1.
 */
export function chainCheck(
  mac: Mac,
  {
    anchor = null,
    before = { number: 0, mac: "" },
  }: {
    readonly anchor?: JournalAnchor | null;
    readonly before?: { readonly number: number; readonly mac: string };
  } = {},
): ChainCheck {
  let count = before.number;
  let lastMac = before.mac;
  return {
    next(row) {
      const number = count + 1;
      if (row.number < number) return { number: row.number, problem: "misplaced" };
      if (row.number > number) return { number, problem: "missing" };
      if (row.mac !== mac(rowText(row, number, lastMac))) {
        return { number, problem: "changed" };
      }
      if (number === anchor?.count && row.mac !== anchor.lastMac) {
        return { number, problem: "not-remembered" };
      }
      count = number;
      lastMac = row.mac;
      return null;
    },
    end(head) {
      const next = count + 1;
      const proven = provenHead(head, count, mac);
      if (!proven.ok) return proven.refusal;
      const sealed = proven.value;
      if (sealed.count > count) return { number: next, problem: "missing-at-end" };
      if (sealed.count < count) return { number: sealed.count + 1, problem: "beyond-head" };
      if (sealed.lastMac !== lastMac) return { number: count, problem: "not-heads" };
      return anchor !== null && anchor.count > count ? { missing: anchor.count - count } : null;
    },
  };
}

/** A sealed head, or its fault; `count`: the number of rows before those that may be missing then. */
export function provenHead(
  head: JournalHead | null,
  count: number,
  mac: Mac,
): Result<JournalHead, ChainFault> {
  const number = count + 1;
  if (head === null) return refused({ number, problem: "head-gone" });
  if (isSealed(head, mac)) return ok(head);
  return refused({ number, problem: "head-changed" });
}

/** Whether the head was made by the holder of the key. */
export function isSealed(head: JournalHead | null, mac: Mac): head is JournalHead {
  return head !== null && head.mac === mac(headText(head.count, head.lastMac));
}

/** An array in JSON is unambiguous: no two rows have the same text, wherever their fields begin and end. */
function rowText(entry: JournalEntry, number: number, lastMac: string): string {
  const { at, kiosk, customerId, userId, action, outcome, staffId, detail } = entry;
  const text = ["row", lastMac, number, at, kiosk, customerId, userId, action, outcome];
  // Rows without staff keep the form from before staff were recorded.
  return JSON.stringify(staffId === null && detail === null ? text : [...text, staffId, detail]);
}

function headText(count: number, lastMac: string): string {
  return JSON.stringify(["head", count, lastMac]);
}
