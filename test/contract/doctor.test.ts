import { spawn, spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { busyKiosk, commandLine, dataFolder, kiosk, servedOnce } from "./kiosk-session.ts";
import { answerAt, ntpServer } from "./ntp-server.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

interface Told {
  readonly at: string;
  readonly healthy: boolean;
  readonly lines: readonly {
    readonly subject: string;
    readonly grade: string;
    readonly finding: string;
    readonly facts: Readonly<Record<string, string | number | null>>;
    readonly words: string;
  }[];
}

const subjects = ["keychain", "registry", "disk", "clock", "mail", "versions", "backup", "journal"];

/** What `doctor --json` tells: its exit code, and each subject's grade and finding. */
async function doctor(data: string) {
  const { code, said } = await kiosk(data, "doctor", "--json");
  const told = JSON.parse(said) as Told;
  expect(told.lines.map(({ subject }) => subject)).toEqual(subjects);
  const found = told.lines.map(({ subject, grade, finding }) => [subject, `${grade} ${finding}`]);
  return { code, told, found: Object.fromEntries(found) as Record<string, string> };
}

function change(data: string, sql: string): void {
  const database = new DatabaseSync(join(data, "registry.sqlite"));
  database.exec(sql);
  database.close();
}

test("a kiosk at work is told well, without a secret, and nothing is written", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  const { code, told, found } = await doctor(data);
  expect({ code, healthy: told.healthy }).toEqual({ code: 0, healthy: true });
  expect(found).toMatchObject({
    ...{ registry: "good well", disk: "good well" },
    ...{ mail: "good well", versions: "good well", backup: "warning none", journal: "good well" },
  });
  // As the machine's time service says, where it has one.
  expect(found["clock"]).toMatch(/^(?:good not-compared|good well|warning unsynchronised)$/);
  expect(Math.abs(Date.parse(told.at) - Date.now())).toBeLessThan(120_000);
  const words = JSON.stringify(told);
  const { passwords, codes, tokenSecret, keys, mailAddress } = busy.secrets;
  for (const secret of [...passwords, ...codes, tokenSecret, ...keys, mailAddress]) {
    expect(words).not.toContain(secret);
  }

  expect(await kiosk(data, "backup", "kept.backup")).toMatchObject({ code: 0 });
  await busy.stop();
  const { mtimeMs } = statSync(join(data, "registry.sqlite"));
  const table = await kiosk(data, "doctor");
  expect(table.code).toBe(0);
  expect(table.said).toMatch(/^ok {7}backup {4}last at \d{4}-\d\d-\d\d \d\d:\d\d$/m);
  expect(table.said).toMatch(/^ok {7}registry {2}.*; no last user ID is stated/m);
  expect(table.said).toMatch(/^ok {7}journal {3}\d+ rows, all whole/m);
  expect(table.said.trimEnd().split("\n")).toHaveLength(subjects.length);
  expect(statSync(join(data, "registry.sqlite")).mtimeMs).toBe(mtimeMs);
});

test("what waits warns, what is broken is a fault", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const late = (minutes: number) =>
    `update outbox set closed_at = null, outcome = null, created_at = ${String(Date.now() - minutes * 60_000)}`;
  change(data, late(20));
  expect(await doctor(data)).toMatchObject({ code: 0, found: { mail: "warning late" } });
  change(data, late(24 * 60 + 1));
  change(data, "update journal set at = at + 1 where number = 4");
  const broken = await doctor(data);
  expect(broken).toMatchObject({
    ...{ code: 1, found: { mail: "fault stuck", journal: "fault broken" } },
  });
  expect(broken.told.lines.at(-1)).toMatchObject({ facts: { brokenRow: 4 } });

  change(data, `update kiosk set value = '${"ab".repeat(32)}' where key like 'master-key%'`);
  expect(await doctor(data)).toMatchObject({
    code: 1,
    found: { keychain: "fault keychain-key-different", journal: "warning unknown" },
  });
});

test("what keeps the kiosk from serving doesn't keep doctor from telling the rest", async () => {
  const data = dataFolder();
  /** No session bus, hence no keychain. */
  const withoutBus = () =>
    spawnSync(process.execPath, [commandLine, "doctor"], {
      env: { KIOSK_DATA_DIR: data, DBUS_SESSION_BUS_ADDRESS: `unix:path=${data}/no-bus` },
      encoding: "utf8",
    });
  const none = withoutBus();
  expect(none.status).toBe(1);
  expect(none.stdout).toMatch(/^FAULT {4}registry .*There is none/m);
  expect(none.stdout).toMatch(/^ok {7}disk/m);

  await servedOnce(data);
  const answer = withoutBus();
  expect(answer.status).toBe(1);
  expect(answer.stdout).toMatch(/^FAULT {4}keychain .*There is no keychain/m);
  expect(answer.stdout).toMatch(/^ok {7}registry/m);
  expect(answer.stdout).toMatch(/^ok {7}mail/m);
  expect(answer.stdout).toMatch(/^warning {2}journal/m);

  writeFileSync(join(data, "registry.sqlite"), "words ".repeat(9_999));
  expect(await doctor(data)).toMatchObject({
    code: 1,
    found: { registry: "fault registry-damaged", disk: "good well", backup: "warning unknown" },
  });
});

test("the clock is compared with the server that the configuration names", async () => {
  const data = dataFolder();
  const server = await ntpServer((question) => [answerAt(question, Date.now() - 40_000)]);
  const config = join(data, "config.yaml");
  writeFileSync(config, `demo: true\nclock: { ntpServer: "${server}" }\n`);
  const child = spawn(process.execPath, [commandLine, "doctor"], {
    env: { KIOSK_DATA_DIR: data, KIOSK_CONFIG: config },
    stdio: ["ignore", "pipe", "inherit"],
  });
  expect(await text(child.stdout)).toMatch(/^FAULT {4}clock {5}\+[34]\d{4} ms from 127\.0\.0\.1/m);
});
