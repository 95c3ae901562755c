import { verbs } from "../../../preload/contract/channels.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { Fault } from "../../../preload/contract/answers.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Brand, Config } from "../../config/config.ts";
import type { Clock } from "../ports/clock.ts";
import type { Operations } from "../operations/operation.ts";
import { makeReadKiosk } from "../operations/customer/read-kiosk.ts";
import { makeReadWords } from "../operations/customer/read-words.ts";

/** The use cases of a kiosk that can't serve: it says why, and touches neither keychain nor registry. */
export function outOfService(config: Config, brand: Brand, clock: Clock, fault: Fault): Operations {
  const refuse = async () => refused({ code: "out-of-service", fault });
  const refusals = Object.fromEntries(verbs.map((verb) => [verb, refuse])) as Record<
    Verb,
    typeof refuse
  >;
  return {
    ...refusals,
    readKiosk: makeReadKiosk(config, brand, clock, fault),
    readWords: makeReadWords(brand),
    signOut: async () => ok(null),
    staffSignOut: async () => ok(null),
  };
}
