import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import { spooledMails } from "../profile.ts";
import type { Profile } from "../profile.ts";
import { registryRows } from "../registry-rows.ts";
import { CustomerSearch, StaffRelease } from "../screens/customers.ts";
import { Selection } from "../screens/selection.ts";
import { signIn } from "../screens/sign-in.ts";
import { StaffMenu, signInStaff } from "../screens/staff.ts";
import { nihonmatsu, shirakawa, soma } from "../staff.ts";
import { issueUnseen, startUnseen } from "../unseen.ts";

const open = "コードなしで利用解除する";

test("係員 release without a code by a 役席's approval, never by their own", async ({
  kiosk,
  profile,
}) => {
  const { page } = kiosk;
  await startUnseen(kiosk, taro);
  const search = await openSearch(page);
  await search.findAsTyped("福島");
  const sheet = await search.choose(taro.name);
  await sheet.button(open).click();

  const release = new StaffRelease(page);
  await release.shown();
  await release.button("承認へ進む").click();
  await expect(release.group("理由")).toHaveAttribute("aria-invalid", "true");
  await expect(release.group("確認した書類")).toContainText("確認した書類を選んでください。");
  await release.state("紛失", "在留カード", "78cd");
  await expect(release.root).toContainText("1,000,000円");
  await expect(release.root).toContainText("自動的に20万円まで引き下げます。");

  await release.approve(nihonmatsu);
  await expect
    .poll(() => release.refusalAt("承認者の係員番号"))
    .toContain("自分の操作を承認できません");
  await expect(release.field("承認者の暗証番号")).toHaveValue("");
  await release.approve(shirakawa);
  await expect(release.value("振込・振替限度額")).toHaveText(
    "200,000円（1,000,000円から引き下げました）",
  );
  await release.button("お客さま情報へ").click();
  await sheet.shown();
  await expect(sheet.value("登録状況")).toHaveText("利用解除済");
  await expect(sheet.value("振込・振替限度額")).toHaveText("200,000円");
  await expect(sheet.button(open)).toHaveCount(0);
  await expect.poll(async () => (await spooledMails(profile)).length).toBe(3);

  await sheet.button("お客さまに戻す").click();
  await signIn(page, taro);
  const selection = new Selection(page);
  await selection.open();
  await expect(selection.value("登録状況")).toHaveText("利用解除済");
  await expect(selection.issue).toBeDisabled();
  expect(await selection.reasonOf(selection.issue)).toContain(tomorrowAt(kiosk.now()));

  if (profile.bank === undefined) expect(await verifyJournal(profile)).toContain("all whole");
  expect(await staffsReleases(profile)).toEqual([
    "100001 same-person reason=lost evidence=residence-card:78CD approver=100001",
    "100001 done reason=lost evidence=residence-card:78CD approver=200001",
  ]);
});

test("the choices are made without a pointer, too", async ({ shared: kiosk }) => {
  const { page } = kiosk;
  const { loginId, name } = kiosk.taro;
  await issueUnseen(kiosk, kiosk.taro);
  const search = await openSearch(page);
  await search.findAsTyped(loginId);
  await (await search.choose(name)).button(open).click();
  const release = new StaffRelease(page);
  await release.shown();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const reason = release.group("理由");
  await release.choice("理由", "紛失").focus();
  await page.keyboard.press("ArrowRight");
  await expect(release.choice("理由", "盗難")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(release.choice("確認した書類", "運転免許証")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(release.choice("確認した書類", "運転免許証")).toBeChecked();
  await expect(reason.getByRole("radio", { checked: true })).toHaveCount(1);
  for (const radio of await release.root.getByRole("radio").all()) {
    const box = await radio.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

test("監査 can't release", async ({ shared: { page } }) => {
  await signInStaff(page, soma);
  const code = await page.evaluate(async () => {
    const answer = await window.kiosk.releaseForCustomer({
      customerId: "demo-taro",
      reason: "lost",
      evidence: "passport",
      evidenceDigits: "1234",
      approverId: "200001",
      approverPin: "846135",
    });
    return answer.ok ? "ok" : answer.refusal.code;
  });
  expect(code).toBe("forbidden");
});

async function openSearch(page: Page): Promise<CustomerSearch> {
  await signInStaff(page, nihonmatsu);
  await new StaffMenu(page).button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.shown();
  return search;
}

function tomorrowAt(seconds: number): string {
  return new Date((seconds + 86_400) * 1000).toLocaleDateString("ja-JP", {
    timeZone: "Asia/Tokyo",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
}

async function verifyJournal({ env }: Profile): Promise<string> {
  const command = ["main/command-line/kiosk.ts", "journal", "verify"];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: projectRoot,
    env,
  });
  return stdout;
}

/** Each as 係員番号, outcome and what was stated. */
async function staffsReleases(profile: Profile): Promise<readonly string[]> {
  const query =
    "select staff_id, outcome, detail from journal where action = 'release' order by at";
  return (await registryRows(profile, query)).map((row) =>
    [row["staff_id"], row["outcome"], row["detail"]].join(" "),
  );
}
