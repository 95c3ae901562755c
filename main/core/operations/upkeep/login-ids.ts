import { customerSecretKinds } from "../../../../preload/contract/answers.ts";
import type { CustomerSecretKind } from "../../../../preload/contract/answers.ts";
import type { Customer } from "../../domain/customer.ts";
import type { RegistryRows } from "../../ports/registry.ts";

type Tries = ReadonlyMap<CustomerSecretKind, number>;

/** A customer who waits for a ログインID that another one still has. */
interface Waiting {
  readonly id: string;
  readonly loginId: string;
  readonly line: number;
  readonly tries: Tries;
}

/** The ログインID of a file's customers. */
export interface LoginIds {
  /** Writes the customer of `line`; `former`: as they were, null for a new one. */
  write(customer: Customer, former: Customer | null, line: number): Promise<void>;
  /** After the last line: gives those who wait theirs, and answers the lines whose ID another customer keeps. */
  settle(): Promise<readonly number[]>;
}

/**
 * Gives customers the ログインID that a file states, judged by the state after the whole file: who swaps theirs, or takes
 * one that a later line gives up, has one of nobody's meanwhile. Wrong tries are counted by ログインID and go along, so
 * that another one unlocks nothing.
 */
export function loginIdsOf(rows: RegistryRows): LoginIds {
  const waiting: Waiting[] = [];
  return {
    async write(customer, former, line) {
      const { id, loginId } = customer;
      if (former?.loginId === loginId) return rows.updateCustomer(customer);
      const isFree = (await rows.customerByLoginId(loginId)) === null;
      const tries = former === null ? new Map() : await takeTries(rows, former.loginId);
      const written = isFree ? customer : { ...customer, loginId: nobodys(id) };
      if (former === null) await rows.insertCustomer(written);
      else await rows.updateCustomer(written);
      if (isFree) await setTries(rows, loginId, tries);
      else waiting.push({ id, loginId, line, tries });
    },

    async settle() {
      const taken: number[] = [];
      for (const { id, loginId, line, tries } of waiting) {
        const customer = await rows.customerById(id);
        const holder = await rows.customerByLoginId(loginId);
        if (customer === null || holder !== null) {
          taken.push(line);
          continue;
        }
        await rows.updateCustomer({ ...customer, loginId });
        await setTries(rows, loginId, tries);
      }
      return taken;
    },
  };
}

/** No file can state it, as it has a space. */
function nobodys(id: string): string {
  return `waiting ${id}`;
}

async function takeTries(rows: RegistryRows, loginId: string): Promise<Tries> {
  const tries = new Map<CustomerSecretKind, number>();
  for (const kind of customerSecretKinds) {
    tries.set(kind, await rows.wrongTries(loginId, kind));
    await rows.setWrongTries(loginId, kind, 0);
  }
  return tries;
}

async function setTries(rows: RegistryRows, loginId: string, tries: Tries): Promise<void> {
  for (const [kind, count] of tries) await rows.setWrongTries(loginId, kind, count);
}
