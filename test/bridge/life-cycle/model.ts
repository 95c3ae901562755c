import { people } from "./customers.ts";
import type { Code, Name } from "./customers.ts";

// The life cycle as the manual tells it, without a line of the product. Times are epoch milliseconds.

type Kind = "loginPassword" | "confirmationPassword" | "startPassword" | "oneTimePassword";

interface ModelToken {
  state: "issued" | "in-use" | "suspended";
  wasInUse: boolean;
  readonly issuedAt: number;
  readonly startPassword: string;
  lastStep: number;
  showings: number;
}

interface ModelCustomer {
  token: ModelToken | null;
  /** The first moment at which an issue works again after the releases so far. */
  waitsUntil: number;
  everReleased: boolean;
  limit: number;
  mails: number;
  readonly wrong: Record<Kind, number>;
}

export interface ModelKiosk {
  who: Name | null;
  /** True between the password and the code. */
  needsCode: boolean;
  /** The last step used, as far as this sign-in knows: another kiosk may have used one since. */
  knownStep: number;
  draft: string | null;
  lastTouch: number;
}

export interface Model {
  now: number;
  /** What has passed of time, whatever the clock was put to. */
  passed: number;
  readonly customers: Readonly<Record<Name, ModelCustomer>>;
  readonly kiosks: readonly [ModelKiosk, ModelKiosk];
}

const mostWrong = 5;
const minute = 60_000;
const day = 24 * 60 * minute;
const tokyo = 9 * 60 * minute;

export function newModel(now: number): Model {
  const customer = (name: Name): ModelCustomer => ({
    token: null,
    waitsUntil: -Infinity,
    everReleased: false,
    limit: people[name].limit,
    mails: 0,
    wrong: { loginPassword: 0, confirmationPassword: 0, startPassword: 0, oneTimePassword: 0 },
  });
  const nobody = { who: null, needsCode: false, knownStep: -Infinity, draft: null, lastTouch: 0 };
  return {
    now,
    passed: 0,
    customers: { taro: customer("taro"), hanako: customer("hanako") },
    kiosks: [{ ...nobody }, { ...nobody }],
  };
}

export function signOut(_: Model, kiosk: ModelKiosk): string {
  Object.assign(kiosk, { who: null, needsCode: false, draft: null });
  return "ok";
}

export function signIn(model: Model, kiosk: ModelKiosk, name: Name, right: boolean): string {
  signOut(model, kiosk);
  kiosk.lastTouch = model.passed;
  const customer = model.customers[name];
  const refusal = tried(customer, "loginPassword", right, "credentials");
  if (refusal !== null) return refusal;
  if (customer.token?.state === "suspended" && customer.token.wasInUse) {
    return "locked oneTimePassword";
  }
  kiosk.who = name;
  kiosk.needsCode = customer.token?.state === "in-use";
  kiosk.knownStep = customer.token?.lastStep ?? -Infinity;
  return kiosk.needsCode ? "ok code" : "ok nothing";
}

export function proveCode(model: Model, kiosk: ModelKiosk, code: Code): string {
  const customer = atKiosk(model, kiosk, "the code");
  if (customer === null) return "signed-out";
  if (customer.token?.state !== "in-use") {
    const stopped = customer.token?.state === "suspended";
    signOut(model, kiosk);
    return stopped ? "locked oneTimePassword" : "signed-out";
  }
  if (kiosk.knownStep !== customer.token.lastStep) {
    // Used at the other kiosk meanwhile: neither looked at nor counted.
    kiosk.knownStep = customer.token.lastStep;
    return "fields oneTimePassword";
  }
  const refusal = triedCode(model, customer, customer.token, code);
  if (refusal === "locked oneTimePassword") signOut(model, kiosk);
  if (refusal === null) kiosk.needsCode = false;
  return refusal ?? "ok";
}

export function draftIssue(model: Model, kiosk: ModelKiosk, startPassword: string): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const refusal = whyNotIssue(model, customer);
  if (refusal !== null) return refusal;
  kiosk.draft = startPassword;
  return "ok";
}

export function confirmIssue(model: Model, kiosk: ModelKiosk, right: boolean): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  if (kiosk.draft === null) return "no-draft";
  const refusal =
    whyNotIssue(model, customer) ??
    (customer.wrong.startPassword >= mostWrong ? "locked startPassword" : null) ??
    tried(customer, "confirmationPassword", right, "fields confirmationPassword");
  if (refusal !== null) return refusal;
  customer.token = {
    state: "issued",
    wasInUse: false,
    issuedAt: model.now,
    startPassword: kiosk.draft,
    lastStep: -Infinity,
    showings: 0,
  };
  customer.mails += 1;
  kiosk.draft = null;
  return "ok";
}

export function showSetupCode(model: Model, kiosk: ModelKiosk, startPassword: string): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const { token } = customer;
  if (token?.state !== "issued") return "setup-code-withheld not-issued";
  // A showing that would last less than a second is none, nor is one before the issue, a minute's leeway apart.
  const age = model.now - token.issuedAt;
  if (age < -minute || age > 10 * minute - 1_000) return "setup-code-withheld expired";
  if (token.showings >= 3) return "setup-code-withheld spent";
  const right = startPassword === token.startPassword;
  const refusal = tried(customer, "startPassword", right, "fields startPassword");
  if (refusal !== null) return refusal;
  token.showings += 1;
  return "ok";
}

export function startToken(model: Model, kiosk: ModelKiosk, code: Code): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const { token } = customer;
  if (token?.state !== "issued") return `unavailable ${notUsable(customer)}`;
  const refusal = triedCode(model, customer, token, code);
  if (refusal !== null) return refusal;
  token.state = "in-use";
  token.wasInUse = true;
  customer.mails += 1;
  return "ok";
}

export function releaseToken(model: Model, kiosk: ModelKiosk, right: boolean, code: Code): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const { token } = customer;
  if (token === null || token.state === "suspended") return `unavailable ${notUsable(customer)}`;
  const refusal =
    tried(customer, "confirmationPassword", right, "fields confirmationPassword") ??
    triedCode(model, customer, token, code);
  if (refusal !== null) return refusal;
  const nextDay = (Math.floor((model.now + tokyo) / day) + 1) * day - tokyo;
  customer.waitsUntil = Math.max(customer.waitsUntil, nextDay);
  customer.everReleased = true;
  customer.limit = Math.min(customer.limit, 200_000);
  customer.mails += 1;
  customer.token = null;
  return "ok";
}

export function cancelDraft(model: Model, kiosk: ModelKiosk): string {
  if (atKiosk(model, kiosk) === null) return "signed-out";
  kiosk.draft = null;
  return "ok";
}

/** 登録状況, for whoever is signed in. */
export function readStatus(model: Model, kiosk: ModelKiosk): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  return `ok ${customer.token?.state ?? (customer.everReleased ? "released" : "unissued")}`;
}

/** Who may act at the kiosk; 15 minutes without a touch end a session. Asking is a touch. */
function atKiosk(model: Model, kiosk: ModelKiosk, next?: "the code"): ModelCustomer | null {
  if (kiosk.who !== null && model.passed - kiosk.lastTouch >= 15 * minute) signOut(model, kiosk);
  kiosk.lastTouch = model.passed;
  if (kiosk.who === null || kiosk.needsCode !== (next === "the code")) return null;
  return model.customers[kiosk.who];
}

function whyNotIssue(model: Model, { token, waitsUntil }: ModelCustomer): string | null {
  if (token?.state === "in-use") return "unavailable already-in-use";
  if (token?.state === "suspended") return "unavailable suspended";
  // One that was never started gives way at once.
  if (token !== null) return null;
  return model.now < waitsUntil ? "unavailable reissue-waits" : null;
}

function notUsable({ token, everReleased }: ModelCustomer): string {
  if (token === null) return everReleased ? "already-released" : "not-issued";
  return token.state === "in-use" ? "already-in-use" : "suspended";
}

/** Null when the try is right; a locked kind isn't looked at. */
function tried(customer: ModelCustomer, kind: Kind, right: boolean, wrong: string): string | null {
  const { wrong: counts } = customer;
  if (counts[kind] >= mostWrong) return `locked ${kind}`;
  counts[kind] = right ? 0 : counts[kind] + 1;
  if (right) return null;
  return counts[kind] >= mostWrong ? `locked ${kind}` : wrong;
}

/** Right is a code of this minute or one beside it, after the last one used; that one again is no guess. */
function triedCode(
  model: Model,
  customer: ModelCustomer,
  token: ModelToken,
  code: Code,
): string | null {
  const current = Math.floor(model.now / minute);
  const usable = code.steps.filter(
    (step) => Math.abs(step - current) <= 1 && step > token.lastStep,
  );
  const isLocked = customer.wrong.oneTimePassword >= mostWrong;
  if (!isLocked && usable.length === 0 && code.steps.includes(token.lastStep)) {
    return "fields oneTimePassword";
  }
  const refusal = tried(customer, "oneTimePassword", usable.length > 0, "fields oneTimePassword");
  if (refusal === null) token.lastStep = Math.max(...usable);
  else if (refusal.startsWith("locked")) token.state = "suspended";
  return refusal;
}
