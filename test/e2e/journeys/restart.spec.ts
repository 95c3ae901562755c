import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import type { Kiosk } from "../kiosk.ts";
import { codeOn } from "../phone.ts";
import { spooledMails } from "../profile.ts";
import { IssueConfirmation, IssueEntry } from "../screens/issue.ts";
import { Selection } from "../screens/selection.ts";
import { Attract, signIn, SignIn, SignInCode, signInUntilCode, Top } from "../screens/sign-in.ts";
import { ReleaseDone, ReleaseEntry, StartEntry } from "../screens/start-and-release.ts";
import { issue, mailAddress, setUpPhone, start as startToken, startPassword } from "../ways.ts";

test("the kiosk may be restarted at any screen: nobody stays signed in, and every token is as it was", async ({
  start,
  profile,
}) => {
  let kiosk: Kiosk = await start();
  const restart = async (): Promise<void> => {
    kiosk = await start();
    await new Attract(kiosk.page).shown();
  };
  const registration = async (state: string): Promise<Selection> => {
    await signIn(kiosk.page, taro);
    const selection = new Selection(kiosk.page);
    await selection.open();
    await expect(selection.value("登録状況")).toHaveText(state);
    return selection;
  };

  await new Attract(kiosk.page).begin();
  await new SignIn(kiosk.page).shown();
  await restart();

  let selection = await registration("未発行");
  await restart();

  selection = await registration("未発行");
  await selection.issue.click();
  await new IssueEntry(kiosk.page).enter(mailAddress, startPassword);
  await new IssueConfirmation(kiosk.page).shown();
  await restart();
  selection = await registration("未発行");
  await selection.button("ログアウト").click();

  await issue(kiosk, taro);
  await restart();
  selection = await registration("トークン発行済");
  await selection.issue.click();
  await new IssueEntry(kiosk.page).shown();
  await restart();

  const enrolment = await setUpPhone(await issue(kiosk, taro), profile);
  await restart();
  selection = await registration("トークン発行済");
  await expect(selection.value("ユーザID")).toHaveText("999800000002");
  await selection.start.click();
  await new StartEntry(kiosk.page).shown();
  await restart();

  selection = await registration("トークン発行済");
  await startToken(kiosk, enrolment);
  await restart();

  await signInUntilCode(kiosk.page, taro);
  await new SignInCode(kiosk.page).shown();
  await restart();
  await signInUntilCode(kiosk.page, taro);
  const code = new SignInCode(kiosk.page);
  await code.shown();
  await code.enter(await codeOn(enrolment, kiosk));
  await new Top(kiosk.page).shown();
  selection = new Selection(kiosk.page);
  await selection.open();
  await selection.release.click();
  const release = new ReleaseEntry(kiosk.page);
  await release.shown();
  await release.enter(taro.confirmationPassword, await codeOn(enrolment, kiosk, { steps: 1 }));
  await new ReleaseDone(kiosk.page).shown();
  await restart();

  selection = await registration("利用解除済");
  await expect(selection.issue).toBeDisabled();
  await expect.poll(async () => (await spooledMails(profile)).length).toBe(4);
});
