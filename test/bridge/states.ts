import type { Verb } from "../../preload/contract/channels.ts";
import type { ServedBank, ServedKiosk } from "./served-kiosk.ts";

export const customerId = "demo-taro";
export const taro = { loginId: "taro0001", loginPassword: "tarologin1" };
export const confirmationPassword = "tarokaku1";
export const startPassword = "48261597";
export const mailAddress = "taro..d.@docomo.ne.jp";
export const entry = {
  mailAddress,
  mailAddressAgain: mailAddress,
  startPassword,
  startPasswordAgain: startPassword,
};

/** The set-up code is shown for ten minutes after an issue. */
const setupIsOverMs = 11 * 60_000;

/** What the customer and the kiosk can be found in, as the customer brings it about. */
export const customerStates = [
  "signed-out",
  "locked",
  "unissued",
  "drafted",
  "issued",
  "in-use",
  "awaiting-code",
  "suspended",
  "released",
] as const;
/**
 * The same with staff beside the kiosk, or after them. `assisting-stuck`: the customer's password is locked, and the
 * set-up code of their token is no longer shown; `taken-over`: the customer has signed in while staff were.
 */
export const staffStates = [
  "assisting",
  "assisting-stuck",
  "approving",
  "maintaining",
  "auditing",
  "closed",
  "taken-over",
] as const;
export const states = [...customerStates, ...staffStates] as const;
export type CustomerState = (typeof customerStates)[number];
export type StaffState = (typeof staffStates)[number];
export type State = (typeof states)[number];

export const assistant = { staffId: "100001", pin: "624813" };
export const officer = { staffId: "200001", pin: "846135" };
export const maintainer = { staffId: "300001", pin: "957246" };
export const auditor = { staffId: "400001", pin: "168357" };

/** Brings taro, of whom the registry knows nothing yet, to `state` at a new kiosk. */
export async function kioskIn(bank: ServedBank, state: State): Promise<ServedKiosk> {
  const kiosk = bank.kiosk();
  if (isOfStaff(state)) await leadStaff(bank, kiosk, state);
  else await leadCustomer(bank, kiosk, state);
  return kiosk;
}

function isOfStaff(state: State): state is StaffState {
  return (staffStates as readonly State[]).includes(state);
}

async function must(kiosk: ServedKiosk, verb: Verb, request: object): Promise<void> {
  const answer = await kiosk.call(verb, request);
  if (!answer.ok) throw new Error(`${verb} on the way: ${answer.refusal.code}`);
}

async function leadStaff(bank: ServedBank, kiosk: ServedKiosk, state: StaffState): Promise<void> {
  await leadCustomer(bank, kiosk, state === "assisting-stuck" ? "issued" : "in-use");
  switch (state) {
    case "assisting":
      return must(kiosk, "staffSignIn", assistant);
    case "assisting-stuck":
      bank.clock.advance(setupIsOverMs);
      await lock(kiosk);
      return must(kiosk, "staffSignIn", assistant);
    case "approving":
      await lockPin(bank, kiosk);
      return must(kiosk, "staffSignIn", officer);
    case "maintaining":
      return must(kiosk, "staffSignIn", maintainer);
    case "auditing":
      return must(kiosk, "staffSignIn", auditor);
    case "closed":
      await must(kiosk, "staffSignIn", assistant);
      return must(kiosk, "closeForCleaning", {});
    case "taken-over":
      await must(kiosk, "staffSignIn", assistant);
      return must(kiosk, "signIn", taro);
  }
}

async function lock(kiosk: ServedKiosk): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await kiosk.call("signIn", { ...taro, loginPassword: "wrong" });
  }
}

/** The maintainer's; the kiosk looks at each PIN after a while alone. */
async function lockPin(bank: ServedBank, kiosk: ServedKiosk): Promise<void> {
  for (const seconds of [0, 0, 1, 2, 4]) {
    bank.clock.advance(seconds * 1_000);
    await kiosk.call("staffSignIn", { ...maintainer, pin: "505152" });
  }
  bank.clock.advance(8_000);
}

async function leadCustomer(
  bank: ServedBank,
  kiosk: ServedKiosk,
  state: CustomerState,
): Promise<void> {
  const code = async () => ({ oneTimePassword: await bank.code(customerId) });
  const reached = (...ends: readonly CustomerState[]) => ends.includes(state);

  if (reached("signed-out")) return;
  if (reached("locked")) return lock(kiosk);
  await must(kiosk, "signIn", taro);
  if (reached("unissued")) return;
  await must(kiosk, "draftIssue", entry);
  if (reached("drafted")) return;
  await must(kiosk, "confirmIssue", { confirmationPassword });
  if (reached("issued")) return;
  if (reached("suspended")) {
    for (let tries = 0; tries < 5; tries += 1) {
      const current = await bank.code(customerId);
      const oneTimePassword = String((Number(current) + tries + 1) % 1_000_000).padStart(6, "0");
      await kiosk.call("startToken", { oneTimePassword });
    }
    return;
  }
  await must(kiosk, "startToken", await code());
  bank.clock.advance(60_000);
  if (reached("in-use")) return;
  if (reached("released")) {
    await must(kiosk, "releaseToken", { confirmationPassword, ...(await code()) });
    return;
  }
  await must(kiosk, "signIn", taro);
}
