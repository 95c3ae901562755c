import { registrationOf } from "./token-lifecycle.ts";
import type { Token } from "./token.ts";
import type { RegistrationState } from "../../../preload/contract/answers.ts";

/** What the internet bank is told of. */
export type ChangeType =
  | "token.issued"
  | "token.started"
  | "token.suspended"
  | "token.resumed"
  | "token.released"
  | "limit.lowered"
  | "address.changed";

/** The customer of a change; their limit before it, in yen. */
export interface ChangedCustomer {
  readonly loginId: string;
  readonly transferLimitYen: number;
}

/** A change, without anything secret: no mail address, no key. Times are epoch milliseconds. */
export interface TokenChange {
  readonly type: ChangeType;
  readonly data: {
    readonly loginId: string;
    readonly userId: string;
    /** 登録状況 after it. */
    readonly state: RegistrationState;
    readonly startedAt?: number;
    readonly releasedAt?: number;
    /** 振込・振替限度額 in yen, before and after. */
    readonly limitBefore?: number;
    readonly limit?: number;
  };
}

/** What the writing of a new token means to the internet bank; `formerAddress`: of the customer's token before it. */
export function changesByIssue(
  token: Token,
  formerAddress: string,
  customer: ChangedCustomer,
): readonly TokenChange[] {
  const data = dataOf(token, customer);
  const hasMoved = formerAddress !== "" && formerAddress !== token.mailAddress;
  return [
    { type: "token.issued", data },
    ...(hasMoved ? [{ type: "address.changed", data } as const] : []),
  ];
}

/**
 * What the change of a token from `before` to `after` means to the internet bank. One that is issued again before it was
 * started is told by the new token's issue; an address that was erased after its retention has not changed.
 */
export function changesByUpdate(
  before: Token,
  after: Token,
  customer: ChangedCustomer,
): readonly TokenChange[] {
  const data = dataOf(after, customer);
  const { startedAt, releasedAt } = after;
  const changes: TokenChange[] = [];
  if (before.state !== after.state) {
    if (after.state === "in-use" && before.state === "issued") {
      // A bank holds transfers back for some days: the rules are its own, these are the facts.
      const limitBefore = customer.transferLimitYen;
      const facts = { ...data, ...(startedAt !== null && { startedAt }), limitBefore };
      changes.push({ type: "token.started", data: facts });
    } else if (after.state === "suspended") {
      changes.push({ type: "token.suspended", data });
    } else if (before.state === "suspended" && after.state !== "released") {
      changes.push({ type: "token.resumed", data });
    } else if (after.state === "released") {
      const facts = { ...data, ...(releasedAt !== null && { releasedAt }) };
      changes.push({ type: "token.released", data: facts });
    }
  }
  if (after.mailAddress !== "" && before.mailAddress !== after.mailAddress) {
    changes.push({ type: "address.changed", data });
  }
  return changes;
}

/** A release has lowered the limit; null: it was as low before. */
export function changeOfLimit(
  token: Token,
  customer: ChangedCustomer,
  limit: number,
): TokenChange | null {
  const limitBefore = customer.transferLimitYen;
  if (limit >= limitBefore) return null;
  return { type: "limit.lowered", data: { ...dataOf(token, customer), limitBefore, limit } };
}

function dataOf(token: Token, { loginId }: ChangedCustomer): TokenChange["data"] {
  return { loginId, userId: token.userId, state: registrationOf(token) };
}
