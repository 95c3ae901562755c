import { people } from "./customers.ts";
import type { Name } from "./customers.ts";

// The life cycle as the manual tells it, without a line of the product. Times are epoch milliseconds.

/** The staff of each role; 役席 can do all that 係員 can, and approves. */
export const staff = {
  "100001": { role: "assist", pin: "624813" },
  "200001": { role: "approve", pin: "846135" },
  "300001": { role: "maintain", pin: "957246" },
  "400001": { role: "audit", pin: "168357" },
} as const;
export type StaffId = keyof typeof staff;
export type Kind = "loginPassword" | "confirmationPassword" | "startPassword" | "oneTimePassword";

export interface ModelToken {
  state: "issued" | "in-use" | "suspended";
  wasInUse: boolean;
  /** Since when the set-up code may be shown: the issue, or when staff allowed it again. */
  setupFrom: number;
  readonly startPassword: string;
  lastStep: number;
  showings: number;
}

/** The mails about a token, of which none has left the outbox. */
interface ModelMails {
  address: string;
  /** `waits`: it wasn't cancelled. */
  readonly sent: { readonly kind: string; readonly to: string; waits: boolean }[];
}

export interface ModelCustomer {
  token: ModelToken | null;
  /** The first moment at which an issue works again after the releases so far. */
  waitsUntil: number;
  everReleased: boolean;
  limit: number;
  mails: number;
  /** Of the token that they have, or had last. */
  about: ModelMails | null;
  readonly wrong: Record<Kind, number>;
}

export interface ModelKiosk {
  who: Name | null;
  /** True between the password and the code. */
  needsCode: boolean;
  /** The last step used, as far as this sign-in knows: another kiosk may have used one since. */
  knownStep: number;
  draft: { readonly startPassword: string; readonly address: string } | null;
  lastTouch: number;
  staff: StaffId | null;
  staffTouch: number;
  closed: boolean;
  /** In a row, whosever they were. */
  wrongPins: number;
  wrongPinAt: number;
}

export interface Model {
  now: number;
  /** What has passed of time, whatever the clock was put to. */
  passed: number;
  readonly customers: Readonly<Record<Name, ModelCustomer>>;
  readonly wrongPins: Record<StaffId, number>;
  readonly kiosks: readonly [ModelKiosk, ModelKiosk];
}

export const mostWrong = 5;
export const minute = 60_000;
const day = 24 * 60 * minute;
const tokyo = 9 * 60 * minute;

export function newModel(now: number): Model {
  const customer = (name: Name): ModelCustomer => ({
    token: null,
    waitsUntil: -Infinity,
    everReleased: false,
    limit: people[name].limit,
    mails: 0,
    about: null,
    wrong: { loginPassword: 0, confirmationPassword: 0, startPassword: 0, oneTimePassword: 0 },
  });
  return {
    now,
    passed: 0,
    customers: { taro: customer("taro"), hanako: customer("hanako") },
    wrongPins: { "100001": 0, "200001": 0, "300001": 0, "400001": 0 },
    kiosks: [newKiosk(), newKiosk()],
  };
}

/** One that was just switched on. */
export function newKiosk(): ModelKiosk {
  return {
    ...{ who: null, needsCode: false, knownStep: -Infinity, draft: null, lastTouch: 0 },
    ...{ staff: null, staffTouch: 0, closed: false },
    ...{ wrongPins: 0, wrongPinAt: -Infinity },
  };
}

export function signOut(_: Model, kiosk: ModelKiosk): string {
  Object.assign(kiosk, { who: null, needsCode: false, draft: null });
  return "ok";
}

/** Why there is nothing to start or to release. */
export function notUsable({ token, everReleased }: ModelCustomer): string {
  if (token === null) return everReleased ? "already-released" : "not-issued";
  return token.state === "in-use" ? "already-in-use" : "suspended";
}

/** Null when the try is right; a locked one isn't looked at. `of`: whose count or which; `kind`: what a refusal calls it. */
export function tried<Of extends string>(
  counts: Record<Of, number>,
  of: Of,
  right: boolean,
  { wrong, kind = of }: { readonly wrong: string; readonly kind?: string },
): string | null {
  if (counts[of] >= mostWrong) return `locked ${kind}`;
  counts[of] = right ? 0 : counts[of] + 1;
  if (right) return null;
  return counts[of] >= mostWrong ? `locked ${kind}` : wrong;
}

export function mail(customer: ModelCustomer, kind: string): void {
  customer.mails += 1;
  const { about } = customer;
  about?.sent.push({ kind, to: about.address, waits: true });
}

/** What a release does, whoever asked for it. */
export function release(model: Model, customer: ModelCustomer): void {
  const nextDay = (Math.floor((model.now + tokyo) / day) + 1) * day - tokyo;
  customer.waitsUntil = Math.max(customer.waitsUntil, nextDay);
  customer.everReleased = true;
  customer.limit = Math.min(customer.limit, 200_000);
  mail(customer, "released");
  customer.token = null;
  clearTokenCounts(customer);
}

/** The counts of a token and of its start password begin and end with it. */
export function clearTokenCounts({ wrong }: ModelCustomer): void {
  Object.assign(wrong, { oneTimePassword: 0, startPassword: 0 });
}
