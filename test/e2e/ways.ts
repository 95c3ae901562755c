import type { Page } from "@playwright/test";
import type { DemoCustomer } from "./customers.ts";
import type { Kiosk } from "./kiosk.ts";
import { codeOn, scan } from "./phone.ts";
import type { Enrolment, Phone } from "./phone.ts";
import type { Profile } from "./profile.ts";
import { IssueConfirmation, IssueDone, IssueEntry } from "./screens/issue.ts";
import { Selection } from "./screens/selection.ts";
import { signIn } from "./screens/sign-in.ts";
import { StartDone, StartEntry } from "./screens/start-and-release.ts";

/** What a customer of the journeys chooses at BOT001. */
export const mailAddress = "taro@data-bank.co.jp";
export const startPassword = "582037";
/** Where it matters to nobody: short, as it is touched key by key, twice. */
const anyAddress = "a@b.jp";

/** From 待機 to BOT001: signs in and chooses トークン発行. */
export async function openIssue(page: Page, customer: DemoCustomer): Promise<IssueEntry> {
  await signIn(page, customer);
  const selection = new Selection(page);
  await selection.open();
  await selection.issue.click();
  const entry = new IssueEntry(page);
  await entry.shown();
  return entry;
}

/** From 待機 to BOT002: signs in and issues a token. */
export async function issue(
  kiosk: Kiosk,
  customer: DemoCustomer,
  address?: string,
): Promise<IssueDone> {
  await openIssue(kiosk.page, customer);
  return fillIssue(kiosk, customer, address);
}

/** From BOT001 to BOT002. */
export async function fillIssue(
  { page }: Kiosk,
  customer: DemoCustomer,
  address = anyAddress,
): Promise<IssueDone> {
  const entry = new IssueEntry(page);
  await entry.shown();
  await entry.enter(address, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();
  await confirmation.confirm(customer.confirmationPassword);
  const done = new IssueDone(page);
  await done.shown();
  return done;
}

/** From BOT002 with a scanned set-up code to BOP001 (トークン発行済). */
export async function setUpPhone(done: IssueDone, profile: Profile): Promise<Enrolment> {
  await done.show(startPassword);
  const enrolment = await scan(done.qr, profile);
  await done.button("ワンタイムパスワード申請内容選択へ").click();
  return enrolment;
}

/**
 * From BOP001 (トークン発行済) to BOK002, with the code of the step before: it lies within the tolerance, and
 * this step's and the next one's remain unused for signing in and releasing.
 */
export async function start(kiosk: Kiosk, phone: Phone): Promise<StartDone> {
  const selection = new Selection(kiosk.page);
  await selection.shown();
  await selection.start.click();
  const entry = new StartEntry(kiosk.page);
  await entry.shown();
  await entry.enter(await codeOn(phone, kiosk, { steps: -1 }));
  const done = new StartDone(kiosk.page);
  await done.shown();
  return done;
}

/** From 待機 to BOK002: a token in use, and the phone that shows its codes. */
export async function issueAndStart(
  kiosk: Kiosk,
  customer: DemoCustomer,
  profile: Profile,
  address = anyAddress,
): Promise<Enrolment> {
  const enrolment = await setUpPhone(await issue(kiosk, customer, address), profile);
  await start(kiosk, enrolment);
  return enrolment;
}
