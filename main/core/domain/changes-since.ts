import type { SecretKind } from "../../../preload/contract/answers.ts";

/** What has become of a registry since a backup of it was made, as far as a restore would undo it. */
export interface ChangesSince {
  /** The greatest user ID ever given; null: none was. */
  readonly greatestUserId: string | null;
  /** Tokens that the backup doesn't know. */
  readonly issued: number;
  /** Tokens that lived when the backup was made. */
  readonly ended: readonly {
    readonly userId: string;
    readonly state: "released" | "replaced";
    readonly releasedAt: number | null;
  }[];
  /** Tokens of which later codes were used. */
  readonly used: readonly { readonly userId: string; readonly lastStep: number }[];
  /** Customers whose limit, or what imports may raise it to, is lower. */
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
  /** More failures than in the backup. */
  readonly tries: readonly {
    readonly subject: string;
    readonly kind: SecretKind;
    readonly count: number;
  }[];
  /** Failures of the backup that were cleared. */
  readonly cleared: readonly { readonly subject: string; readonly kind: SecretKind }[];
  /** Staff ids that were removed, or have another role or PIN. */
  readonly staff: readonly string[];
}
