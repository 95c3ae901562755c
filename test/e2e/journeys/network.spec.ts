import { existsSync } from "node:fs";
import path from "node:path";
import { startBankService } from "../bank-service.ts";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { launchKiosk } from "../kiosk.ts";
import type { Kiosk } from "../kiosk.ts";
import { codeOn } from "../phone.ts";
import { removeProfile } from "../profile.ts";
import { Selection } from "../screens/selection.ts";
import { signIn, SignInCode, signInUntilCode } from "../screens/sign-in.ts";
import { ReleaseDone, ReleaseEntry } from "../screens/start-and-release.ts";
import { issue, setUpPhone, start } from "../ways.ts";

test("a token is issued in one branch, started in another, proven in a third and released in the first", async () => {
  const bank = await startBankService();
  const names = ["head-office", "station", "aizu"] as const;
  const branches = [];
  for (const name of names) branches.push(await bank.branch(name));
  const kiosks: Kiosk[] = [];
  try {
    for (const branch of branches) {
      const kiosk = await launchKiosk(branch, { env: { KIOSK_CLOCK_OFFSET_SECONDS: "0" } });
      // The database's clock judges, and the phone goes by it.
      kiosks.push({ ...kiosk, now: () => Math.floor(Date.now() / 1000) });
    }
    const [issues, starts, proves] = kiosks as [Kiosk, Kiosk, Kiosk];
    const phone = await setUpPhone(await issue(issues, taro), branches[0] ?? fail());
    await new Selection(issues.page).button("ログアウト").click();

    await signIn(starts.page, taro);
    await new Selection(starts.page).open();
    const done = await start(starts, phone);
    await done.button("控えを印刷する").click();
    await expect(done.root.getByRole("status")).toContainText("控えを保存しました");
    expect(existsSync(path.join(branches[1]?.dataDir ?? "", "prints"))).toBe(true);

    await signInUntilCode(proves.page, taro);
    await new SignInCode(proves.page).enter(await codeOn(phone, proves));
    const selection = new Selection(proves.page);
    await selection.open();
    await expect(selection.value("登録状況")).toHaveText("利用中");

    await signInUntilCode(issues.page, taro);
    // The next minute's code lies within the tolerance; each counts once, wherever it was used.
    await new SignInCode(issues.page).enter(await codeOn(phone, issues, { steps: 1 }));
    await new Selection(issues.page).open();
    await new Selection(issues.page).release.click();
    const release = new ReleaseEntry(issues.page);
    await release.shown();
    const used = await codeOn(phone, issues, { steps: 1 });
    await release.enter(taro.confirmationPassword, used);
    await expect.poll(() => release.refusalAt("ワンタイムパスワード")).not.toBe("");
    await expect(async () => {
      await release.enter(taro.confirmationPassword, await codeOn(phone, issues, { steps: 1 }));
      await new ReleaseDone(issues.page).root.waitFor({ timeout: 5_000 });
    }).toPass({ timeout: 150_000, intervals: [20_000] });

    for (const { dataDir } of branches) {
      expect(existsSync(path.join(dataDir, "registry.sqlite"))).toBe(false);
    }
    await bank.revoke("station");
    await expect(starts.page.getByText("ただいまお取扱いを中止しております")).toBeVisible();
  } finally {
    for (const { app } of kiosks) await app.close();
    for (const branch of branches) await removeProfile(branch);
    await bank.close();
  }
});

function fail(): never {
  throw new Error("There is no such branch");
}
