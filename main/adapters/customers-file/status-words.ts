import type { CustomerStatus } from "../../core/domain/customer.ts";

/** The words of a file for each status; exports write the first one, which is Japanese. */
const written: Readonly<Record<CustomerStatus, readonly [string, string]>> = {
  active: ["利用可", "active"],
  suspended: ["停止", "suspended"],
  closed: ["解約", "closed"],
};

/** Reads a file's 状態; null: the field holds no status. */
export function readStatus(field: string): CustomerStatus | null {
  const plain = field.normalize("NFKC").trim().toLowerCase();
  const statuses = Object.keys(written) as CustomerStatus[];
  return statuses.find((status) => written[status].includes(plain)) ?? null;
}

/** 利用可, 停止 or 解約. */
export function writtenStatus(status: CustomerStatus): string {
  return written[status][0];
}
