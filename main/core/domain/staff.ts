import type { StaffAct, StaffRole } from "../../../preload/contract/staff-answers.ts";

/** A member of the branch's staff. */
export interface StaffMember {
  /** 係員番号, as it is typed at KST001. */
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Argon2id, PHC string form. */
  readonly pinHash: string;
}

/**
 * Which roles may do what. A 役席 can do all that a 係員 can, and alone approves and unlocks other staff; the role that
 * maintains the machine sees no customer, and the role that reads the journal changes nothing.
 */
const allowed: Readonly<Record<StaffAct, readonly StaffRole[]>> = {
  "find-customer": ["assist", "approve"],
  unlock: ["assist", "approve"],
  "resend-mail": ["assist", "approve"],
  "allow-setup-code": ["assist", "approve"],
  release: ["assist", "approve"],
  "approve-release": ["approve"],
  "print-slip": ["assist", "approve"],
  "staff-unlock": ["approve"],
  "read-health": ["maintain"],
  "read-fleet": ["maintain"],
  "read-journal": ["audit"],
  "close-for-cleaning": ["assist", "approve", "maintain"],
  restart: ["assist", "approve", "maintain"],
  "shut-down": ["assist", "approve", "maintain"],
};

/** Whether `role` may do `act`. */
export function mayDo(role: StaffRole, act: StaffAct): boolean {
  return allowed[act].includes(role);
}

/** What there is to do at a kiosk of the bank's network alone. */
const networkActs: readonly StaffAct[] = ["read-fleet"];

/** All that `role` may do; `inNetwork`: at a kiosk of the bank's network. */
export function actsOf(role: StaffRole, inNetwork: boolean): readonly StaffAct[] {
  return (Object.keys(allowed) as StaffAct[]).filter(
    (act) => mayDo(role, act) && (inNetwork || !networkActs.includes(act)),
  );
}
