// What staff do beside the customer: which roles may, and what of locks, waits and codes it undoes.

import type { Name } from "./customers.ts";
import { mail, minute, mostWrong, notUsable, release, signOut, staff, tried } from "./model.ts";
import type { Kind, Model, ModelKiosk, StaffId } from "./model.ts";
import { whyNotShown } from "./customer-model.ts";

type Role = (typeof staff)[StaffId]["role"];
const besideCustomers: readonly Role[] = ["assist", "approve"];
const closing: readonly Role[] = [...besideCustomers, "maintain"];

export function staffSignIn(model: Model, kiosk: ModelKiosk, who: StaffId, right: boolean): string {
  signOut(model, kiosk);
  kiosk.staff = null;
  const refusal = triedPin(model, kiosk, { who, right, wrong: "staff-credentials" });
  if (refusal !== null) return refusal;
  kiosk.staff = who;
  kiosk.staffTouch = model.passed;
  if (closing.includes(staff[who].role)) kiosk.closed = false;
  return "ok";
}

export function staffSignOut(_: Model, kiosk: ModelKiosk): string {
  kiosk.staff = null;
  return "ok";
}

export function unlock(model: Model, kiosk: ModelKiosk, name: Name, kind: Kind): string {
  const kept = keptFrom(model, kiosk, besideCustomers);
  if (kept !== null) return kept;
  const { wrong, token } = model.customers[name];
  const stopped = kind === "oneTimePassword" && token?.state === "suspended";
  if (!stopped && wrong[kind] < mostWrong) return "not-possible not-locked";
  wrong[kind] = 0;
  if (stopped) token.state = token.wasInUse ? "in-use" : "issued";
  return "ok";
}

export function allowSetupCode(model: Model, kiosk: ModelKiosk, name: Name): string {
  const kept = keptFrom(model, kiosk, besideCustomers);
  if (kept !== null) return kept;
  const { token } = model.customers[name];
  if (token?.state !== "issued") return "not-possible not-issued";
  if (whyNotShown(model, token) === null) return "not-possible still-allowed";
  token.setupFrom = model.now;
  token.showings = 0;
  return "ok";
}

/** `address`: a corrected one, or the same. */
export function resendMail(
  model: Model,
  kiosk: ModelKiosk,
  name: Name,
  { kind, address }: { readonly kind: string; readonly address: string },
): string {
  const kept = keptFrom(model, kiosk, besideCustomers);
  if (kept !== null) return kept;
  const customer = model.customers[name];
  const former = customer.about?.sent.filter((each) => each.kind === kind) ?? [];
  if (customer.about === null || former.length === 0) return "not-possible no-such-mail";
  const to = address || customer.about.address;
  if (former.some((each) => each.waits && each.to === to)) return "not-possible mail-waits";
  const kinds = new Set([kind]);
  if (to !== customer.about.address) {
    // What waits goes to the new address, and the former one is told.
    for (const each of customer.about.sent) {
      if (each.waits) kinds.add(each.kind);
      each.waits = false;
    }
    customer.mails += 1;
  }
  customer.about.address = to;
  for (const each of kinds) mail(customer, each);
  return "ok";
}

export function releaseForCustomer(
  model: Model,
  kiosk: ModelKiosk,
  name: Name,
  { by, right }: { readonly by: StaffId; readonly right: boolean },
): string {
  const kept = keptFrom(model, kiosk, besideCustomers);
  if (kept !== null) return kept;
  const customer = model.customers[name];
  if (customer.token === null) return `unavailable ${notUsable(customer)}`;
  if (by === kiosk.staff) return "fields approverId";
  const refusal = triedPin(model, kiosk, { who: by, right, wrong: "fields approverPin" });
  if (refusal !== null) return refusal;
  if (staff[by].role !== "approve") return "fields approverId";
  Object.assign(customer.wrong, { startPassword: 0, oneTimePassword: 0 });
  release(model, customer);
  return "ok";
}

export function closeForCleaning(model: Model, kiosk: ModelKiosk): string {
  const kept = keptFrom(model, kiosk, closing);
  if (kept !== null) return kept;
  kiosk.closed = true;
  kiosk.staff = null;
  return "ok";
}

/** Asks nobody, and isn't a touch. */
export function readKiosk(_: Model, kiosk: ModelKiosk): string {
  return kiosk.closed ? "ok closed" : "ok open";
}

/** 2 minutes without a touch end a session. */
export function touchStaff(model: Model, kiosk: ModelKiosk): void {
  if (model.passed - kiosk.staffTouch >= 2 * minute) kiosk.staff = null;
  kiosk.staffTouch = model.passed;
}

/** What keeps whoever is at the kiosk from what `roles` may do. Asking is a touch. */
function keptFrom(model: Model, kiosk: ModelKiosk, roles: readonly Role[]): string | null {
  touchStaff(model, kiosk);
  if (kiosk.staff === null) return "staff-signed-out";
  return roles.includes(staff[kiosk.staff].role) ? null : "forbidden";
}

/** After several wrong PINs in a row at a kiosk it looks at none for 1, 2, 4 … 60 seconds; after 15 minutes without one it begins anew. */
function triedPin(
  model: Model,
  kiosk: ModelKiosk,
  { who, right, wrong }: { readonly who: StaffId; readonly right: boolean; readonly wrong: string },
): string | null {
  const pause = model.passed - kiosk.wrongPinAt;
  if (pause >= 15 * minute) kiosk.wrongPins = 0;
  const wait = kiosk.wrongPins < 2 ? 0 : Math.min(60, 2 ** (kiosk.wrongPins - 2)) * 1_000;
  if (pause < wait) return `pin-waits ${String(Math.ceil((wait - pause) / 1_000))}`;
  const isLookedAt = model.wrongPins[who] < mostWrong;
  const refusal = tried(model.wrongPins, who, right, { wrong, kind: "pin" });
  if (isLookedAt) {
    kiosk.wrongPins = right ? 0 : kiosk.wrongPins + 1;
    kiosk.wrongPinAt = model.passed;
  }
  return refusal;
}
