import type { SecretKind } from "../../preload/contract/answers.ts";
import type { MailKind } from "../../preload/contract/customer-sheet.ts";
import type { CustomerStatus } from "../core/domain/customer.ts";
import type { StaffRole } from "../../preload/contract/staff-answers.ts";
import type { MailCause } from "../core/domain/mail-failure.ts";
import type { OutboxMail } from "../core/domain/outgoing-mail.ts";
import type { TokenState } from "../core/domain/token.ts";

/** The registry's tables after the newest migration. Times are epoch milliseconds. */
export interface RegistrySchema {
  /** Facts of this kiosk, one row each. */
  readonly kiosk: {
    readonly key:
      | "master-key-fingerprint"
      | "registry-id"
      | "sealing-key"
      | "journal-head"
      | "search-key-version"
      | "mail-server-trouble"
      | "greatest-user-id"
      | "slowest-hash"
      | "retention-sweep";
    readonly value: string;
  };
  readonly customers: {
    readonly id: string;
    readonly login_id: string;
    readonly name: string;
    readonly kana: string;
    /** `searchKey` of name and kana. */
    readonly name_key: string;
    readonly kana_key: string;
    readonly login_password_hash: string;
    readonly confirmation_password_hash: string;
    readonly transfer_limit_yen: number;
    readonly imported_limit_yen: number | null;
    readonly limit_ceiling_yen: number | null;
    readonly status: CustomerStatus;
    /** Failures in a row, as all counts of failures. */
    readonly login_failures: number;
    readonly confirmation_failures: number;
    /** Over this row and the customer's tokens, hex; null: the row is older than MACs. */
    readonly mac: string | null;
  };
  readonly tokens: TokenRow;
  readonly staff: {
    readonly id: string;
    readonly name: string;
    readonly role: StaffRole;
    readonly pin_hash: string;
    readonly pin_failures: number;
    /** Over this row, hex; null: the row is older than MACs. */
    readonly mac: string | null;
  };
  /** Counts for typed IDs that are unknown. */
  readonly stranger_failures: {
    /** A MAC of the typed text, hex. */
    readonly subject: string;
    readonly kind: SecretKind;
    readonly count: number;
    /** Increases with the time of counting. */
    readonly number: number;
  };
  readonly outbox: {
    readonly id: string;
    readonly kind: MailKind;
    readonly recipient: string;
    readonly user_id: string;
    readonly created_at: number;
    readonly closed_at: number | null;
    readonly outcome: OutboxMail["outcome"];
    /** null: Japanese. */
    readonly language: string | null;
    /** null: the time of its creation. */
    readonly queued_at: number | null;
    readonly tries: number;
    readonly tried_at: number | null;
    readonly next_try_at: number | null;
    readonly cause: MailCause | null;
    readonly reply: string | null;
    /** Until when a process delivers it; null: none does. */
    readonly claimed_until: number | null;
  };
  readonly journal: {
    /** The chain to which the row belongs; "": the only one of its registry. */
    readonly writer: string;
    /** From 1, without gaps in its chain. */
    readonly number: number;
    readonly at: number;
    readonly kiosk: string;
    readonly customer_id: string | null;
    readonly user_id: string | null;
    readonly action: string;
    readonly outcome: string;
    readonly staff_id: string | null;
    readonly detail: string | null;
    /** Hex. */
    readonly mac: string;
  };
}

export interface TokenRow {
  readonly user_id: string;
  readonly customer_id: string;
  readonly state: TokenState;
  readonly mail_address: string;
  readonly start_password_hash: string;
  /** Base64, as the databases have different types for bytes. */
  readonly sealed_secret: string | null;
  readonly issued_at: number;
  readonly started_at: number | null;
  readonly released_at: number | null;
  readonly last_step: number | null;
  /** Whole numbers separated by spaces. */
  readonly burnt_steps: string;
  readonly setup_showings: number;
  /** null: from the issue on. */
  readonly setup_from: number | null;
  readonly start_failures: number;
  readonly code_failures: number;
}

/** Every column of a token's row. */
export const tokenColumns = [
  ...(["user_id", "customer_id", "state", "mail_address", "start_password_hash"] as const),
  ...(["sealed_secret", "issued_at", "started_at", "released_at", "last_step"] as const),
  ...(["burnt_steps", "setup_showings", "setup_from", "start_failures", "code_failures"] as const),
] as const satisfies readonly (keyof TokenRow)[];
