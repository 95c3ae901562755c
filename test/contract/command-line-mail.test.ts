import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { busyKiosk, dataFolder, kiosk, servedOnce } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const addresses = /[a-z.0-9]{2,}@/;

function rowsOf(data: string, sql: string) {
  const database = new DatabaseSync(join(data, "registry.sqlite"), { timeout: 60_000 });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}

test("mails are told, tried again and cancelled, without a whole address, and the journal has it", async () => {
  const data = dataFolder();
  await servedOnce(data);
  expect(await kiosk(data, "mail", "list")).toEqual({ code: 0, said: "There is no such mail.\n" });
  const { said: all } = await kiosk(data, "mail", "list", "--all");
  expect(all).toMatch(/^NUMBER +STATE +KIND +MADE +TO +USER-ID +TRIES +NEXT +ANSWER\n/);
  expect(all).toMatch(
    /^[0-9a-f]{32} +sent +issued +\S+ +h\*\*\*@docomo\.ne\.jp +9998\d{8} +0 +- +-$/m,
  );
  expect(all).not.toMatch(addresses);

  const ids = rowsOf(data, "select id from outbox order by created_at, id").map(({ id }) =>
    String(id),
  );
  const [one = "", two = "", three = ""] = ids;
  const change = (id: string, values: string) =>
    rowsOf(data, `update outbox set ${values} where id = '${id}'`);
  const future = String(Date.now() + 3_600_000);
  const failed = `tries = 3, tried_at = ${String(Date.now())}, next_try_at = ${future}`;
  change(one, "outcome = 'rejected', cause = 'address', reply = '550 5.1.1'");
  change(two, "outcome = 'expired', cause = 'put-off', reply = '452 4.2.2'");
  change(
    three,
    `closed_at = null, outcome = null, ${failed}, cause = 'denied', reply = '554 5.7.1'`,
  );
  const { said: open } = await kiosk(data, "mail", "list");
  expect(open.trimEnd().split("\n")).toHaveLength(4);
  expect(open).toMatch(new RegExp(`^${one} +refused .* address 550 5\\.1\\.1$`, "m"));
  expect(open).toMatch(new RegExp(`^${two} +expired .* put-off 452 4\\.2\\.2$`, "m"));
  expect(open).toMatch(new RegExp(`^${three} +waiting .* 3 +20\\S+ +denied 554 5\\.7\\.1$`, "m"));

  expect(await kiosk(data, "mail", "retry", "0123456789")).toMatchObject({ code: 1 });
  expect(await kiosk(data, "mail", "retry", one.slice(0, 7))).toMatchObject({ code: 1 });
  expect(await kiosk(data, "mail", "retry", ids.at(-1) ?? "")).toEqual({
    code: 1,
    said: "That mail was sent. Staff send it again at the kiosk (KST004).\n",
  });
  expect(await kiosk(data, "mail", "retry", two.slice(0, 10))).toEqual({
    code: 0,
    said: `To be tried at once: ${two}\n`,
  });
  expect(await kiosk(data, "mail", "cancel", one)).toMatchObject({ code: 0 });
  expect(await kiosk(data, "mail", "cancel", one)).toMatchObject({ code: 1 });
  expect(await kiosk(data, "mail", "retry", one)).toMatchObject({ code: 1 });
  const { code, said } = await kiosk(data, "mail", "retry", "all");
  expect(code).toBe(0);
  expect(said).toContain(three);
  expect(
    rowsOf(data, "select id from outbox where closed_at is null and next_try_at is null"),
  ).toHaveLength(2);

  const journal = rowsOf(data, "select action, detail from journal where action like 'mail-%'");
  expect(journal.map(({ action }) => action)).toEqual([
    ...["mail-retry", "mail-cancel", "mail-retry", "mail-retry"],
  ]);
  expect(journal[0]?.["detail"]).toBe(`kind=${kindOf(data, two)} mail=${two} by=command-line`);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

test("a mail whose address was erased is told so, isn't tried again, and may be cancelled", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const [first] = rowsOf(data, "select id from outbox where outcome = 'sent' limit 1");
  const id = String(first?.["id"]);
  rowsOf(data, `update outbox set outcome = 'expired', recipient = '' where id = '${id}'`);
  // A busy kiosk may have been stopped before its last mail was noted.
  rowsOf(data, "update outbox set outcome = 'sent', closed_at = 1 where closed_at is null");
  const { code, said } = await kiosk(data, "mail", "list");
  expect(code).toBe(0);
  expect(said).toMatch(
    new RegExp(`^${id} +expired +\\S+ +\\S+ +erased +9998\\d{8} +0 +- +-$`, "m"),
  );
  expect(await kiosk(data, "mail", "retry", id)).toEqual({
    code: 1,
    said: expect.stringContaining("address was erased") as string,
  });
  expect(await kiosk(data, "mail", "retry", "all")).toEqual({
    ...{ code: 0, said: "To be tried at once: none\n" },
  });
  expect(await kiosk(data, "mail", "cancel", id)).toMatchObject({ code: 0 });
  expect(await kiosk(data, "mail", "list")).toEqual({ code: 0, said: "There is no such mail.\n" });
});

test("each command works beside a kiosk at work, and tells what it does", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  expect(await kiosk(data, "mail", "list")).toMatchObject({ code: 0 });
  const [first] = rowsOf(data, "select id from outbox where outcome = 'sent' limit 1");
  const id = String(first?.["id"]);
  rowsOf(data, `update outbox set outcome = 'expired' where id = '${id}'`);
  expect(await kiosk(data, "mail", "retry", id)).toMatchObject({ code: 0 });
  const outcome = () =>
    rowsOf(data, `select outcome from outbox where id = '${id}'`)[0]?.["outcome"];
  await vi.waitFor(() => expect(outcome()).toBe("sent"), { timeout: 200_000, interval: 500 });
  await busy.stop();
  for (const command of ["list", "retry", "cancel"]) {
    const { code, said } = await kiosk(data, "mail", command, "--help");
    expect(code).toBe(0);
    expect(said).toContain(`mail ${command}`);
    expect(said).toContain("Exit codes:");
  }
});

function kindOf(data: string, id: string): string {
  return String(rowsOf(data, `select kind from outbox where id = '${id}'`)[0]?.["kind"]);
}
