import { sql } from "kysely";
import type { Selectable } from "kysely";
import { searchKey } from "../core/domain/customer-search.ts";
import type { Customer } from "../core/domain/customer.ts";
import type { JournalRow } from "../core/domain/journal-chain.ts";
import type { OutboxMail } from "../core/domain/outgoing-mail.ts";
import type { StaffMember } from "../core/domain/staff.ts";
import type { Token } from "../core/domain/token.ts";
import type { RegistrySchema, TokenRow } from "./schema.ts";

type Row<Table extends keyof RegistrySchema> = Selectable<RegistrySchema[Table]>;

/** All columns except the MAC and the counts, which other statements write. */
export function customerRow(
  customer: Customer,
): Omit<Row<"customers">, "mac" | "login_failures" | "confirmation_failures"> {
  return {
    id: customer.id,
    login_id: customer.loginId,
    name: customer.name,
    kana: customer.kana,
    ...searchKeys(customer),
    login_password_hash: customer.loginPasswordHash,
    confirmation_password_hash: customer.confirmationPasswordHash,
    transfer_limit_yen: customer.transferLimitYen,
    imported_limit_yen: customer.importedLimitYen,
    limit_ceiling_yen: customer.limitCeilingYen,
    status: customer.status,
  };
}

/** The search keys of a customer, written with every name. */
export function searchKeys({
  name,
  kana,
}: Pick<Customer, "name" | "kana">): Pick<Row<"customers">, "name_key" | "kana_key"> {
  return { name_key: searchKey(name), kana_key: searchKey(kana) };
}

export function customerFrom(row: Row<"customers">): Customer {
  return {
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    kana: row.kana,
    loginPasswordHash: row.login_password_hash,
    confirmationPasswordHash: row.confirmation_password_hash,
    transferLimitYen: row.transfer_limit_yen,
    importedLimitYen: row.imported_limit_yen,
    limitCeilingYen: row.limit_ceiling_yen,
    status: row.status,
  };
}

/** All columns except the counts, which other statements write. */
export function tokenRow(token: Token): Omit<TokenRow, "start_failures" | "code_failures"> {
  const { sealedSecret } = token;
  return {
    user_id: token.userId,
    customer_id: token.customerId,
    state: token.state,
    mail_address: token.mailAddress,
    start_password_hash: token.startPasswordHash,
    sealed_secret: sealedSecret === null ? null : Buffer.from(sealedSecret).toString("base64"),
    issued_at: token.issuedAt,
    started_at: token.startedAt,
    released_at: token.releasedAt,
    last_step: token.lastStep,
    burnt_steps: token.burntSteps.join(" "),
    setup_showings: token.setupShowings,
    setup_from: token.setupFrom,
  };
}

export function tokenFrom(row: Row<"tokens">): Token {
  const sealed = row.sealed_secret;
  return {
    userId: row.user_id,
    customerId: row.customer_id,
    state: row.state,
    mailAddress: row.mail_address,
    startPasswordHash: row.start_password_hash,
    sealedSecret: sealed === null ? null : new Uint8Array(Buffer.from(sealed, "base64")),
    issuedAt: row.issued_at,
    startedAt: row.started_at,
    releasedAt: row.released_at,
    lastStep: row.last_step,
    burntSteps: row.burnt_steps === "" ? [] : row.burnt_steps.split(" ").map(Number),
    setupShowings: row.setup_showings,
    setupFrom: row.setup_from ?? row.issued_at,
  };
}

export function staffRow({
  id,
  name,
  role,
  pinHash,
}: StaffMember): Omit<Row<"staff">, "mac" | "pin_failures"> {
  return { id, name, role, pin_hash: pinHash };
}

export function staffFrom({ id, name, role, pin_hash }: Row<"staff">): StaffMember {
  return { id, name, role, pinHash: pin_hash };
}

export function mailRow(mail: OutboxMail): Row<"outbox"> {
  return {
    id: mail.id,
    kind: mail.kind,
    recipient: mail.to,
    user_id: mail.userId,
    created_at: mail.createdAt,
    language: mail.language,
    closed_at: mail.closedAt,
    outcome: mail.outcome,
    queued_at: mail.queuedAt,
    tries: mail.tries,
    tried_at: mail.triedAt,
    next_try_at: mail.nextTryAt,
    cause: mail.cause,
    reply: mail.reply,
    claimed_until: null,
  };
}

export function mailFrom(row: Row<"outbox">): OutboxMail {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient,
    userId: row.user_id,
    createdAt: row.created_at,
    language: row.language,
    closedAt: row.closed_at,
    outcome: row.outcome,
    queuedAt: row.queued_at ?? row.created_at,
    tries: row.tries,
    triedAt: row.tried_at,
    nextTryAt: row.next_try_at,
    cause: row.cause,
    reply: row.reply,
  };
}

/** Numbers are read as text: tampering may have put some into the journal that no number of JavaScript can hold. */
export const journalColumns = [
  "journal.kiosk",
  "journal.customer_id",
  "journal.user_id",
  "journal.action",
  "journal.outcome",
  "journal.staff_id",
  "journal.detail",
  "journal.mac",
  sql<string>`cast(journal.number as text)`.as("number"),
  sql<string>`cast(journal.at as text)`.as("at"),
] as const;

export function journalRowFrom(
  row: Omit<Row<"journal">, "number" | "at" | "writer"> & {
    readonly number: string;
    readonly at: string;
  },
): JournalRow {
  const { number, at, customer_id, user_id, staff_id, ...same } = row;
  return {
    ...same,
    number: Number(number),
    at: Number(at),
    customerId: customer_id,
    userId: user_id,
    staffId: staff_id,
  };
}
