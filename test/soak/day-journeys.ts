import { generateSync } from "otplib";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer, Answers } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import type { DemoCustomer } from "../e2e/customers.ts";
import { codeOn } from "../e2e/phone.ts";
import { Selection } from "../e2e/screens/selection.ts";
import { Attract, signInUntilCode, SignInCode, Top } from "../e2e/screens/sign-in.ts";
import { ReleaseDone, ReleaseEntry, StartDone } from "../e2e/screens/start-and-release.ts";
import { issueAndStart, startPassword } from "../e2e/ways.ts";
import type { DayKiosk } from "./day-kiosk.ts";

/** Short: it is touched key by key, twice. */
const mailAddress = "a@b.jp";

/** Mails of one full journey: issued, started, released. */
export const mailsOfJourney = 3;

/** Asks for `verb` and expects that it works; throws with the refusal's code. */
export async function done<V extends Verb>(
  kiosk: DayKiosk,
  verb: V,
  request: Request<V>,
): Promise<Answers[V]> {
  const answer: Answer<Verb> = await kiosk.ask(verb, request);
  if (!answer.ok) throw new Error(`${verb} is refused with ${answer.refusal.code}`);
  return answer.value as Answers[V];
}

/** Signs in and issues a token; gives the code that the phone shows `steps` time steps from now. */
export async function issueOverBridge(
  kiosk: DayKiosk,
  { loginId, loginPassword, confirmationPassword }: DemoCustomer,
): Promise<(steps: number) => string> {
  await done(kiosk, "signIn", { loginId, loginPassword });
  const mail = { mailAddress, mailAddressAgain: mailAddress };
  await done(kiosk, "draftIssue", { ...mail, startPassword, startPasswordAgain: startPassword });
  await done(kiosk, "confirmIssue", { confirmationPassword });
  const { key } = await done(kiosk, "showSetupCode", { startPassword });
  const secret = key.replaceAll(" ", "");
  return (steps) => generateSync({ secret, period: 60, epoch: kiosk.now() + steps * 60 });
}

/** Starts the issued token and releases it, each with a code that is accepted while the step of now lasts. */
export async function useAndReleaseOverBridge(
  kiosk: DayKiosk,
  { confirmationPassword }: DemoCustomer,
  codeAfter: (steps: number) => string,
): Promise<void> {
  await done(kiosk, "startToken", { oneTimePassword: codeAfter(0) });
  await done(kiosk, "releaseToken", { confirmationPassword, oneTimePassword: codeAfter(1) });
  await done(kiosk, "signOut", {});
}

/** Issue, start and release over the bridge, in one session. */
export async function journeyOverBridge(kiosk: DayKiosk, customer: DemoCustomer): Promise<void> {
  await useAndReleaseOverBridge(kiosk, customer, await issueOverBridge(kiosk, customer));
}

/**
 * Issue, start and release through the screens, by touch alone, from 待機 to 待機; between start and release the
 * customer signs out and in again, by a code.
 */
export async function journeyThroughScreens(
  kiosk: DayKiosk,
  customer: DemoCustomer,
): Promise<void> {
  const { page } = kiosk;
  const phone = await issueAndStart(kiosk, customer, kiosk.profile, mailAddress);
  const started = new StartDone(page);
  const attract = new Attract(page);
  await started.button("ログアウト").click();
  await signInUntilCode(page, customer);
  const code = new SignInCode(page);
  await code.shown();
  await code.enter(await codeOn(phone, kiosk));
  await new Top(page).shown();
  const selection = new Selection(page);
  await selection.open();
  await selection.release.click();
  const release = new ReleaseEntry(page);
  await release.shown();
  await release.enter(customer.confirmationPassword, await codeOn(phone, kiosk, { steps: 1 }));
  const released = new ReleaseDone(page);
  await released.shown();
  await released.button("ログアウト").click();
  await attract.shown();
}
