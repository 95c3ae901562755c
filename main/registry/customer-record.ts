import type { Selectable } from "kysely";
import type { CustomerSecretKind } from "../../preload/contract/answers.ts";
import type { JournalSeal } from "../core/domain/journal-chain.ts";
import type { RegistrySchema, TokenRow } from "./schema.ts";

/**
 * The data that decide about one customer: their own row and their tokens, with all counts of failures, under one MAC.
 */
export interface CustomerRecord {
  readonly customer: Selectable<RegistrySchema["customers"]>;
  readonly tokens: readonly TokenRow[];
}

/**
 * The column of each count of failures in a row: those of passwords are on the customer, those of a token on the token.
 */
export const failureColumns = {
  loginPassword: "login_failures",
  confirmationPassword: "confirmation_failures",
  startPassword: "start_failures",
  oneTimePassword: "code_failures",
} as const satisfies Readonly<Record<CustomerSecretKind, string>>;

/** For a new token, and for one that has ended. */
export const noTokenFailures = { start_failures: 0, code_failures: 0 } as const;

/** The token that was issued last, whatever its state; null: 未発行. */
export function newestToken({ tokens }: CustomerRecord): TokenRow | null {
  return tokens.reduce<TokenRow | null>(
    (newest, token) => (newest !== null && newest.user_id > token.user_id ? newest : token),
    null,
  );
}

/** Failures in a row of one kind; those of a token are those of the newest one. */
export function failuresIn(record: CustomerRecord, kind: CustomerSecretKind): number {
  const column = failureColumns[kind];
  if (column === "login_failures" || column === "confirmation_failures") {
    return record.customer[column];
  }
  return newestToken(record)?.[column] ?? 0;
}

// The sealed columns, in this order for good: another column would break all existing MACs. The keys by which names are
// searched follow from the names.
const sealedCustomerColumns = [
  ...(["id", "login_id", "name", "kana", "login_password_hash"] as const),
  ...(["confirmation_password_hash", "transfer_limit_yen", "imported_limit_yen"] as const),
  ...(["limit_ceiling_yen", "status"] as const),
];
const sealedTokenColumns = [
  ...(["user_id", "customer_id", "state", "mail_address", "start_password_hash"] as const),
  ...(["sealed_secret", "issued_at", "started_at", "released_at", "last_step"] as const),
  ...(["burnt_steps", "setup_showings", "setup_from"] as const),
];

/**
 * An array in JSON, as for the journal's rows: it begins unlike each of those, and no two records have the same text.
 */
export function sealedText(record: CustomerRecord): string {
  const { customer, tokens } = record;
  return JSON.stringify([
    "customer",
    sealedCustomerColumns.map((column) => customer[column]),
    tokens
      .toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))
      .map((token) => sealedTokenColumns.map((column) => token[column])),
    sealedFailures(record),
  ]);
}

/** Whether the record is as it was written; one that is older than MACs is, as long as the seal takes such records. */
export function isWhole(record: CustomerRecord, seal: JournalSeal): boolean {
  const { mac } = record.customer;
  return mac === null ? seal.takesUnsealed === true : mac === seal.mac(sealedText(record));
}

/** Counts are sealed as when they were in a table of their own, without those of 0; those of an older token name it. */
function sealedFailures(record: CustomerRecord): readonly (readonly [string, number])[] {
  const { customer, tokens } = record;
  const newest = newestToken(record);
  const ofTokens = tokens.flatMap((token) => {
    const owner = token === newest ? "" : ` ${token.user_id}`;
    return [
      [`oneTimePassword${owner}`, token.code_failures],
      [`startPassword${owner}`, token.start_failures],
    ] as const;
  });
  const all = [
    ["confirmationPassword", customer.confirmation_failures] as const,
    ["loginPassword", customer.login_failures] as const,
    ...ofTokens,
  ];
  return all.filter(([, count]) => count !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
