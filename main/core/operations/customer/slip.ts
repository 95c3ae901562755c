import type { PrintedSlip } from "../../../../preload/contract/answers.ts";
import type { SlipRefusal } from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Customer } from "../../domain/customer.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { hasSlip, slipAbout } from "../../domain/slip.ts";
import type { Slip } from "../../domain/slip.ts";
import type { Token } from "../../domain/token.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";

/** More rows than a customer makes between an action of staff and its 控え. */
const eventsLookedAt = 50;

/**
 * The 控え about the last action on a customer's token. It comes from the registry, so a caller can't request other
 * words. `action`: the journal's action of its printing; without one, the row is written here.
 */
export async function slipFor(
  { config }: Pick<Parts, "config">,
  rows: RegistryRows,
  { customer, token }: { readonly customer: Customer; readonly token: Token | null },
  event: Omit<JournalledAction, "action">,
): Promise<Result<Slip, SlipRefusal>> {
  if (!hasSlip(token)) {
    await rows.appendJournal({ ...event, action: "print-slip", outcome: "no-slip" });
    return refused({ code: "no-slip" });
  }
  const { userId, state, issuedAt, setupFrom, startedAt, releasedAt } = token;
  return ok(
    slipAbout({
      bank: { name: config.bank.name, branch: config.kiosk.branch, phone: config.bank.phone },
      kiosk: config.kiosk.name,
      serviceId: config.token.serviceId,
      token: { userId, state, issuedAt, setupFrom, startedAt, releasedAt },
      events: await rows.journalOf(customer.id, eventsLookedAt),
      limitYen: customer.transferLimitYen,
      reissueDays: config.token.reissueDays,
      transferHoldHours: config.token.transferHoldHours,
      setupMinutes: config.setupCode.minutesAfterIssue,
      printedAt: event.at,
    }),
  );
}

/**
 * Prints `slip`. Order of writes: ① paper or PDF; ② the journal, whether it succeeded. After a restart in between, the
 * journal lacks the 控え.
 */
export async function printAndJournal(
  { registry, slipPrinter }: Pick<Parts, "registry" | "slipPrinter">,
  slip: Slip,
  event: Omit<JournalledAction, "action">,
): Promise<Result<PrintedSlip, SlipRefusal>> {
  return journalPrint(registry, await slipPrinter.print(slip, event), event);
}

/** The journal's row about a 控え, and the answer. */
export async function journalPrint(
  registry: Pick<Registry, "transact">,
  printed: Result<PrintedSlip, "print-failed">,
  event: Omit<JournalledAction, "action">,
): Promise<Result<PrintedSlip, SlipRefusal>> {
  const outcome = printed.ok ? "done" : printed.refusal;
  await registry.transact((rows) =>
    rows.appendJournal({ ...event, action: "print-slip", outcome }),
  );
  return printed.ok ? printed : refused({ code: printed.refusal });
}
