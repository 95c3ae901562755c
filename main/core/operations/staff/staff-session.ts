import type { StaffAct } from "../../../../preload/contract/staff-answers.ts";
import type {
  ForbiddenRefusal,
  StaffSignedOutRefusal,
} from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Refused, Result } from "../../../../preload/contract/result.ts";
import { mayDo } from "../../domain/staff.ts";
import type { StaffMember } from "../../domain/staff.ts";
import type { MonotonicClock } from "../../ports/clock.ts";
import type { Expired } from "../customer/session.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";

/** The session of the staff at the kiosk; what keeps it is as for the customer's. */
export interface StaffSession {
  /** The member who is signed in, or null; a call counts as a request, which postpones the end. */
  current(): StaffMember | null;
  /**
   * Ends the session of `former`. `begin` begins the next one; false, without effect, when that was ended meanwhile.
   */
  renew(): {
    readonly former: StaffMember | null;
    readonly begin: (member: StaffMember) => boolean;
  };
  /** Ends the session and answers its member. */
  end(): StaffMember | null;
  /** The member whose session time has ended since the last call; null: none. */
  expired(): Expired<StaffMember> | null;
  /** All that another session needs to go on in its place. */
  snapshot(): StaffSnapshot;
}

/** A session as plain data. Times are the monotonic clock's. */
export interface StaffSnapshot {
  readonly member: StaffMember | null;
  readonly lastRequestAt: number;
  readonly expired: { readonly member: StaffMember; readonly at: number } | null;
}

const nobody: StaffSnapshot = { member: null, lastRequestAt: 0, expired: null };

/** A session that goes on from `from`; it ends after `idleSeconds` without a request, however the clock is set. */
export function makeStaffSession(
  idleSeconds: number,
  monotonicClock: MonotonicClock,
  from: StaffSnapshot = nobody,
): StaffSession {
  let { member, lastRequestAt, expired } = from;
  let ends = 0;
  const end = () => {
    const former = member;
    member = null;
    ends += 1;
    return former;
  };
  return {
    current() {
      const now = monotonicClock();
      const at = lastRequestAt + idleSeconds * 1_000;
      if (member !== null && now >= at) {
        expired = { member, at };
        member = null;
      }
      lastRequestAt = now;
      return member;
    },
    renew() {
      const former = end();
      const renewed = ends;
      const begin = (next: StaffMember): boolean => {
        if (ends !== renewed) return false;
        member = next;
        lastRequestAt = monotonicClock();
        return true;
      };
      return { former, begin };
    },
    end,
    expired() {
      const gone = expired;
      expired = null;
      return gone && { who: gone.member, agoMs: monotonicClock() - gone.at };
    },
    snapshot: () => ({ member, lastRequestAt, expired }),
  };
}

/** What a member of staff is to do at the time `at`, and to whom. */
interface StaffAction {
  readonly at: number;
  readonly act: StaffAct;
  readonly customerId?: string | null;
}

/**
 * The member who is signed in, if they may do `act`. A member who was removed or given another PIN since is signed out.
 * A forbidden action is journalled: no screen offers it, so it is an attempt at misuse. `customerId`: the customer of
 * the action; an unknown one isn't journalled, as the text may be anything.
 */
export async function staffFor(
  { registry }: { readonly registry: Registry },
  session: StaffSession,
  asked: StaffAction,
): Promise<Result<StaffMember, StaffSignedOutRefusal | ForbiddenRefusal>> {
  const { at, act } = asked;
  const member = session.current();
  if (member === null) return refused({ code: "staff-signed-out" });
  // This action shows no customer, changes nothing, and must work for a registry that can't be read.
  if (act !== "read-health" && !(await registry.read((rows) => isUnchanged(rows, member)))) {
    await registry.transact((rows) =>
      rows.appendJournal({
        ...{ at, customerId: null, staffId: member.id },
        ...{ action: "staff-sign-out", outcome: "staff-changed" },
      }),
    );
    session.end();
    return refused({ code: "staff-signed-out" });
  }
  if (mayDo(member.role, act)) return ok(member);
  return forbidden({ registry }, member, asked);
}

/** Refuses an action that isn't the member's, or isn't the kiosk's, and journals it; see `staffFor`. */
export async function forbidden(
  { registry }: { readonly registry: Registry },
  { id: staffId }: StaffMember,
  { at, act, customerId = null }: StaffAction,
): Promise<Refused<ForbiddenRefusal>> {
  await registry.transact(async (rows) => {
    const customer = customerId === null ? null : await rows.customerById(customerId);
    const event = { at, staffId, action: act, outcome: "forbidden" } as const;
    await rows.appendJournal({ ...event, customerId: customer?.id ?? null });
  });
  return refused({ code: "forbidden" });
}

/** Whether the member's role and PIN are those that they signed in with. */
async function isUnchanged(
  rows: Pick<RegistryRows, "staffById">,
  { id, role, pinHash }: StaffMember,
): Promise<boolean> {
  const now = await rows.staffById(id);
  return now?.role === role && now.pinHash === pinHash;
}
