import type { ElectronApplication } from "@playwright/test";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "../fixtures.ts";
import { configured } from "../profile.ts";
import type { Profile } from "../profile.ts";
import { registryRows } from "../registry-rows.ts";
import { Cleaning, Health, leaveBy } from "../screens/machine.ts";
import { Attract } from "../screens/sign-in.ts";
import { StaffSignIn, signInStaff } from "../screens/staff.ts";
import { nihonmatsu, soma, sukagawa } from "../staff.ts";

/** The journal's rows of what staff do with the machine: who, what, outcome. */
async function deeds(profile: Profile): Promise<readonly string[]> {
  const query = "select staff_id, action, outcome from journal order by at, number";
  return (await registryRows(profile, query))
    .map(({ staff_id, action, outcome }) => [staff_id, action, outcome].join(" ").trim())
    .filter((row) => !/ (?:staff-sign-in|staff-sign-out) /.test(row));
}

/** Ids of the main processes that serve the profile's data folder, by the environment they were started with. */
async function mainProcesses(profile: Profile): Promise<number[]> {
  const found: number[] = [];
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    const read = (file: string) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "");
    const commandLine = await read("cmdline");
    const runs =
      commandLine.includes("/chromium-host/main.ts\0") ||
      (/^[^\0]*\/electron\0/.test(commandLine) && !commandLine.includes("--type="));
    if (runs && (await read("environ")).includes(`KIOSK_DATA_DIR=${profile.dataDir}\0`)) {
      found.push(Number(id));
    }
  }
  return found;
}

/** The exit code of a kiosk that is about to end. */
async function exitCodeOf(app: ElectronApplication): Promise<number | null> {
  const child = app.process();
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode;
}

test("保守 reads how the machine is, each line in words @own", async ({
  kiosk: { page },
  profile,
}) => {
  const menu = await signInStaff(page, sukagawa);
  await menu.button("機器の状態").click();
  const health = new Health(page);
  await health.shown();
  await expect(health.root.getByRole("listitem")).toHaveCount(8);
  for (const name of ["鍵の保管場所", "登録内容", "時計", "メール", "ソフトウェアの版", "記録"]) {
    await expect(health.line(name)).toContainText("正常");
  }
  await expect(health.line("記録")).toContainText("番まで");
  await expect(health.line("バックアップ")).toContainText("注意");
  await expect(health.line("バックアップ")).toContainText("まだありません");

  using registry = new DatabaseSync(path.join(profile.dataDir, "registry.sqlite"));
  registry.exec("update journal set at = at + 1 where number = 1");
  await health.button("最新の状態にする").click();
  await expect(health.line("記録")).toContainText("異常");
  await expect(health.line("記録")).toContainText("書き換えられたおそれ");
  await health.button("戻る").click();
  await menu.shown();
  expect((await deeds(profile)).slice(1)).toEqual([
    "300001 read-health done",
    "300001 read-health fault",
  ]);
});

test("whoever may not is offered nothing of it, and refused at the bridge", async ({
  shared: { page, profile },
}) => {
  const before = (await deeds(profile)).length;
  const menu = await signInStaff(page, soma);
  for (const name of ["機器の状態", "清掃のために閉じる", "再起動する", "終了する"]) {
    await expect(menu.button(name)).toBeHidden();
  }
  const codes = await page.evaluate(async () => {
    const { readHealth, closeForCleaning, restartKiosk, shutDownKiosk } = window.kiosk;
    const found: string[] = [];
    for (const verb of [readHealth, closeForCleaning, restartKiosk, shutDownKiosk]) {
      const answer = await verb({});
      found.push(answer.ok ? "ok" : answer.refusal.code);
    }
    return found;
  });
  expect(codes).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
  expect((await deeds(profile)).slice(before)).toEqual(
    ["read-health", "close-for-cleaning", "restart", "shut-down"].map(
      (act) => `400001 ${act} forbidden`,
    ),
  );
});

test("closed for cleaning, it minds no touch but 「係員専用」, whatever becomes of its page", async ({
  shared: { app, page, profile },
}) => {
  const before = (await deeds(profile)).length;
  const menu = await signInStaff(page, nihonmatsu);
  await leaveBy(page, "清掃のために閉じる", "やめる");
  await menu.shown();
  await leaveBy(page, "清掃のために閉じる", "閉じる");
  const cleaning = new Cleaning(page);
  await cleaning.shown();
  await expect(page.getByRole("banner")).not.toContainText(nihonmatsu.name);
  for (const [x, y] of [
    [640, 500],
    [100, 100],
    [1200, 900],
  ] as const) {
    await page.mouse.click(x, y);
  }
  await cleaning.shown();

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.reload();
  });
  await cleaning.shown();
  const form = new StaffSignIn(page);
  await cleaning.button("係員専用").click();
  await form.shown();
  await form.button("戻る").click();
  await cleaning.shown();
  await cleaning.button("係員専用").click();
  await form.enter(nihonmatsu.staffId, nihonmatsu.pin);
  await menu.shown();
  await menu.handBack();
  await new Attract(page).shown();
  expect((await deeds(profile)).slice(before)).toEqual([
    "100001 close-for-cleaning done",
    "100001 reopen done",
  ]);
});

test("shut down, it ends with the code that systemd doesn't start again, and takes the machine along where told @own", async ({
  start,
  profile,
}) => {
  const told = path.join(profile.root, "told");
  const systemctl = `#!/bin/sh\necho "$@" >>"${told}"\n`;
  await writeFile(path.join(profile.root, "systemctl"), systemctl, { mode: 0o755 });
  const config = await configured(profile, { kiosk: { powerOff: true } });
  const PATH = `${profile.root}:${profile.env["PATH"] ?? ""}`;
  const { app, page } = await start({ env: { PATH, ...config } });
  await signInStaff(page, nihonmatsu);
  await leaveBy(page, "終了する", "終了");
  expect(await exitCodeOf(app)).toBe(79);
  expect(await readFile(told, "utf8")).toBe("poweroff\n");
  // Closed cleanly, the registry is one file.
  expect(await readdir(profile.dataDir)).not.toContain("registry.sqlite-wal");
  expect((await deeds(profile)).slice(1)).toEqual(["100001 shut-down done"]);
});

test("restarted, it comes back by itself in the same data folder @own", async ({
  start,
  profile,
}) => {
  const { app, page } = await start();
  const first = await mainProcesses(profile);
  expect(first).toHaveLength(1);
  await signInStaff(page, nihonmatsu);
  await leaveBy(page, "再起動する", "再起動");
  expect(await exitCodeOf(app)).toBe(0);
  await expect.poll(() => deeds(profile)).toHaveLength(3);
  const [again, ...more] = await mainProcesses(profile);
  expect(more).toEqual([]);
  expect(first).not.toContain(again);
  process.kill(again ?? 0, "SIGTERM");
  await expect.poll(() => mainProcesses(profile)).toEqual([]);
  expect(await deeds(profile)).toEqual(["start-up done", "100001 restart done", "start-up done"]);
});

test("under systemd a restart is left to systemd @own", async ({ start, profile }) => {
  const { app, page } = await start({ env: { NOTIFY_SOCKET: path.join(profile.root, "socket") } });
  await signInStaff(page, nihonmatsu);
  await leaveBy(page, "再起動する", "再起動");
  expect(await exitCodeOf(app)).toBe(0);
  expect(await mainProcesses(profile)).toEqual([]);
  expect(await deeds(profile)).toEqual(["start-up done", "100001 restart done"]);
});
