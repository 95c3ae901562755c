import * as v from "valibot";
import type {
  FieldsRefusal,
  LockedRefusal,
  PinWaitsRefusal,
} from "../../../preload/contract/refusals.ts";
import { requests } from "../../../preload/contract/requests.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalledAction } from "../../core/domain/journal-event.ts";
import type { JournalSeal } from "../../core/domain/journal-chain.ts";
import type { StaffMember } from "../../core/domain/staff.ts";
import { emptyMemory } from "../../core/operations/customer/memory.ts";
import { makeSession } from "../../core/operations/customer/session.ts";
import { makeCleaning } from "../../core/operations/staff/cleaning.ts";
import { makeStaffSession } from "../../core/operations/staff/staff-session.ts";
import { makeStaffSignIn } from "../../core/operations/staff/staff-sign-in.ts";
import type { Parts } from "../../core/operations/operation.ts";
import type { RegistryRows } from "../../core/ports/registry.ts";
import type { NetworkRegistry } from "../../registry/postgresql/open-network-registry.ts";
import type { Identity } from "./identity.ts";
import { identityRows } from "./identity-rows.ts";

/** Why nothing was decided; `kiosk-state`: it isn't in the state that the decision is about. */
export type DecisionRefusal =
  | "kiosk-unknown"
  | "kiosk-state"
  | "staff-wrong"
  | "staff-changed"
  | "staff-role"
  | LockedRefusal
  | PinWaitsRefusal;

type DeciderParts = Pick<Parts, "passwordHasher" | "clock" | "monotonicClock" | "config"> & {
  readonly network: Pick<NetworkRegistry, "registry" | "database" | "maintain">;
  readonly seal: JournalSeal;
};

/** What a member of the staff states of themselves. */
export interface Typed {
  readonly staffId: string;
  readonly pin: string;
}

/**
 * Whether a member with this role has typed their own 係員番号 and 暗証番号, as at KST001: wrong ones are counted, lock, and
 * are journalled. Order of writes: as in `makeStaffSignIn`; a wrong role is one row more.
 */
export async function provenMember(
  { network: { registry }, ...parts }: DeciderParts,
  typed: Typed,
  role: StaffMember["role"],
  about: Pick<JournalledAction, "action" | "detail">,
): Promise<Result<StaffMember, DecisionRefusal>> {
  const { config, monotonicClock, clock } = parts;
  const sessions = {
    customer: makeSession(config.idle.sessionMinutes, monotonicClock),
    staff: makeStaffSession(config.idle.staffSeconds, monotonicClock),
    cleaning: makeCleaning(),
  };
  const signIn = makeStaffSignIn(
    { ...parts, registry, memory: emptyMemory(), isJournalBroken: () => false, readFleet: null },
    sessions,
  );
  const sent = v.safeParse(requests.staffSignIn, typed);
  if (!sent.success) return refused("staff-wrong");
  const signedIn = await signIn(sent.output);
  if (!signedIn.ok) return refused(whyNot(signedIn.refusal));
  const member = sessions.staff.current();
  if (member === null) return refused("staff-wrong");
  if (member.role === role) return ok(member);
  const event = { ...about, at: clock(), customerId: null, staffId: member.id } as const;
  await registry.transact((rows) => rows.appendJournal({ ...event, outcome: "forbidden" }));
  return refused("staff-role");
}

function whyNot(
  refusal: { readonly code: string } | LockedRefusal | PinWaitsRefusal | FieldsRefusal,
): DecisionRefusal {
  if (refusal.code === "locked") return refusal as LockedRefusal;
  if (refusal.code === "pin-waits") return refusal as PinWaitsRefusal;
  return "staff-wrong";
}

/** The kiosk in the words of the journal. */
export function kioskDetail({ name, fingerprint }: Identity): string {
  return `kiosk=${name} fingerprint=${fingerprint}`;
}

/** Approves a kiosk that waits. One transaction: the journal's row and the identity. */
export function approveKiosk(
  parts: DeciderParts,
  kiosk: Identity,
  by: { readonly maintainer: StaffMember; readonly approver: StaffMember },
): Promise<Result<null, DecisionRefusal>> {
  const { maintainer, approver } = by;
  const detail = `${kioskDetail(kiosk)} approver=${approver.id}`;
  return decided(parts, [maintainer, approver], async (rows, identities) => {
    const event = { at: parts.clock(), customerId: null, action: "kiosk-approve" } as const;
    await rows.appendJournal({ ...event, staffId: maintainer.id, outcome: "done", detail });
    return identities.approve(kiosk.fingerprint, [maintainer.id, approver.id]);
  });
}

/** Revokes a kiosk, for good: from then on it needs another key. One transaction, as above. */
export function revokeKiosk(
  parts: DeciderParts,
  kiosk: Identity,
  maintainer: StaffMember,
): Promise<Result<null, DecisionRefusal>> {
  return decided(parts, [maintainer], async (rows, identities) => {
    const event = { at: parts.clock(), customerId: null, action: "kiosk-revoke" } as const;
    const detail = kioskDetail(kiosk);
    await rows.appendJournal({ ...event, staffId: maintainer.id, outcome: "done", detail });
    return identities.revoke(kiosk.fingerprint);
  });
}

/** Thrown to take back what a transaction has written. */
class Undecided extends Error {
  readonly refusal: DecisionRefusal;

  constructor(refusal: DecisionRefusal) {
    super("The decision is taken back");
    this.refusal = refusal;
  }
}

async function decided(
  { network, seal }: Pick<DeciderParts, "network" | "seal">,
  members: readonly StaffMember[],
  decide: (rows: RegistryRows, identities: ReturnType<typeof identityRows>) => Promise<boolean>,
): Promise<Result<null, DecisionRefusal>> {
  try {
    return await network.maintain(seal, async (rows, tables) => {
      for (const { id, role, pinHash } of members) {
        const now = await rows.staffById(id);
        // Removed, or given another role or PIN, while the other one was typing.
        if (now?.role !== role || now.pinHash !== pinHash) throw new Undecided("staff-changed");
      }
      if (!(await decide(rows, identityRows(tables)))) throw new Undecided("kiosk-state");
      return ok(null);
    });
  } catch (error) {
    if (error instanceof Undecided) return refused(error.refusal);
    throw error;
  }
}
