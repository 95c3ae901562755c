import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { CustomerRecord } from "../../domain/customer-record.ts";
import type { Customer } from "../../domain/customer.ts";
import { limitAfterImport } from "../../domain/transfer-limit.ts";
import type { CsvFault, RecordFault } from "../../ports/customers-file.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import { changeStatus } from "./change-status.ts";
import type { StatusConfig } from "./change-status.ts";
import { hashOf } from "./hash-passwords.ts";
import type { LoginIds } from "./login-ids.ts";

/** Why a line was refused. */
export type LineFault =
  | RecordFault
  | { readonly code: CsvFault | "id-twice" | "login-id-taken" | "record-broken" }
  | {
      readonly code: "password-missing";
      readonly column: "loginPassword" | "confirmationPassword";
    };

/** The state of an import. */
export interface Taking {
  readonly rows: RegistryRows;
  readonly config: StatusConfig;
  /** The ids of the lines before. */
  readonly ids: Set<string>;
  readonly loginIds: LoginIds;
  readonly raiseLimits: boolean;
  readonly at: number;
}

export interface TakenLine {
  readonly former: Customer | null;
  readonly customer: Customer;
  /** `differs`: the limit isn't the file's; `raised`: it is, above the limit that a release set; null: it is. */
  readonly limit: "differs" | "raised" | null;
  readonly changesStatus: boolean;
}

/** Writes one line's customer; a plain password's hash follows later, when every line is known to be valid. */
export async function takeLine(
  taking: Taking,
  record: CustomerRecord,
  line: number,
): Promise<Result<TakenLine, LineFault>> {
  const { rows, config, ids, raiseLimits, at } = taking;
  const { id, loginId, name, kana } = record;
  if (ids.has(id)) return refused({ code: "id-twice" });
  ids.add(id);
  const former = await rows.customerById(id);
  const loginPasswordHash = hashOf(record.loginPassword, former?.loginPasswordHash);
  if (loginPasswordHash === null) {
    return refused({ code: "password-missing", column: "loginPassword" });
  }
  const confirmationPasswordHash = hashOf(
    record.confirmationPassword,
    former?.confirmationPasswordHash,
  );
  if (confirmationPasswordHash === null) {
    return refused({ code: "password-missing", column: "confirmationPassword" });
  }
  const fileYen = record.transferLimitYen;
  const before = former ?? unlimited(fileYen);
  const limits = limitAfterImport(before, fileYen, raiseLimits);
  const status = record.status ?? former?.status ?? "active";
  const stated: Customer = {
    ...{ id, loginId, name, kana, loginPasswordHash, confirmationPasswordHash, status },
    ...limits,
  };
  const changesStatus = status !== (former?.status ?? "active");
  // Its failures are counted under the former ログインID.
  const counted = { ...stated, loginId: former?.loginId ?? loginId };
  const changed = changesStatus ? await changeStatus(rows, config, counted, at) : counted;
  const customer = { ...changed, loginId };
  await taking.loginIds.write(customer, former, line);
  const raised = before.limitCeilingYen !== null && limits.limitCeilingYen === null;
  if (raised) {
    const detail = `from=${String(before.transferLimitYen)} to=${String(fileYen)}`;
    const event = { at, customerId: id, action: "raise-limit", outcome: "done" } as const;
    await rows.appendJournal({ ...event, detail });
  }
  const differs = customer.transferLimitYen !== fileYen;
  const limit = differs ? "differs" : raised ? "raised" : null;
  return ok({ former, customer, limit, changesStatus });
}

function unlimited(yen: number) {
  return { transferLimitYen: yen, importedLimitYen: null, limitCeilingYen: null };
}
