import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { registries, sqliteRegistry } from "./registries.ts";
import { firstMail, hanako, issuedToken, releasedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const seal = { kiosk: "kiosk", mac: memoryVault().mac };
const end = Date.UTC(2026, 3, 1);

describe.each(registries)("what goes after a while, of the registry on %s", (_name, open) => {
  let registry: OpenedRegistry;
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);
  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal(seal);
    await run(async (rows) => {
      await rows.insertCustomer(taro);
      await rows.insertCustomer(hanako);
    });
  });

  const addressesOf = (rows: RegistryRows) =>
    rows
      .listMails("all", 99)
      .then((mails) => Object.fromEntries(mails.map(({ id, to }) => [id, to])));

  test("mails lose the address by the time they were closed, those first that were closed first", async () => {
    const ends = { third: end - 1, first: end - 3, second: end - 2, later: end, open: null };
    await run(async (rows) => {
      for (const [id, closedAt] of Object.entries(ends)) {
        await rows.enqueueMail({ ...firstMail, id });
        const mail = await rows.mailById(id);
        if (mail === null) throw new Error("There is no such mail");
        const outcome = closedAt === null ? null : "sent";
        await rows.updateMail({ ...mail, closedAt, outcome });
      }
    });
    const { to } = firstMail;
    expect(await run((rows) => rows.eraseRecipients(end, 2))).toBe(2);
    expect(await run(addressesOf)).toEqual({
      ...{ first: "", second: "", third: to, later: to, open: to },
    });
    expect(await run((rows) => rows.eraseRecipients(end, 2))).toBe(1);
    expect(await run((rows) => rows.eraseRecipients(end, 2))).toBe(0);
    expect(await run(addressesOf)).toMatchObject({ third: "", later: to, open: to });
    // All else of a mail stays.
    expect(await run((rows) => rows.mailById("first"))).toMatchObject({
      ...{ kind: "issued", userId: issuedToken.userId, closedAt: end - 3, outcome: "sent", to: "" },
    });
  });

  const ended = (endedBefore: number, limit = 99) =>
    run((rows) => rows.endedWithAddress(endedBefore, limit)).then((ids) => ids.toSorted());

  test("released tokens are found by their release, while they have an address", async () => {
    const ids = ["999800000001", "999800000002", "999800000003"];
    await run(async (rows) => {
      for (const [at, userId] of ids.entries()) {
        await rows.insertToken({ ...releasedToken, userId, releasedAt: end + at });
      }
      await rows.insertToken({ ...issuedToken, userId: "999800000004" });
    });
    expect(await ended(end)).toEqual([]);
    expect(await ended(end + 2)).toEqual(ids.slice(0, 2));
    expect(await ended(end + 3, 2)).toHaveLength(2);
    const [first = ""] = ids;
    await run(async (rows) => {
      const token = await rows.tokenByUserId(first);
      if (token !== null) await rows.updateToken({ ...token, mailAddress: "" });
    });
    expect(await ended(end + 3)).toEqual(ids.slice(1));
    expect((await run((rows) => rows.tokenByUserId(first)))?.mailAddress).toBe("");
  });

  test("replaced tokens are found by the issue of the customer's next, or by their own", async () => {
    const replaced = { ...issuedToken, state: "replaced", sealedSecret: null } as const;
    await run(async (rows) => {
      await rows.insertToken({ ...replaced, userId: "999800000001", issuedAt: end - 9 });
      // Somebody else's comes between.
      await rows.insertToken({
        ...releasedToken,
        ...{ userId: "999800000002", customerId: hanako.id, issuedAt: end - 8, releasedAt: end },
      });
      await rows.insertToken({ ...replaced, userId: "999800000003", issuedAt: end - 5 });
      await rows.insertToken({ ...issuedToken, userId: "999800000004", issuedAt: end - 2 });
    });
    expect(await ended(end - 5)).toEqual([]);
    expect(await ended(end - 4)).toEqual(["999800000001"]);
    expect(await ended(end - 1)).toEqual(["999800000001", "999800000003"]);
    await run((rows) =>
      rows.insertToken({
        ...replaced,
        ...{ userId: "999800000005", customerId: hanako.id, issuedAt: end - 1 },
      }),
    );
    expect(await ended(end)).toContain("999800000005");
  });

  test("the last sweep is remembered", async () => {
    expect(await run((rows) => rows.lastSweep())).toBeNull();
    for (const sweep of [
      { at: end, confirmedBy: 0 },
      { at: end + 1, confirmedBy: 7 },
    ]) {
      await run((rows) => rows.setLastSweep(sweep));
      expect(await run((rows) => rows.lastSweep())).toEqual(sweep);
    }
  });
});

test("an erased address isn't in the file any more", async () => {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  const address = "nobody.else.has.it@example.jp";
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertToken({ ...releasedToken, mailAddress: address });
    await rows.enqueueMail({ ...firstMail, to: address });
    const mail = await rows.mailById(firstMail.id);
    if (mail !== null) await rows.updateMail({ ...mail, closedAt: end - 1, outcome: "sent" });
  });
  await registry.transact(async (rows) => {
    expect(await rows.eraseRecipients(end, 9)).toBe(1);
    await rows.updateToken({ ...releasedToken, mailAddress: "" });
  });
  await registry.close();
  expect(readFileSync(path).includes(address)).toBe(false);
});
