import type { Generated } from "kysely";
import type { RegistrySchema } from "../schema.ts";

/** The tables of a bank's database: the registry's, and those of its network. Times are epoch milliseconds. */
export interface NetworkSchema extends Omit<RegistrySchema, "journal"> {
  readonly journal: RegistrySchema["journal"] & {
    /** Unlike `number` without another's in any chain; it grows, with gaps. */
    readonly place: Generated<number>;
  };
  /** The journal's chains. */
  readonly journal_heads: {
    readonly writer: string;
    readonly count: number;
    readonly last_mac: string;
    readonly mac: string;
  };
  /** At each hour, what all heads were. */
  readonly journal_witnesses: {
    readonly number: Generated<number>;
    readonly at: number;
    /** JSON: `[writer, count, lastMac]` of each head, by writer. */
    readonly heads: string;
    readonly mac: string;
    /** Ed25519 by the ring's key, base64. */
    readonly signature: string;
  };
  readonly identities: IdentityRow;
  readonly kiosk_sessions: {
    readonly fingerprint: string;
    /** Counts the changes. */
    readonly version: number;
    /** Sealed. */
    readonly document: string;
  };
  /** Which keys of token secrets each service's ring has; no key. */
  readonly ring_holders: {
    readonly service: string;
    /** JSON: ids, oldest first. */
    readonly key_ids: string;
    readonly seen_at: number;
  };
  /** Requests of kiosks, to be recognised when they come again. */
  readonly requests: {
    readonly fingerprint: string;
    readonly id: string;
    readonly at: number;
    /** Sealed; null: it changed nothing that was committed. */
    readonly answer: string | null;
  };
  /** The outbox of webhooks: what the internet bank hasn't taken yet. */
  readonly webhook_events: {
    /** Grows; of one customer in the order of the changes. */
    readonly number: Generated<number>;
    readonly id: string;
    readonly customer_id: string;
    readonly type: string;
    /** JSON. */
    readonly data: string;
    readonly at: number;
    readonly attempts: number;
    readonly next_at: number;
    readonly claimed_until: number;
  };
}

/** A kiosk or a relying system that may speak to the service. */
export interface IdentityRow {
  /** SHA-256 of the certificate's SubjectPublicKeyInfo, hex. */
  readonly fingerprint: string;
  readonly name: string;
  readonly branch: string;
  readonly role: "kiosk" | "relying";
  readonly state: "pending" | "approved" | "revoked";
  /** The end of the certificate. */
  readonly not_after: number;
  readonly asked_at: number;
  /** JSON: the ids of the members of the staff who approved it; null: nobody did. */
  readonly approved_by: string | null;
  readonly revoked_at: number | null;
  readonly seen_at: number | null;
  readonly version: string | null;
  /** JSON; the last report of its health; null: there was none. */
  readonly health: string | null;
}
