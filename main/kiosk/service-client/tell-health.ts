import type { Fault } from "../../../preload/contract/answers.ts";
import type { MachineHealth } from "../../network/protocol.ts";
import type { Limits } from "./ask-hosts.ts";
import type { ServiceClient } from "./service-client.ts";

/** How often the service is told; measuring starts programs. */
const tellEveryMs = 600_000;
/** Nobody waits for it, and the next look makes up for it. */
const tellLimits: Limits = { wholeMs: 5_000, attemptMs: 5_000, pauseMs: null };

/** The dependencies of telling. */
export interface TellHealthParts {
  readonly client: () => Pick<ServiceClient, "verb"> | null;
  readonly fault: () => Fault | null;
  readonly measure: () => Promise<MachineHealth>;
  readonly newId: () => string;
  /** Milliseconds of a clock that can't be set. */
  readonly now: () => number;
}

/**
 * A function that tells the service how this machine is, where that wasn't done lately and the service serves; it is to
 * be called now and then. It goes with the facts of the kiosk, a request that touches no session.
 */
export function makeTellHealth(parts: TellHealthParts): () => Promise<void> {
  let toldAt = -Infinity;
  return async () => {
    const { now } = parts;
    const client = parts.client();
    if (client === null || parts.fault() !== null || now() - toldAt < tellEveryMs) return;
    const measured = await parts.measure();
    const told = await client.verb(
      "readKiosk",
      {},
      { requestId: parts.newId(), measured },
      tellLimits,
    );
    if (told.ok) toldAt = now();
  };
}
