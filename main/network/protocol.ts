import * as v from "valibot";
import { verbs } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { HealthFacts, HealthFindings } from "../../preload/contract/health.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Slip } from "../core/domain/slip.ts";

/*
 * What kiosks and the bank's service say to each other: HTTPS with certificates on both sides, JSON in UTF-8. A number
 * of this protocol is one form of these messages; a service says which numbers it takes, so that kiosks and services
 * can be exchanged one by one.
 */

/** The protocol of this program. */
export const protocolVersion = 1;
/** The oldest protocol that a service of this version answers. */
export const oldestProtocol = 1;

const requestId = v.pipe(v.string(), v.uuid());
const epochMs = v.pipe(v.number(), v.integer(), v.minValue(0));
const shortText = v.pipe(v.string(), v.maxLength(200));
/** People read these at a terminal: nothing in them may move its cursor. */
const version = v.pipe(v.string(), v.regex(/^[0-9A-Za-z.+-]{1,40}$/));
const kioskName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/));
const line = v.pipe(v.string(), v.regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u));

/** The part of the health report that only the kiosk's own machine can measure. */
export interface MachineHealth {
  readonly keychain: HealthFacts["keychain"] & { readonly state: HealthFindings["keychain"] };
  readonly disk: HealthFacts["disk"];
  readonly clock: HealthFacts["clock"];
  readonly versions: HealthFacts["versions"];
}

/** How the printing that the request `of` had asked for ended. */
const outcomeSchema = v.strictObject({
  of: requestId,
  /** `PrintedSlip`; null: nothing was printed. */
  printed: v.nullable(v.strictObject({ file: v.nullable(shortText) })),
});
export type ErrandOutcome = v.InferOutput<typeof outcomeSchema>;

/** `POST /v1/verbs/:verb`. `request` is checked by the contract's own schema of the verb. */
export const verbMessageSchema = v.strictObject({
  requestId,
  request: v.unknown(),
  machine: v.strictObject({
    version,
    protocol: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** The kiosk's clock, epoch milliseconds. The database's judges; this one is only compared with it. */
    at: epochMs,
    /** `MachineHealth`: with `readHealth`, and every ten minutes with `readKiosk`. */
    measured: v.optional(v.unknown()),
    /** No request was answered since the kiosk was started: it begins without sessions, as a kiosk of its own does. */
    started: v.optional(v.boolean()),
    /** Faults of the kiosk itself, for the journal. */
    faults: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            at: epochMs,
            outcome: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/)),
          }),
        ),
        v.maxLength(20),
      ),
    ),
  }),
  outcome: v.optional(outcomeSchema),
});
export type VerbMessage = v.InferOutput<typeof verbMessageSchema>;

/** What the service leaves to the kiosk's machine. */
export type Errand =
  | { readonly kind: "print"; readonly slip: Slip }
  | { readonly kind: "restart" }
  | { readonly kind: "shut-down" };

/**
 * With the errand `print` the answer is null: the kiosk prints, and sends the same verb again with a new request id and
 * the `outcome`; the answer to that is the verb's.
 */
export interface VerbReply<V extends Verb = Verb> {
  readonly answer: Answer<V> | null;
  readonly errand?: Errand;
}

/** `POST /v1/join`, by a kiosk or a relying system with its certificate. */
export const joinMessageSchema = v.strictObject({
  name: kioskName,
  branch: line,
  version,
  /** Without it, a kiosk. A relying system, such as the internet bank, may have codes verified and nothing else. */
  role: v.optional(v.picklist(["kiosk", "relying"])),
});
export type JoinMessage = v.InferInput<typeof joinMessageSchema>;

export interface JoinReply {
  readonly state: "pending" | "approved";
}

/**
 * The lines (JSON, each with a line feed) that answer `POST /v1/exports/:verb`, whose body is a `VerbMessage`. The last is
 * the `answer`; without it, the file isn't whole. `file`, before the first `text`: its name in `exports/`.
 */
export type ExportLine<V extends ExportVerb = ExportVerb> =
  { readonly file: string } | { readonly text: string } | { readonly answer: Answer<V> };

/** The verbs whose answer is a file. */
export const exportVerbs = ["exportJournal", "bundleJournal"] as const;
export type ExportVerb = (typeof exportVerbs)[number];

/** `GET /v1/watch?since=N`: the answer to a look that waits until something about this kiosk changes. */
export interface WatchReply {
  readonly state: "approved";
  readonly since: number;
  /** For 保守: what the service serves in spite of. */
  readonly warnings: readonly ServiceWarning[];
  /** The database's clock, epoch milliseconds. */
  readonly at: number;
}

/** The service serves, but a failover now could forget what was answered. */
export type ServiceWarning = "no-standby";

/** Why the service answers no verb. */
export const serviceErrors = [
  "malformed",
  "unknown",
  "pending",
  "revoked",
  "expired",
  "protocol",
  "too-large",
  "too-many",
  "database-unavailable",
  "database-read-only",
  "database-newer",
  "unexpected",
] as const;
export type ServiceError = (typeof serviceErrors)[number];

export const errorReplySchema = v.object({
  error: v.picklist(serviceErrors),
  reference: v.optional(v.string()),
});

/** Whether `name` is a verb of the bridge. */
export function isVerb(name: string): name is Verb {
  return (verbs as readonly string[]).includes(name);
}
