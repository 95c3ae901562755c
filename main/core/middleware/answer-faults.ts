import type { Fault } from "../../../preload/contract/answers.ts";
import type {
  BusyRefusal,
  OutOfServiceRefusal,
  RecordBrokenRefusal,
} from "../../../preload/contract/refusals.ts";
import { refused } from "../../../preload/contract/result.ts";
import type { Refused } from "../../../preload/contract/result.ts";
import { BrokenRecord, RegistryBusy } from "../domain/registry-errors.ts";
import type { Middleware } from "../handle.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Registry } from "../ports/registry.ts";

/** Journals that a record was changed from outside. `at`: epoch milliseconds. */
export async function journalBroken(
  registry: Pick<Registry, "transact">,
  { of }: BrokenRecord,
  at: number,
): Promise<void> {
  const event = { action: "fault", outcome: "record-broken", at } as const;
  await registry.transact((rows) => rows.appendJournal({ customerId: null, ...event, ...of }));
}

/** The middleware, and the fault that it has met and that is not known to be over. */
export interface FaultAnswers {
  readonly middleware: Middleware;
  readonly fault: () => Fault | null;
}

/**
 * Answers errors of an operation that come from its environment, not from a bug. Its transaction was rolled back by
 * then, so that nothing of it is done.
 *
 * A registry that other processes hold is `busy`: the same request may succeed in a moment. A broken record, of a
 * customer or of a member of the staff, is `record-broken`, and a row about it is journalled; all others are served. A
 * part that `faultOf` knows to be broken, such as a full disk, is `out-of-service`: from then on `fault` answers it,
 * and each `readKiosk` starts `isOver`, without waiting for it, to find out whether the fault is gone. An error for
 * which `faultOf` answers null is a bug and is rethrown.
 */
export function makeFaultAnswers({
  registry,
  clock,
  log,
  faultOf,
  isOver,
}: {
  readonly registry: Pick<Registry, "transact">;
  readonly clock: Clock;
  readonly log: Log;
  readonly faultOf: (error: unknown) => Fault | null;
  /** Never rejects. */
  readonly isOver: (fault: Fault) => Promise<boolean>;
}): FaultAnswers {
  let met: { readonly fault: Fault } | null = null;
  let check: Promise<void> | null = null;
  const checkAgain = async (checked: { readonly fault: Fault }): Promise<void> => {
    const over = await isOver(checked.fault);
    // Another fault may have occurred in the meantime.
    if (over && met === checked) met = null;
    check = null;
  };
  const refusalOf = async (
    error: unknown,
    verb: string,
  ): Promise<Refused<BusyRefusal | RecordBrokenRefusal | OutOfServiceRefusal>> => {
    if (error instanceof BrokenRecord) {
      try {
        await journalBroken(registry, error, clock());
      } catch (failure) {
        return refusalOf(failure, verb);
      }
      log.info("record-broken", { verb });
      return refused({ code: "record-broken" });
    }
    if (error instanceof RegistryBusy) {
      log.info("registry-busy", { verb });
      return refused({ code: "busy" });
    }
    const fault = faultOf(error);
    if (fault === null) throw error;
    met = { fault };
    log.error(`out-of-service-${fault}`, error);
    return refused({ code: "out-of-service", fault });
  };

  return {
    fault: () => met?.fault ?? null,
    middleware: async (verb, next) => {
      try {
        return await next();
      } catch (error) {
        return await refusalOf(error, verb);
      } finally {
        if (verb === "readKiosk" && met !== null) check ??= checkAgain(met);
      }
    },
  };
}
