import { _electron } from "@playwright/test";
import type { ElectronApplication } from "@playwright/test";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import { replaced } from "../replaced.ts";
import { runtimeCommand } from "../runtime-command.ts";
import { IssueConfirmation } from "../screens/issue.ts";
import { Attract } from "../screens/sign-in.ts";
import { mailAddress, openIssue, startPassword } from "../ways.ts";

const inPage = (app: ElectronApplication, code: string) =>
  app.evaluate(
    async ({ BrowserWindow }, text): Promise<unknown> =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text),
    code,
  );

for (const [end, reason] of [
  ["crash", "crashed"],
  ["blank", "elsewhere"],
  ["closed", "closed"],
] as const) {
  test(`a page that is gone (${end}) is replaced, and nothing of its customer is left`, async ({
    kiosk: { app, page },
    profile,
  }) => {
    const entry = await openIssue(page, taro);
    await entry.type("携帯電話メールアドレス", "taro@");
    await entry.type("利用開始パスワード", startPassword);
    expect(await replaced(app, end)).toBeLessThan(Infinity);
    const [text, fields, refusal] = (await inPage(
      app,
      `(async () => [
        document.body.textContent,
        document.querySelectorAll("input:not([type=radio])").length,
        (await window.kiosk.readStatus({})).refusal?.code,
      ])()`,
    )) as [string, number, string];
    expect(text).not.toContain(taro.name);
    expect(text).not.toContain("taro@");
    expect([fields, refusal]).toEqual([0, "signed-out"]);
    const log = await readFile(path.join(profile.dataDir, "logs", "kiosk.log"), "utf8");
    const restarts = log.split("\n").filter((line) => line.includes("page-restarted"));
    expect(restarts).toHaveLength(1);
    expect(restarts[0]).toContain(`"${reason}"`);
  });
}

test("a page that dies when the kiosk ends is nothing to speak of", async ({
  kiosk: { app },
  profile,
}) => {
  const ended = once(app.process(), "exit");
  await app.evaluate(({ app, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    setTimeout(() => {
      app.quit();
      contents?.forcefullyCrashRenderer();
    });
  });
  expect((await ended)[0]).toBe(0);
  const log = await readFile(path.join(profile.dataDir, "logs", "kiosk.log"), "utf8");
  expect(log).not.toContain("page-restarted");
});

test("a main process that dies by a bug says so in the journal when it is back @own", async ({
  start,
  profile,
}) => {
  const { app, page } = await start();
  await new Attract(page).shown();
  const ended = new Promise<number | null>((resolve) => app.process().once("exit", resolve));
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error("a bug");
    });
  });
  expect(await ended).toBe(70);

  await new Attract((await start()).page).shown();
  using registry = new DatabaseSync(path.join(profile.dataDir, "registry.sqlite"));
  const faults = "select outcome from journal where action = 'fault'";
  await expect.poll(() => registry.prepare(faults).all()).toEqual([{ outcome: "crashed" }]);
});

test("a kiosk that is ended while its page still loads isn't noted as crashed @own", async ({
  start,
  profile,
}) => {
  const launch = {
    ...(await runtimeCommand(projectRoot)),
    ...{ cwd: profile.root, env: profile.env, tracesDir: path.join(profile.root, "traces") },
  };
  // About every second end falls into the loading.
  for (let times = 0; times < 5; times += 1) {
    const app = await _electron.launch(launch);
    const ended = new Promise<number | null>((resolve) => app.process().once("exit", resolve));
    await app.evaluate(({ app, BrowserWindow }) => {
      const waiting = setInterval(() => {
        if (BrowserWindow.getAllWindows().length === 0) return;
        clearInterval(waiting);
        app.quit();
      }, 1);
    });
    expect(await ended).toBe(0);
  }

  await new Attract((await start()).page).shown();
  using registry = new DatabaseSync(path.join(profile.dataDir, "registry.sqlite"));
  const count = "select count(*) as rows from journal where action = ?";
  const rows = (action: string) => registry.prepare(count).get(action);
  await expect.poll(() => rows("start-up")).toEqual({ rows: 6 });
  expect(rows("fault")).toEqual({ rows: 0 });
});

test("a page that hangs is replaced, and its customer's draft is gone", async ({
  kiosk: { app, page },
  profile,
}) => {
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  await new IssueConfirmation(page).shown();
  expect(await replaced(app, "hang")).toBeLessThan(Infinity);
  const refusals = await inPage(
    app,
    `(async () => {
      const before = await window.kiosk.readStatus({});
      await window.kiosk.signIn(${JSON.stringify({ loginId: taro.loginId, loginPassword: taro.loginPassword })});
      const draft = await window.kiosk.confirmIssue({ confirmationPassword: "${taro.confirmationPassword}" });
      return [before.refusal?.code, draft.refusal?.code];
    })()`,
  );
  expect(refusals).toEqual(["signed-out", "no-draft"]);
  const log = await readFile(path.join(profile.dataDir, "logs", "kiosk.log"), "utf8");
  expect(log).toMatch(/"page-restarted".*"hangs"|"hangs".*"page-restarted"/);
});

test("a failure that nobody handles ends the kiosk with exit code 70, and names no address", async ({
  kiosk: { app },
}) => {
  const kiosk = app.process();
  let said = "";
  kiosk.stderr?.on("data", (part) => (said += String(part)));
  const ended = once(kiosk, "exit");
  const refusal = "550 <taro..d.@docomo.ne.jp> unknown";
  // The answer may come too late for whoever asked.
  const asked = app.evaluate((_electron, text) => void Promise.reject(new Error(text)), refusal);
  await Promise.allSettled([asked]);
  expect((await ended)[0]).toBe(70);
  expect(said).toContain("550 <[mail address]> unknown");
  expect(said).not.toContain("docomo");
});

test("a second start on the same data folder ends at once and brings the first to the front", async ({
  shared: { app, page, profile },
}) => {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const seen = Object.assign(globalThis, { focused: 0 });
    if (window === undefined) return;
    const focus = window.focus.bind(window);
    window.focus = () => {
      seen.focused += 1;
      focus();
    };
  });
  const { executablePath, args } = await runtimeCommand(projectRoot);
  await promisify(execFile)(executablePath, args, {
    env: profile.env,
    timeout: 120_000,
  });
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, "focused") as unknown))
    .toBe(1);
  expect(
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    ),
  ).toEqual(["app://kiosk/index.html"]);
  await new Attract(page).shown();
});
