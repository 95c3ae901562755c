import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import {
  canOpenTerminal,
  dataFolder,
  kiosk,
  kioskAsked,
  kioskTold,
  servedOnce,
} from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

test("staff are added, listed, given another PIN, unlocked and removed", async () => {
  const data = dataFolder();
  const member = "500001\n郡山 新\n役席\n192837\n";
  const early = await kioskTold(data, member, "staff", "add");
  expect(early).toMatchObject({ code: 1, said: expect.stringContaining("no registry") as string });
  await servedOnce(data);

  expect(await kioskTold(data, member, "staff", "add")).toEqual({
    code: 0,
    said: "Added: 500001 approve 郡山 新\n",
  });
  const again = await kioskTold(data, member, "staff", "add");
  expect(again).toEqual({ code: 1, said: "There is a member of that number already.\n" });
  const cut = await kioskTold(data, "500002\n郡山 新\n", "staff", "add");
  expect(cut).toMatchObject({ code: 1, said: expect.stringContaining("ended") as string });
  const weak = await kioskTold(data, "345678\n", "staff", "pin", "500001");
  expect(weak).toEqual({ code: 1, said: "A PIN of digits in sequence is guessed too easily.\n" });
  const unknown = await kiosk(data, "staff", "unlock", "500009");
  expect(unknown).toEqual({ code: 1, said: "There is no member of that number.\n" });

  const registry = new DatabaseSync(join(data, "registry.sqlite"));
  registry.exec("update staff set pin_failures = 5 where id = '500001'");
  const told = "500001 approve 郡山 新 (not as the kiosk wrote it: remove it)\n";
  expect((await kiosk(data, "staff", "list")).said).toContain(told);
  const broken = await kiosk(data, "staff", "unlock", "500001");
  const isBroken = expect.stringMatching(
    /^500001: this record isn't as the kiosk wrote it/,
  ) as string;
  expect(broken).toEqual({ code: 1, said: isBroken });
  registry.exec("update staff set pin_failures = 0 where id = '500001'");
  expect(await kiosk(data, "staff", "unlock", "500001")).toMatchObject({ code: 0 });
  const hash = () =>
    String(registry.prepare("select pin_hash from staff where id = '500001'").get()?.["pin_hash"]);
  const former = hash();
  expect(former).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await kioskTold(data, "918273\n", "staff", "pin", "500001")).toMatchObject({ code: 0 });
  expect(hash()).not.toBe(former);
  expect((await kiosk(data, "staff", "list")).said).toContain("500001 approve 郡山 新\n");
  expect(await kiosk(data, "staff", "remove", "500001")).toMatchObject({ code: 0 });
  expect((await kiosk(data, "staff", "list")).said).not.toContain("500001");

  const rows = registry.prepare("select action from journal where detail like 'staff=500001 %'");
  expect(rows.all().map(({ action }) => action)).toEqual([
    "staff-add",
    "staff-unlock",
    "staff-pin",
    "staff-remove",
  ]);
  registry.exec("begin immediate");
  const busy = await kiosk(data, "staff", "unlock", "100001");
  const inAMoment = "Another process holds the registry. Give the command again in a moment.";
  expect(busy).toEqual({ code: 1, said: `${inAMoment}\n` });
  registry.close();
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

test("what a command wrote is remembered: an older registry put back is found, and no command works on it", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const file = join(data, "registry.sqlite");
  const before = readFileSync(file);
  const member = "500001\n郡山 新\n役席\n192837\n";
  expect(await kioskTold(data, member, "staff", "add")).toMatchObject({ code: 0 });
  expect(existsSync(`${file}-wal`)).toBe(false);
  writeFileSync(file, before);
  for (const words of [
    ["staff", "unlock", "100001"],
    ["clock", "confirm", "2026-04-01T10:00"],
  ]) {
    const refused = await kiosk(data, ...words);
    expect(refused.said).toContain("older than the kiosk remembers");
    expect(refused.code).toBe(1);
  }
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 1 });
  expect(readFileSync(file)).toEqual(before);
});

test.skipIf(!canOpenTerminal)("at a terminal PINs aren't shown, and are typed twice", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const upToPin = [
    [/Number/, "500001"],
    [/Name/, "Koriyama"],
    [/Role/, "assist"],
    [/PIN \(/, "192837"],
  ] as const;
  const differs = await kioskAsked(data, [...upToPin, [/again/, "192838"]], "staff", "add");
  expect(differs.said).toContain("The two PINs differ.");
  expect(differs.said).not.toMatch(/19283/);
  const added = await kioskAsked(data, [...upToPin, [/again/, "192837"]], "staff", "add");
  expect(added.said).toContain("Koriyama");
  expect(added.said).toContain("Added: 500001 assist Koriyama");
  expect(added.said).not.toContain("192837");
  expect(added.code).toBe(0);
});
