import type { DemoCustomer } from "./customers.ts";
import type { Kiosk } from "./kiosk.ts";
import { codeOn, scan } from "./phone.ts";
import type { Profile } from "./profile.ts";
import { IssueConfirmation, IssueDone, IssueEntry } from "./screens/issue.ts";
import { Selection } from "./screens/selection.ts";
import { Attract, SignIn, SignInCode, Top } from "./screens/sign-in.ts";
import { ReleaseDone, ReleaseEntry, StartDone, StartEntry } from "./screens/start-and-release.ts";
import { mailAddress, startPassword } from "./ways.ts";

/** A stop of the tour: the screen and what is to be seen there, in English. */
export interface Stop {
  readonly screenId: string;
  readonly what: string;
}

/**
 * Plays issue, start and release as one customer with a simulated phone, and calls `look` at every
 * screen in each of its states; the demo takes pictures there, the layout test measures.
 */
export async function tour(
  kiosk: Kiosk,
  customer: DemoCustomer,
  profile: Profile,
  look: (stop: Stop) => Promise<void>,
): Promise<void> {
  const { page } = kiosk;
  const selection = new Selection(page);
  const stop = async (screen: { id: string; shown(): Promise<void> }, what: string) => {
    await screen.shown();
    await look({ screenId: screen.id, what });
  };

  const attract = new Attract(page);
  await stop(attract, "waiting for a customer");
  await attract.begin();
  const signIn = new SignIn(page);
  await stop(signIn, "login ID, full keys");
  await signIn.type("ログインID", customer.loginId);
  await signIn.type("ログインパスワード", "wrong1");
  await look({ screenId: "KLG001", what: "login password, shuffled keys, masked echo" });
  await signIn.button("ログイン").click();
  await page.getByRole("alert").waitFor();
  await look({ screenId: "KLG001", what: "refused; it is not said which was wrong" });
  await signIn.type("ログインパスワード", customer.loginPassword);
  await signIn.button("ログイン").click();
  const top = new Top(page);
  await stop(top, "global navigation");
  await top.openSelection();
  await stop(selection, "未発行");

  await selection.issue.click();
  const entry = new IssueEntry(page);
  await stop(entry, "mail address, keys with domains");
  await entry.button("次へ").click();
  await page.getByRole("alert").first().waitFor();
  await look({ screenId: "BOT001", what: "every empty field named" });
  await entry.type("携帯電話メールアドレス", mailAddress);
  await entry.type("携帯電話メールアドレス (確認用)", mailAddress);
  await entry.type("利用開始パスワード", startPassword);
  await look({ screenId: "BOT001", what: "start password, shuffled digits, masked echo" });
  await entry.type("利用開始パスワード (確認用)", startPassword);
  await entry.button("次へ").click();
  const confirmation = new IssueConfirmation(page);
  await stop(confirmation, "the address to check");
  await confirmation.confirm(customer.confirmationPassword);
  const issued = new IssueDone(page);
  await stop(issued, "token information");
  await issued.button("アプリ設定用QRコードを表示する").click();
  await page.getByRole("textbox", { name: "利用開始パスワード", exact: true }).waitFor();
  await look({ screenId: "BOT002", what: "the start password gates the set-up code" });
  await issued.submitStartPassword(startPassword);
  await issued.qr.waitFor();
  await look({ screenId: "BOT002", what: "set-up code with the time left" });
  const enrolment = await scan(issued.qr, profile);
  await issued.button("ワンタイムパスワード申請内容選択へ").click();
  await stop(selection, "トークン発行済");

  await selection.start.click();
  const startEntry = new StartEntry(page);
  await stop(startEntry, "the code of the phone");
  await startEntry.enter(await codeOn(enrolment, kiosk, { driftSeconds: 240 }));
  await startEntry.refusalAt("ワンタイムパスワード");
  await look({ screenId: "BOK001", what: "diagnosis: the phone's clock is 4 minutes off" });
  await startEntry.enter(await codeOn(enrolment, kiosk, { steps: -1 }));
  const started = new StartDone(page);
  await stop(started, "finished");
  await started.button("ワンタイムパスワード申請内容選択へ").click();
  await stop(selection, "利用中");

  await selection.button("ログアウト").click();
  await attract.shown();
  await attract.begin();
  await signIn.enter(customer.loginId, customer.loginPassword);
  const code = new SignInCode(page);
  await stop(code, "sign-in asks for a code");
  await code.enter(await codeOn(enrolment, kiosk));
  await top.shown();
  await selection.open();
  await selection.release.click();
  const release = new ReleaseEntry(page);
  await stop(release, "step marker, notice, password and code");
  await release.enter(customer.confirmationPassword, await codeOn(enrolment, kiosk, { steps: 1 }));
  const released = new ReleaseDone(page);
  await stop(released, "finished; the limit; what to do in the app");
  await released.button("トップページへ").click();
  await selection.open();
  await look({ screenId: "BOP001", what: "利用解除済: a new issue waits until tomorrow" });
}
