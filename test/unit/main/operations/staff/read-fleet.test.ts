import { expect, test } from "vitest";
import type { KnownKiosk } from "../../../../../main/core/domain/fleet.ts";
import { aBank, done, refusal } from "../a-kiosk.ts";
import { assistant, auditor, maintainer, officer } from "./staff.ts";

const at = Date.parse("2026-04-01T10:00:30+09:00");
const kiosk: KnownKiosk = {
  ...{ name: "lobby-1", branch: "本店営業部", version: "1.0.0", askedAt: 0, seenAt: at },
  ...{ notAfter: at * 2, machine: null },
};
const fleet = { kiosks: [kiosk, { ...kiosk, name: "lobby-2", seenAt: 1 }], pending: 3 };
const inNetwork = () => aBank(undefined, async () => fleet);

test("保守 sees all kiosks, and the bank's mails and journal; the look is journalled", async () => {
  const bank = await inNetwork();
  const here = bank.kiosk();
  const { acts } = await done(here.staffSignIn(maintainer));
  expect(acts).toContain("read-fleet");
  const report = await done(here.readFleet({}));
  expect(report).toMatchObject({
    ...{ at, pending: 3 },
    kiosks: [
      { name: "lobby-2", grade: "fault", findings: ["silent"] },
      { name: "lobby-1", grade: "warning", findings: ["not-measured"] },
    ],
    lines: [
      { subject: "mail", finding: "well" },
      { subject: "journal", finding: "well", facts: { rows: 42 } },
    ],
  });
  expect(bank.registry.journal().at(-1)).toMatchObject({
    ...{ action: "read-fleet", outcome: "done", staffId: maintainer.staffId },
    ...{ customerId: null, detail: "kiosks=2 to-check=2" },
  });
});

test.each([assistant, officer, auditor])(
  "$staffId may not, which is journalled",
  async (member) => {
    const bank = await inNetwork();
    const here = bank.kiosk();
    expect((await done(here.staffSignIn(member))).acts).not.toContain("read-fleet");
    expect(await refusal(here.readFleet({}))).toEqual({ code: "forbidden" });
    expect(bank.lastDeed()).toBe("read-fleet forbidden");
  },
);

test("at a kiosk in no network nobody may, and nobody is offered it", async () => {
  const bank = await aBank();
  const here = bank.kiosk();
  expect(await refusal(here.readFleet({}))).toEqual({ code: "staff-signed-out" });
  expect((await done(here.staffSignIn(maintainer))).acts).not.toContain("read-fleet");
  expect(await refusal(here.readFleet({}))).toEqual({ code: "forbidden" });
  expect(bank.lastDeed()).toBe("read-fleet forbidden");
});
