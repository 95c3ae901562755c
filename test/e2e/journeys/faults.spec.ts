import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { shortHash } from "../../../main/adapters/hashes.ts";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import { runtimeCommand } from "../runtime-command.ts";
import { IssueConfirmation, IssueDone } from "../screens/issue.ts";
import { Attract, signInUntilCode } from "../screens/sign-in.ts";
import { mailAddress, openIssue, startPassword } from "../ways.ts";

const run = promisify(execFile);

test("a configuration file with a wrong key ends with exit code 78 and the key's path", async ({
  profile,
}) => {
  const file = path.join(profile.root, "config.yaml");
  await writeFile(file, "demo: true\nsetupCode:\n  showing: 3\n");
  const { executablePath, args } = await runtimeCommand(projectRoot);
  const ended = await run(executablePath, args, {
    env: { ...profile.env, KIOSK_CONFIG: file },
    timeout: 120_000,
  }).then(
    () => ({ code: 0, stderr: "" }),
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(ended.code).toBe(78);
  expect(ended.stderr).toContain("setupCode.showing");
  await expect(stat(path.join(profile.dataDir, "registry.sqlite"))).rejects.toThrow("ENOENT");
});

test("without a keychain the kiosk says so and writes no registry", async ({ start, profile }) => {
  const { page } = await start({
    env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(profile.root, "no-bus")}` },
  });
  const attract = new Attract(page);
  await attract.shown();
  await expect(attract.root).toContainText("お取扱いを中止しております");
  await expect(attract.root).toContainText("鍵の保管場所");
  await expect(attract.root).toContainText("そのまま残っています");
  await expect(attract.button("はじめる")).toBeHidden();
  await expect(stat(path.join(profile.dataDir, "registry.sqlite"))).rejects.toThrow("ENOENT");
});

test("a keychain without this kiosk's key is never given a new one", async ({ start, profile }) => {
  const first = await start();
  await new Attract(first.page).shown();
  await expect(first.page.getByRole("button", { name: "はじめる" })).toBeVisible();
  await first.app.close();
  const registry = path.join(profile.dataDir, "registry.sqlite");
  const before = await readFile(registry);

  const service = `otp-enrolment-kiosk:${shortHash(await realpath(profile.dataDir))}`;
  // In a process of its own: libsecret stays with the bus that it has spoken to first.
  const removal = `import keytar from "keytar"; console.log(await keytar.deletePassword("${service}", "master-key"))`;
  const words = ["--input-type=module", "--eval", removal];
  const { stdout } = await run(process.execPath, words, { cwd: projectRoot, env: profile.env });
  expect(stdout.trim()).toBe("true");

  const { page } = await start();
  const attract = new Attract(page);
  await expect(attract.root).toContainText("お取扱いを中止しております");
  await expect(attract.root).toContainText("鍵");
  expect(await readFile(registry)).toEqual(before);
});

test("a data folder that can't be written is said plainly", async ({ start, profile }) => {
  const file = path.join(profile.root, "not-a-folder");
  await writeFile(file, "");
  const { page } = await start({ env: { KIOSK_DATA_DIR: path.join(file, "data") } });
  await expect(new Attract(page).root).toContainText("お取扱いを中止しております");
  await expect(new Attract(page).root).toContainText("フォルダ");
});

test("a registry of a newer version is left as it was", async ({ start, profile }) => {
  const first = await start();
  await expect(first.page.getByRole("button", { name: "はじめる" })).toBeVisible();
  await first.app.close();
  const file = path.join(profile.dataDir, "registry.sqlite");
  const registry = new DatabaseSync(file);
  registry.exec("PRAGMA journal_mode = DELETE");
  registry.exec("PRAGMA user_version = 9999");
  registry.close();
  const before = await readFile(file);

  const { page } = await start();
  await expect(new Attract(page).root).toContainText("新しい");
  expect(await readFile(file)).toEqual(before);
});

test("an older registry put back is left as it was, until a backup is restored", async ({
  start,
  profile,
}) => {
  const file = path.join(profile.dataDir, "registry.sqlite");
  const older = path.join(profile.root, "older.sqlite");
  const inService = async () => {
    const { page, app } = await start();
    await expect(page.getByRole("button", { name: "はじめる" })).toBeVisible();
    await app.close();
  };
  const deeds = () => {
    using registry = new DatabaseSync(file);
    const rows = registry.prepare("select action, outcome from journal order by number").all();
    return rows.map((row) => Object.values(row).join(" "));
  };
  await inService();
  const begun = deeds();
  await copyFile(file, older);
  await inService();
  // A second row would be a fault that nobody caused.
  expect(deeds().slice(begun.length)).toEqual(["start-up done"]);
  await copyFile(older, file);

  const { page } = await start();
  const attract = new Attract(page);
  await expect(attract.root).toContainText("お取扱いを中止しております");
  await expect(attract.root).toContainText("古いものに戻っています");
  await expect(attract.root).not.toContainText("そのまま残っています");
  await expect(attract.button("はじめる")).toBeHidden();
  expect(await readFile(file)).toEqual(await readFile(older));

  const command = path.join(projectRoot, "main/command-line/kiosk.ts");
  const kiosk = (...words: readonly string[]) =>
    run(process.execPath, [command, ...words], { env: profile.env });
  await expect(kiosk("journal", "verify")).rejects.toThrow(
    "The registry is older than the kiosk remembers: 1 row is missing.",
  );
  await kiosk("restore", older, "--unsealed");
  await expect(attract.button("はじめる")).toBeVisible();
  expect((await kiosk("journal", "verify")).stdout).toContain("all whole");
});

test("while another process holds the registry the deed is refused, may be tried again, and nothing is lost", async ({
  kiosk: { page },
  profile,
}) => {
  const entry = await openIssue(page, taro);
  await entry.enter(mailAddress, startPassword);
  const confirmation = new IssueConfirmation(page);
  await confirmation.shown();

  const other = new DatabaseSync(path.join(profile.dataDir, "registry.sqlite"), {
    timeout: 60_000,
  });
  other.exec("begin immediate");
  await confirmation.confirm(taro.confirmationPassword);
  await expect(confirmation.root).toContainText("ただいま混み合っています");
  await confirmation.shown();
  expect(other.prepare("select count(*) as n from tokens").get()).toEqual({ n: 0 });
  other.close();

  await confirmation.confirm(taro.confirmationPassword);
  await new IssueDone(page).shown();
  using registry = new DatabaseSync(path.join(profile.dataDir, "registry.sqlite"));
  expect(registry.prepare("select count(*) as n from tokens").get()).toEqual({ n: 1 });
});

test("a damaged registry is left as it was", async ({ start, profile }) => {
  await mkdir(profile.dataDir, { mode: 0o700 });
  const file = path.join(profile.dataDir, "registry.sqlite");
  const before = Buffer.alloc(8_192, "not a registry ");
  await writeFile(file, before);
  const { page } = await start();
  await expect(new Attract(page).root).toContainText("壊れて");
  await expect(new Attract(page).root).not.toContainText("そのまま残っています");
  expect(await readFile(file)).toEqual(before);
});

test("a clock that jumps is said plainly, until it is right again", async ({ start }) => {
  const { app, page } = await start();
  await app.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + Number(Reflect.get(globalThis, "awayMs") ?? 0);
  });
  const putClock = (ms: number) =>
    app.evaluate((_electron, awayMs) => {
      Object.assign(globalThis, { awayMs });
    }, ms);
  const attract = new Attract(page);
  for (const jump of [-3_600_000, 86_400_000]) {
    await expect(attract.button("はじめる")).toBeVisible();
    await putClock(jump);
    await signInUntilCode(page, taro);
    await expect(attract.root).toContainText("お取扱いを中止しております");
    await expect(attract.root).toContainText("時計が急に変わったか");
    await expect(attract.root).toContainText("そのまま残っています");
    await putClock(0);
  }
  await expect(attract.button("はじめる")).toBeVisible();
});
