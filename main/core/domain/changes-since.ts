import type { SecretKind } from "../../../preload/contract/answers.ts";

/** The changes of a registry since a backup of it, as far as a restore would undo them. */
export interface ChangesSince {
  /** The greatest user ID that was ever issued; null: none was. */
  readonly greatestUserId: string | null;
  /** Tokens that the backup lacks. */
  readonly issued: number;
  /** Tokens that were in use when the backup was made, and have ended since. */
  readonly ended: readonly {
    readonly userId: string;
    readonly state: "released" | "replaced";
    readonly releasedAt: number | null;
  }[];
  /** Tokens of which later codes were used. */
  readonly used: readonly { readonly userId: string; readonly lastStep: number }[];
  /** Customers whose limit, or the amount to which imports may raise it, is lower. */
  readonly limits: readonly {
    readonly customerId: string;
    readonly yen: number;
    readonly ceilingYen: number | null;
  }[];
  /** Customers whose account was stopped or closed. */
  readonly stopped: readonly {
    readonly customerId: string;
    readonly status: "suspended" | "closed";
  }[];
  /** Secrets with more failures than in the backup. */
  readonly failures: readonly {
    readonly subject: string;
    readonly kind: SecretKind;
    readonly count: number;
  }[];
  /** Failures of the backup that were cleared since. */
  readonly cleared: readonly { readonly subject: string; readonly kind: SecretKind }[];
  /** The ids of staff who were removed, or have another role or PIN. */
  readonly staff: readonly string[];
}
