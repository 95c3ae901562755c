import type { Verb } from "../../preload/contract/channels.ts";
import type { GoodRequest } from "./hostile-requests.ts";
import type { ServedBank, ServedKiosk } from "./served-kiosk.ts";

const customerId = "demo-taro";
export const taro = { loginId: "taro0001", loginPassword: "tarologin1" };
export const confirmationPassword = "tarokaku1";
export const startPassword = "48261597";
export const mailAddress = "taro..d.@docomo.ne.jp";
const entry = {
  mailAddress,
  mailAddressAgain: mailAddress,
  startPassword,
  startPasswordAgain: startPassword,
};

/** What the customer and the kiosk can be found in. */
export const states = [
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
export type State = (typeof states)[number];

/** Brings taro, of whom the registry knows nothing yet, to `state` at a new kiosk. */
export async function kioskIn(bank: ServedBank, state: State): Promise<ServedKiosk> {
  const kiosk = bank.kiosk();
  const must = async (verb: Verb, request: object): Promise<void> => {
    const answer = await kiosk.call(verb, request);
    if (!answer.ok) throw new Error(`${verb} on the way to ${state}: ${answer.refusal.code}`);
  };
  const code = async () => ({ oneTimePassword: await bank.code(customerId) });
  const reached = (...ends: readonly State[]) => ends.includes(state);

  if (reached("signed-out")) return kiosk;
  if (reached("locked")) {
    for (let tries = 0; tries < 5; tries += 1) {
      await kiosk.call("signIn", { ...taro, loginPassword: "wrong" });
    }
    return kiosk;
  }
  await must("signIn", taro);
  if (reached("unissued")) return kiosk;
  await must("draftIssue", entry);
  if (reached("drafted")) return kiosk;
  await must("confirmIssue", { confirmationPassword });
  if (reached("issued")) return kiosk;
  if (reached("suspended")) {
    for (let tries = 0; tries < 5; tries += 1) {
      const current = await bank.code(customerId);
      const oneTimePassword = String((Number(current) + tries + 1) % 1_000_000).padStart(6, "0");
      await kiosk.call("startToken", { oneTimePassword });
    }
    return kiosk;
  }
  await must("startToken", await code());
  bank.clock.advance(60_000);
  if (reached("in-use")) return kiosk;
  if (reached("released")) {
    await must("releaseToken", { confirmationPassword, ...(await code()) });
    return kiosk;
  }
  await must("signIn", taro);
  return kiosk;
}

/** What the screen of `verb` would send now. */
export async function goodRequest(bank: ServedBank, verb: Verb): Promise<GoodRequest> {
  const oneTimePassword = (await bank.code(customerId)) ?? "123456";
  switch (verb) {
    case "readWords":
      return { language: "ja" };
    case "signIn":
      return taro;
    case "draftIssue":
      return entry;
    case "confirmIssue":
      return { confirmationPassword };
    case "showSetupCode":
      return { startPassword };
    case "proveCode":
    case "startToken":
      return { oneTimePassword };
    case "releaseToken":
      return { confirmationPassword, oneTimePassword };
    case "staffSignIn":
      return { staffId: "100001", pin: "624813" };
    case "findJournal":
      return { day: "2026-04-01", customer: "taro0001", staffId: "", kind: "", before: "" };
    case "exportJournal":
      return { day: "2026-04-01", customer: "", staffId: "", kind: "" };
    case "bundleJournal":
      return { day: "2026-04-01" };
    case "findCustomers":
      return { searched: "フクシマ" };
    case "unlock":
      return { customerId, kind: "loginPassword", reason: "mistyped" };
    case "allowSetupCode":
      return { customerId, reason: "too-slow" };
    case "resendMail":
      return { customerId, kind: "issued", mailAddress, mailAddressAgain: mailAddress };
    case "readCustomer":
    case "showMailAddress":
    case "printCustomerSlip":
      return { customerId };
    case "releaseForCustomer":
      return {
        customerId,
        reason: "lost",
        evidence: "passport",
        evidenceDigits: "123A",
        approverId: "200001",
        approverPin: "846135",
      };
    case "readKiosk":
    case "signOut":
    case "readStatus":
    case "readDraft":
    case "cancelDraft":
    case "printSlip":
    case "staffSignOut":
    case "readHealth":
    case "closeForCleaning":
    case "restartKiosk":
    case "shutDownKiosk":
      return {};
  }
}
