import type { RegistrationState } from "../../../../preload/contract/answers.ts";
import type { Customer } from "../../domain/customer.ts";
import { allows, proven, registrationOf } from "../../domain/token-lifecycle.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import { verifyCode } from "../customer/code-attempt.ts";
import { emptyMemory } from "../customer/memory.ts";
import type { Parts } from "../operation.ts";

/** A code that a relying system, such as the internet bank, asks about. */
export interface Verification {
  /** The customer, by ログインID or by the ユーザID of their token; by both, where they must belong together. */
  readonly of:
    { readonly loginId: string } | { readonly userId: string; readonly loginId?: string };
  /** Six digits. */
  readonly code: string;
}

/**
 * What a relying system is told. `wrong`: also a code that was used before, as the difference would help who guesses.
 * `locked`: 利用停止, which staff end. `not-in-use`: nothing was evaluated, as there is no such customer, their account is
 * stopped, or their token isn't started, or is released.
 */
export interface Verdict {
  readonly result: "accepted" | "wrong" | "locked" | "not-in-use";
  /** 登録状況 after it; an unknown customer is `unissued` like one without a token. */
  readonly state: RegistrationState;
  /** The ユーザID of the token that is meant; null: there is none. */
  readonly userId: string | null;
  /** Whether the registry has such a customer. */
  readonly isKnown: boolean;
}

/**
 * Verifies a code for a relying system, by the rules of a sign-in at a kiosk (KLG002) and on the same counts: a step that
 * is used here is used at every kiosk, and the fifth failure puts the token into 利用停止 wherever the others were made.
 * One transaction holds the used step, or the failure, and the journal.
 */
export function makeVerify(
  parts: Pick<Parts, "vault" | "oneTimePasswords" | "clock" | "config"> & {
    readonly registry: Pick<Parts["registry"], "transact">;
  },
): (asked: Verification) => Promise<Verdict> {
  const { registry, clock } = parts;
  return ({ of, code }) =>
    registry.transact(async (rows): Promise<Verdict> => {
      const { customer, token } = await customerOf(rows, of);
      const about = {
        state: registrationOf(token),
        userId: token?.userId ?? null,
        isKnown: customer !== null,
      };
      const event = { at: clock(), customerId: customer?.id ?? null, action: "verify" } as const;
      const unevaluated = async (outcome: string): Promise<Verdict> => {
        await rows.appendJournal({ ...event, outcome });
        return { ...about, result: "not-in-use" };
      };
      if (customer === null || token === null) return unevaluated("not-in-use");
      if (customer.status !== "active") return unevaluated(`account-${customer.status}`);
      if (token.state === "suspended") {
        await rows.appendJournal({ ...event, outcome: "oneTimePassword-locked" });
        return { ...about, result: "locked" };
      }
      if (!allows(token, "prove")) return unevaluated("not-in-use");
      // Without a memory of the last code every copy is evaluated in the same time as a guess.
      const attempt = { customer, token, code, reports: "period" } as const;
      const verdict = await verifyCode({ ...parts, memory: emptyMemory() }, rows, attempt, event);
      if (!verdict.ok) {
        return verdict.refusal.code === "locked"
          ? { ...about, result: "locked", state: "suspended" }
          : { ...about, result: "wrong" };
      }
      const { step, ...detail } = verdict.value;
      await rows.updateToken(proven(token, step));
      await rows.appendJournal({ ...event, outcome: "done", ...detail });
      return { ...about, result: "accepted" };
    });
}

/** The customer, whose row is locked, and the token that is meant: by ログインID their current one. */
async function customerOf(
  rows: RegistryRows,
  of: Verification["of"],
): Promise<{ readonly customer: Customer | null; readonly token: Token | null }> {
  if (!("userId" in of)) {
    const customer = await rows.customerByLoginId(of.loginId);
    return { customer, token: customer && (await rows.currentToken(customer.id)) };
  }
  const id = await rows.customerOfToken(of.userId);
  const customer = id === null ? null : await rows.customerById(id);
  if (of.loginId !== undefined && customer?.loginId !== of.loginId) {
    return { customer: null, token: null };
  }
  const current = customer && (await rows.currentToken(customer.id));
  // One that was replaced or released before is what it is, whatever came after it.
  const token = current?.userId === of.userId ? current : await rows.tokenByUserId(of.userId);
  return { customer, token };
}
