import type { Customer } from "../../domain/customer.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** A customer who waits for a ログインID that another customer still has. */
interface Waiting {
  readonly id: string;
  readonly loginId: string;
  readonly line: number;
}

/** The ログインID of a file's customers. */
export interface LoginIds {
  /** Writes the customer of `line`; `former`: their record before, null for a new one. */
  write(customer: Customer, former: Customer | null, line: number): Promise<void>;
  /**
   * After the last line: gives the waiting customers their ID, and answers the lines whose ID another customer keeps.
   */
  settle(): Promise<readonly number[]>;
}

/**
 * Gives customers the ログインID that a file states, valid by the state after the whole file: customers who swap their IDs,
 * or take one that a later line gives up, have an unassigned one meanwhile. Failures are counted on the customer, so
 * that another ログインID unlocks nothing.
 */
export function loginIdsOf(rows: RegistryRows): LoginIds {
  const waiting: Waiting[] = [];
  return {
    async write(customer, former, line) {
      const { id, loginId } = customer;
      if (former?.loginId === loginId) return rows.updateCustomer(customer);
      const isFree = (await rows.customerByLoginId(loginId)) === null;
      const written = isFree ? customer : { ...customer, loginId: unassignedId(id) };
      if (former === null) await rows.insertCustomer(written);
      else await rows.updateCustomer(written);
      if (!isFree) waiting.push({ id, loginId, line });
    },

    async settle() {
      const taken: number[] = [];
      for (const { id, loginId, line } of waiting) {
        const customer = await rows.customerById(id);
        const holder = await rows.customerByLoginId(loginId);
        if (customer === null || holder !== null) {
          taken.push(line);
          continue;
        }
        await rows.updateCustomer({ ...customer, loginId });
      }
      return taken;
    },
  };
}

/** A file can't state it, as it has a space. */
function unassignedId(id: string): string {
  return `waiting ${id}`;
}
