import type { Fault } from "../../../preload/contract/answers.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Brand, Config } from "../../config/config.ts";
import { makeHandle } from "../handle.ts";
import type { Handle, Middleware } from "../handle.ts";
import { makeReadKiosk } from "../operations/customer/read-kiosk.ts";
import { makeReadWords } from "../operations/customer/read-words.ts";
import type { Clock } from "../ports/clock.ts";

/** The verbs that need neither keychain nor registry, and that a kiosk out of service also answers. */
const alwaysServed: readonly Verb[] = ["readKiosk", "readWords", "signOut", "staffSignOut"];

/** While there is a fault (null: none), refuses the verbs that need more than the kiosk's configuration. */
export function refuseDuring(faultOf: () => Promise<Fault | null>): Middleware {
  return async (verb, next) => {
    const fault = await faultOf();
    if (fault === null || alwaysServed.includes(verb)) return next();
    return refused({ code: "out-of-service", fault });
  };
}

/** The handle of a kiosk that can't serve: it answers the fault, and uses neither keychain nor registry. */
export function outOfService(config: Config, brand: Brand, clock: Clock, fault: Fault): Handle {
  return makeHandle(
    {
      readKiosk: makeReadKiosk(config, brand, clock, () => fault),
      readWords: makeReadWords(brand),
      signOut: async () => ok(null),
      staffSignOut: async () => ok(null),
    },
    [refuseDuring(async () => fault)],
  );
}
