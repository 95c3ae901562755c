import type { CustomerStatus } from "../../core/domain/customer-status.ts";

/** As files have them, the Japanese one first, which exports write. */
const written: Readonly<Record<CustomerStatus, readonly [string, string]>> = {
  active: ["利用可", "active"],
  suspended: ["停止", "suspended"],
  closed: ["解約", "closed"],
};

/** A file's 状態; null: it is none. */
export function readStatus(field: string): CustomerStatus | null {
  const plain = field.normalize("NFKC").trim().toLowerCase();
  const statuses = Object.keys(written) as CustomerStatus[];
  return statuses.find((status) => written[status].includes(plain)) ?? null;
}

/** 利用可, 停止 or 解約. */
export function writtenStatus(status: CustomerStatus): string {
  return written[status][0];
}
