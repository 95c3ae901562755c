import type { FieldCode } from "../../../../preload/contract/fields.ts";
import { digitsOf } from "../../../../preload/contract/digits.ts";
import { newPinFault } from "../../../../preload/contract/fields.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { StaffRole } from "../../../../preload/contract/staff-answers.ts";
import type { JournalEvent } from "../../domain/journal-event.ts";
import { isLocked } from "../../domain/lockout.ts";
import type { StaffMember } from "../../domain/staff.ts";
import { isLikeLoginId } from "../../domain/start-password.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
import type { Registry, RegistryRows } from "../../ports/registry.ts";
import { orBroken } from "../upkeep/or-broken.ts";
import type { Parts } from "../operation.ts";

/** A member in the lists of staff. */
export interface ListedMember {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Too many wrong PINs in a row. */
  readonly locked: boolean;
  /** The record differs from what the kiosk wrote: its 係員番号 can't sign in, and it can only be removed. */
  readonly broken: boolean;
}

export type StaffRecordRefusal =
  | "staff-id-form"
  | "staff-name-form"
  | "staff-role-form"
  | "staff-known"
  | "staff-unknown"
  | { readonly pin: FieldCode };

/** 係員番号. */
const idForm = /^[0-9]{6,10}$/;
const nameForm = /^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u;

const roles: ReadonlyMap<string, StaffRole> = new Map([
  ["assist", "assist"],
  ["係員", "assist"],
  ["approve", "approve"],
  ["役席", "approve"],
  ["maintain", "maintain"],
  ["保守", "maintain"],
  ["audit", "audit"],
  ["監査", "audit"],
]);

type StaffParts = Pick<Parts, "registry" | "passwordHasher" | "clock">;

/**
 * Makes a member of the staff. `role`: in English or Japanese. A count of wrong PINs that attempts with this number
 * have left is cleared. Order of writes: member, count and journal in one transaction.
 */
export async function addStaff(
  { registry, passwordHasher, clock }: StaffParts,
  typed: Readonly<Record<"id" | "name" | "role" | "pin", string>>,
): Promise<Result<StaffMember, StaffRecordRefusal>> {
  const id = typed.id.trim();
  const name = typed.name.trim();
  const role = roles.get(typed.role.trim());
  if (!idForm.test(id)) return refused("staff-id-form");
  if (!nameForm.test(name)) return refused("staff-name-form");
  if (role === undefined) return refused("staff-role-form");
  const hashed = await hashOf(passwordHasher, id, typed.pin);
  if (!hashed.ok) return hashed;
  const member = { id, name, role, pinHash: hashed.value };
  return registry.transact(async (rows) => {
    if ((await rows.staffById(id)) !== null) return refused("staff-known");
    await rows.insertStaff(member);
    await unlocked(rows, member, { at: clock(), action: "staff-add" });
    return ok(member);
  });
}

/** All members, in the order of their numbers. `limit`: of wrong PINs in a row. Writes nothing. */
export function listStaff(registry: Registry, limit: number): Promise<readonly ListedMember[]> {
  return registry.read(async (rows) => {
    const listed: ListedMember[] = [];
    for (const { id, name, role } of await rows.allStaff()) {
      const wrongPins = await orBroken(rows.failures(id, "pin"));
      const broken = wrongPins === "broken";
      listed.push({ id, name, role, locked: !broken && isLocked(wrongPins, limit), broken });
    }
    return listed;
  });
}

/** From now on that number can't sign in; a member who is signed in is signed out at their next action. */
export function removeStaff(
  { registry, clock }: StaffParts,
  id: string,
): Promise<Result<StaffMember, StaffRecordRefusal>> {
  return registry.transact(async (rows) => {
    // A record that was inserted from outside must be removable, too.
    const member = (await rows.allStaff()).find((each) => each.id === id);
    if (member === undefined) return refused("staff-unknown");
    await orBroken(rows.setFailures(id, "pin", 0));
    await journal(rows, member, { at: clock(), action: "staff-remove" });
    await rows.removeStaff(id);
    return ok(member);
  });
}

/** Clears the count of wrong PINs. */
export function unlockStaff(
  { registry, clock }: StaffParts,
  id: string,
): Promise<Result<StaffMember, StaffRecordRefusal>> {
  return change(registry, id, (rows, member) =>
    unlocked(rows, member, { at: clock(), action: "staff-unlock" }),
  );
}

/** Gives a member another PIN, which unlocks them too, and signs out a session that began with the former one. */
export async function changePin(
  { registry, passwordHasher, clock }: StaffParts,
  id: string,
  pin: string,
): Promise<Result<StaffMember, StaffRecordRefusal>> {
  const hashed = await hashOf(passwordHasher, id, pin);
  if (!hashed.ok) return hashed;
  return change(registry, id, async (rows, member) => {
    await rows.updateStaff({ ...member, pinHash: hashed.value });
    await unlocked(rows, member, { at: clock(), action: "staff-pin" });
  });
}

async function hashOf(
  passwordHasher: PasswordHasher,
  id: string,
  pin: string,
): Promise<Result<string, StaffRecordRefusal>> {
  const digits = digitsOf(pin);
  const fault = isLikeLoginId(digits, id) ? "like-login-id" : newPinFault(digits);
  return fault === null ? ok(await passwordHasher.hash(digits)) : refused({ pin: fault });
}

function change(
  registry: Registry,
  id: string,
  write: (rows: RegistryRows, member: StaffMember) => Promise<void>,
): Promise<Result<StaffMember, StaffRecordRefusal>> {
  return registry.transact(async (rows) => {
    const member = await rows.staffById(id);
    if (member === null) return refused("staff-unknown");
    await write(rows, member);
    return ok(member);
  });
}

/**
 * Clears the member's count of wrong PINs. The detail names the member. Without `staffId` the actor is the
 * administrator of the machine, and no member of the staff.
 */
export async function unlocked(
  rows: RegistryRows,
  member: StaffMember,
  event: StaffAction,
): Promise<void> {
  await rows.setFailures(member.id, "pin", 0);
  await journal(rows, member, event);
}

type StaffAction = Pick<JournalEvent, "at" | "action" | "staffId"> & { readonly reason?: string };

async function journal(
  rows: RegistryRows,
  { id, role }: StaffMember,
  { reason, ...event }: StaffAction,
): Promise<void> {
  const detail = `staff=${id} role=${role}${reason === undefined ? "" : ` reason=${reason}`}`;
  await rows.appendJournal({ ...event, customerId: null, outcome: "done", detail });
}
