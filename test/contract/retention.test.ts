import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { agedKiosk, dataFolder, kiosk } from "./kiosk-session.ts";
import { answerAt, ntpServer } from "./ntp-server.ts";

// Each kiosk is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const day = 24 * 60 * 60;
const old = Date.now() / 1_000 - 100 * day;

function rowsOf(data: string, sql: string) {
  const database = new DatabaseSync(join(data, "registry.sqlite"), { timeout: 60_000 });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}

/** `FOLDER/NAME` of all that lies in `folders`. */
const filesIn = (data: string, ...folders: readonly string[]) =>
  (folders.length === 0 ? ["prints", "exports", "mail"] : folders).flatMap((folder) =>
    readdirSync(join(data, folder)).map((name) => `${folder}/${name}`),
  );

const addressesIn = (data: string) =>
  rowsOf(
    data,
    `select recipient as address from outbox union all select mail_address from tokens`,
  ).map(({ address }) => (address === "" ? "erased" : "there"));

test("a composed kiosk takes away what is old and leaves what is fresh, and a wrong clock erases nothing", async () => {
  const data = dataFolder();
  const silent = await ntpServer(() => []);
  // A hundred days ago: a token was issued anew, its mails went out.
  await agedKiosk(data, { offsetSeconds: -100 * day, ntpServer: silent }, async () => undefined);
  const spooled = filesIn(data, "mail");
  const made = ["prints/20260101-100030-999800000001.pdf", "exports/journal-20260101-100030.csv"];
  const strange = ["prints/memo.txt", "exports/journal.csv", "mail/kept.eml"];
  for (const folder of ["prints", "exports"]) mkdirSync(join(data, folder), { mode: 0o700 });
  for (const name of [...made, ...strange]) writeFileSync(join(data, name), "x");
  for (const name of [...made, ...strange, ...spooled]) utimesSync(join(data, name), old, old);
  writeFileSync(join(data, "prints/20260102-100030-999800000001.pdf"), "fresh");
  const before = filesIn(data);
  const count = addressesIn(data).length;

  // As far as this kiosk knows its clock has leapt by a hundred days: no time server says how late it is. It serves.
  await agedKiosk(data, { offsetSeconds: 0, ntpServer: silent }, async () => {
    await vi.waitFor(() => expect(sweepOf(data)).not.toBeNull(), 60_000);
    expect(filesIn(data)).toEqual(expect.arrayContaining(before));
  });
  expect(filesIn(data)).toEqual(expect.arrayContaining(before));
  expect(addressesIn(data)).toEqual(expect.not.arrayContaining(["erased"]));
  expect(addressesIn(data).length).toBeGreaterThan(count);

  // A time server that finds it a year ahead says that it is wrong.
  const past = await ntpServer((question) => [answerAt(question, Date.now() - 365 * day * 1_000)]);
  const sweptBefore = sweepOf(data);
  await agedKiosk(data, { offsetSeconds: 0, ntpServer: past }, async () => undefined);
  expect(filesIn(data)).toEqual(expect.arrayContaining(before));
  expect(sweepOf(data)).toBe(sweptBefore);

  // One that finds it right.
  const right = await ntpServer((question) => [answerAt(question, Date.now())]);
  await agedKiosk(data, { offsetSeconds: 0, ntpServer: right }, async () => {
    await vi.waitFor(() => expect(addressesIn(data)).toContain("erased"), 60_000);
  });
  const gone = [...made, ...spooled];
  expect(filesIn(data)).toEqual(expect.not.arrayContaining(gone));
  expect(filesIn(data)).toEqual(
    expect.arrayContaining(before.filter((name) => !gone.includes(name))),
  );
  const fresh = filesIn(data, "mail").filter((name) => !strange.includes(name));
  expect(fresh.length).toBeGreaterThan(0);
  // Of a hundred days ago: two mails and the token that was replaced then; the other was replaced just now.
  expect(addressesIn(data).filter((address) => address === "erased")).toHaveLength(3);
  expect(rowsOf(data, "select detail from journal where action = 'retention'")).toEqual([
    { detail: `addresses=3 prints=1 exports=1 spool=${String(spooled.length)}` },
  ]);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

function sweepOf(data: string): string | null {
  const [row] = rowsOf(data, "select value from kiosk where key = 'retention-sweep'");
  return row === undefined ? null : String(row["value"]);
}
