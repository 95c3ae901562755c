import type { Verb } from "../../preload/contract/channels.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { ServiceError, VerbMessage, VerbReply } from "../network/protocol.ts";

/** Serves one verb of the kiosk with this certificate. */
export type ServeVerb = (
  fingerprint: string,
  verb: Verb,
  message: VerbMessage,
) => Promise<Result<VerbReply, ServiceError>>;
