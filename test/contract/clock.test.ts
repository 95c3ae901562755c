import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { dataFolder, kiosk, servedOnce } from "./kiosk-session.ts";
import { temporaryFolder } from "./temporary-folder.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });
afterEach(() => {
  vi.unstubAllEnvs();
});

interface Line {
  readonly subject: string;
  readonly grade: string;
  readonly finding: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly words: string;
}

/** What doctor says of the clock. */
async function clockIn(data: string): Promise<Line | undefined> {
  const { said } = await kiosk(data, "doctor", "--json");
  const { lines } = JSON.parse(said) as { readonly lines: readonly Line[] };
  return lines.find(({ subject }) => subject === "clock");
}

function change(data: string, sql: string): void {
  const database = new DatabaseSync(join(data, "registry.sqlite"));
  database.exec(sql);
  database.close();
}

/** A time service that says so. */
function timeService(synchronised: "yes" | "no"): void {
  const file = join(temporaryFolder(), "timedatectl");
  writeFileSync(file, `#!/bin/sh\necho NTPSynchronized=${synchronised}\n`);
  chmodSync(file, 0o755);
  vi.stubEnv("PATH", `${join(file, "..")}:${process.env["PATH"] ?? ""}`);
}

/** Japan's time, as another clock shows it so many minutes from now. */
const seen = (minutes: number) =>
  new Date(Date.now() + (540 + minutes) * 60_000).toISOString().slice(0, 16);

test("a clock before the journal's newest time is a fault until it is confirmed, by another clock's time", async () => {
  const data = dataFolder();
  await servedOnce(data);
  timeService("yes");
  expect(await clockIn(data)).toMatchObject({ grade: "good", finding: "well" });
  change(data, "update journal set at = at + 86400000 where number = 1");
  expect(await clockIn(data)).toMatchObject({ grade: "fault", finding: "before-journal" });

  expect(await kiosk(data, "clock", "confirm", "today")).toMatchObject({ code: 1 });
  const other = await kiosk(data, "clock", "confirm", seen(30));
  expect(other).toMatchObject({ code: 1 });
  expect(other.said).toContain("The kiosk's clock shows another time.");
  expect(await clockIn(data)).toMatchObject({ finding: "before-journal" });
  expect(await kiosk(data, "clock", "confirm", seen(0))).toMatchObject({ code: 0 });
  expect(await clockIn(data)).toMatchObject({ grade: "good", finding: "well" });
});

test("phones of several customers that are off by the same are a fault of the clock, told without names", async () => {
  const data = dataFolder();
  await servedOnce(data);
  timeService("no");
  expect(await clockIn(data)).toMatchObject({ grade: "warning", finding: "unsynchronised" });
  const now = String(Date.now());
  for (const customer of ["demo-taro", "demo-hanako", "demo-jiro"]) {
    change(
      data,
      `insert into journal (number, at, kiosk, customer_id, action, outcome, detail, mac)
       select max(number) + 1, ${now}, 'kiosk', '${customer}', 'prove-code', 'oneTimePassword-wrong',
       'phone-minutes=-5', '' from journal`,
    );
  }
  const line = await clockIn(data);
  expect(line).toMatchObject({
    ...{ grade: "fault", finding: "phones-differ" },
    facts: { phones: { minutes: -5, customers: 3 } },
  });
  expect(line?.words).toContain("5 min ahead of the phones of 3 customers");
  expect(JSON.stringify(line)).not.toMatch(/taro|hanako|jiro/);
});
