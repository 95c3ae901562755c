import { customerSecretKinds } from "../../../../preload/contract/answers.ts";
import type { KindFailures } from "../../../../preload/contract/customer-sheet.ts";
import type { Customer } from "../../domain/customer.ts";
import { isLocked } from "../../domain/lockout.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/**
 * Every kind of secret of a customer, with its failures. Where the bank has stopped the account, the token is suspended
 * by 停止 and not by a lock.
 */
export async function failuresOf(
  rows: RegistryRows,
  { loginId, status }: Customer,
  token: Token | null,
  limit: number,
): Promise<readonly KindFailures[]> {
  const list: KindFailures[] = [];
  for (const kind of customerSecretKinds) {
    const failures = await rows.failures(loginId, kind);
    const suspended =
      kind === "oneTimePassword" && status === "active" && token?.state === "suspended";
    list.push({ kind, failures, locked: suspended || isLocked(failures, limit) });
  }
  return list;
}
