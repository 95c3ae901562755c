import type { StaffAct } from "../../../../preload/contract/staff-answers.ts";
import type {
  ForbiddenRefusal,
  NoSuchCustomerRefusal,
  StaffSignedOutRefusal,
} from "../../../../preload/contract/refusals.ts";
import { refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Customer } from "../../domain/customer.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import type { StaffMember } from "../../domain/staff.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/** A customer inside one transaction, for staff who may act for them. */
export interface CustomerAtHand {
  readonly rows: RegistryRows;
  readonly customer: Customer;
  readonly token: Token | null;
  readonly member: StaffMember;
  /** The common part of the journal rows of this action; only `action` is missing. */
  readonly event: Omit<JournalledAction, "action"> & { readonly at: number };
}

/** Why staff can't act for a customer. */
type AccessRefusal = StaffSignedOutRefusal | ForbiddenRefusal | NoSuchCustomerRefusal;

/** Does `work` in one transaction with the customer and their present token, for staff who may `act`. */
export async function onCustomer<T, R>(
  parts: Pick<Parts, "registry" | "clock">,
  session: StaffSession,
  { act, customerId }: { readonly act: StaffAct; readonly customerId: string },
  work: (atHand: CustomerAtHand) => Promise<Result<T, R>>,
): Promise<Result<T, R | AccessRefusal>> {
  const at = parts.clock();
  const staff = await staffFor(parts, session, { at, act, customerId });
  if (!staff.ok) return staff;
  const member = staff.value;
  return parts.registry.transact<Result<T, R | AccessRefusal>>(async (rows) => {
    const customer = await rows.customerById(customerId);
    if (customer === null) {
      // The requested ID is not journalled: the text may be anything.
      const unknown = { at, customerId: null, staffId: member.id, action: act };
      await rows.appendJournal({ ...unknown, outcome: "no-such-customer" });
      return refused({ code: "no-such-customer" });
    }
    const token = await rows.currentToken(customerId);
    const event = { at, customerId, staffId: member.id };
    return work({ rows, customer, token, member, event });
  });
}
