import type { LimitState } from "./transfer-limit.ts";

/**
 * A customer of the credit union in the registry. Passwords are Argon2id hashes in PHC string form; `transferLimitYen`
 * is 振込・振替限度額.
 */
export interface Customer extends LimitState {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  /** The name in full-width katakana, for search; empty where it isn't known. */
  readonly kana: string;
  readonly loginPasswordHash: string;
  readonly confirmationPasswordHash: string;
  readonly status: CustomerStatus;
}

/** 利用可; 停止: frozen by the bank; 解約: closed, or the customer has died. A customer who isn't `active` can't sign in. */
export type CustomerStatus = "active" | "suspended" | "closed";
