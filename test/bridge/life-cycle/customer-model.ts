// The customer's verbs, as the manual tells them.

import type { Code, Name } from "./customers.ts";
import {
  clearTokenCounts,
  mail,
  minute,
  mostWrong,
  notUsable,
  release,
  signOut,
  tried,
} from "./model.ts";
import type { Model, ModelCustomer, ModelKiosk, ModelToken } from "./model.ts";

export function signIn(model: Model, kiosk: ModelKiosk, name: Name, right: boolean): string {
  signOut(model, kiosk);
  kiosk.lastTouch = model.passed;
  if (kiosk.closed) return "signed-out";
  kiosk.staff = null;
  const customer = model.customers[name];
  const refusal = tried(customer.wrong, "loginPassword", right, { wrong: "credentials" });
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

export function draftIssue(
  model: Model,
  kiosk: ModelKiosk,
  draft: NonNullable<ModelKiosk["draft"]>,
): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const refusal = whyNotIssue(model, customer);
  if (refusal !== null) return refusal;
  kiosk.draft = draft;
  return "ok";
}

export function confirmIssue(model: Model, kiosk: ModelKiosk, right: boolean): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  if (kiosk.draft === null) return "no-draft";
  const refusal =
    whyNotIssue(model, customer) ??
    tried(customer.wrong, "confirmationPassword", right, {
      wrong: "fields confirmationPassword",
    });
  if (refusal !== null) return refusal;
  customer.token = {
    state: "issued",
    wasInUse: false,
    setupFrom: model.now,
    startPassword: kiosk.draft.startPassword,
    lastStep: -Infinity,
    showings: 0,
  };
  const moved = customer.about !== null && customer.about.address !== kiosk.draft.address;
  customer.about = { address: kiosk.draft.address, sent: [] };
  // The former address is told.
  if (moved) customer.mails += 1;
  mail(customer, "issued");
  clearTokenCounts(customer);
  kiosk.draft = null;
  return "ok";
}

export function showSetupCode(model: Model, kiosk: ModelKiosk, startPassword: string): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const { token } = customer;
  if (token?.state !== "issued") return "setup-code-withheld not-issued";
  const withheld = whyNotShown(model, token);
  if (withheld !== null) return `setup-code-withheld ${withheld}`;
  const right = startPassword === token.startPassword;
  const refusal = tried(customer.wrong, "startPassword", right, {
    wrong: "fields startPassword",
  });
  if (refusal !== null) return refusal;
  token.showings += 1;
  return "ok";
}

/** A showing that would last less than a second is none, nor is one before the issue, a minute's leeway apart. */
export function whyNotShown(model: Model, { setupFrom, showings }: ModelToken): string | null {
  const age = model.now - setupFrom;
  if (age < -minute || age > 10 * minute - 1_000) return "expired";
  return showings >= 3 ? "spent" : null;
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
  mail(customer, "started");
  return "ok";
}

export function releaseToken(model: Model, kiosk: ModelKiosk, right: boolean, code: Code): string {
  const customer = atKiosk(model, kiosk);
  if (customer === null) return "signed-out";
  const { token } = customer;
  if (token === null || token.state === "suspended") return `unavailable ${notUsable(customer)}`;
  const refusal =
    tried(customer.wrong, "confirmationPassword", right, {
      wrong: "fields confirmationPassword",
    }) ?? triedCode(model, customer, token, code);
  if (refusal !== null) return refusal;
  release(model, customer);
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
  const refusal = tried(customer.wrong, "oneTimePassword", usable.length > 0, {
    wrong: "fields oneTimePassword",
  });
  if (refusal === null) token.lastStep = Math.max(...usable);
  else if (refusal.startsWith("locked")) token.state = "suspended";
  return refusal;
}
