import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import { Journal } from "../screens/journal.ts";
import { SignIn, Attract } from "../screens/sign-in.ts";
import { signInStaff } from "../screens/staff.ts";
import { nihonmatsu, soma } from "../staff.ts";

test("監査 finds what was done, and takes it along to another machine @own", async ({
  kiosk: { page, now },
  profile,
}) => {
  await new Attract(page).begin();
  await new SignIn(page).enter("taro0001", "tarologin1");
  await page.getByRole("button", { name: "ログアウト" }).click();
  const menu = await signInStaff(page, soma);
  await menu.button("記録の閲覧").click();
  const journal = new Journal(page);
  await journal.shown();
  await expect(journal.rows().first()).toContainText(`${soma.staffId}係員ログイン完了`);

  const today = new Date((now() + 9 * 3_600) * 1_000).toISOString().slice(0, 10);
  await journal.find({ customer: "taro0001" });
  await expect(journal.rows()).toHaveCount(2);
  await expect(journal.rows().first()).toContainText("taro0001ログアウト完了");
  await journal.find({ day: "2001-01-01" });
  await expect(journal.root).toContainText("該当する記録はありません");
  await journal.find({ day: today, kind: "起動" });
  await expect(journal.rows()).toHaveCount(1);
  await journal.find({ staffId: soma.staffId });
  await expect(journal.rows()).toHaveCount(1);

  const csv = path.join(profile.dataDir, await journal.exported("CSVで書き出す"));
  expect(statSync(csv).mode & 0o777).toBe(0o600);
  expect(readFileSync(csv, "utf8")).toContain(`,${soma.staffId},staff-sign-in,done,`);
  await journal.find({});
  await expect(journal.rows().first()).toContainText("記録のCSV書き出し完了");
  const bundle = path.join(profile.dataDir, await journal.exported("全記録を署名付きで書き出す"));
  const checked = spawnSync(
    process.execPath,
    [path.join(projectRoot, "main/command-line/kiosk.ts"), "journal", "verify", bundle],
    { env: {}, encoding: "utf8" },
  );
  expect(checked.stdout).toMatch(/^Whole: rows 1 to \d+ of /);
  expect(checked.status).toBe(0);
  await journal.button("戻る").click();
  await menu.shown();
});

test("係員 has no way to the journal, and is refused it", async ({ shared: { page } }) => {
  const menu = await signInStaff(page, nihonmatsu);
  await expect(menu.button("記録の閲覧")).toHaveCount(0);
  const codes = await page.evaluate(async () => {
    const asked = { day: "", customer: "", staffId: "", kind: "" };
    const answers = [
      await window.kiosk.findJournal({ ...asked, before: "" }),
      await window.kiosk.exportJournal(asked),
      await window.kiosk.bundleJournal({ day: "" }),
    ];
    return answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code));
  });
  expect(codes).toEqual(["forbidden", "forbidden", "forbidden"]);
});
