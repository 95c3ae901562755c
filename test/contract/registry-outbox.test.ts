import { beforeEach, describe, expect, test } from "vitest";
import { unsent } from "../../main/core/domain/outgoing-mail.ts";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { registries } from "./registries.ts";
import { firstMail } from "./rows.ts";

describe.each(registries)("the outbox of the registry on %s", (_name, open) => {
  let registry: OpenedRegistry;
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);
  beforeEach(async () => {
    registry = await open();
  });

  const laterMail = {
    ...firstMail,
    ...{ id: "a-later-mail", createdAt: firstMail.createdAt + 1, language: null },
  };

  const tried = {
    ...unsent(firstMail),
    ...{ queuedAt: firstMail.createdAt + 1, tries: 3, triedAt: firstMail.createdAt + 2 },
    ...{ nextTryAt: firstMail.createdAt + 3, cause: "put-off" as const, reply: "450 4.2.1" },
  } as const;

  test("gives unsent mails, oldest first, with what came of their tries", async () => {
    await run(async (rows) => {
      await rows.enqueueMail(laterMail);
      await rows.enqueueMail(firstMail);
      expect(await rows.unsentMails()).toEqual([unsent(firstMail), unsent(laterMail)]);
      await rows.updateMail({ ...tried, to: "another@example.jp" });
      expect(await rows.unsentMails()).toEqual([tried, unsent(laterMail)]);
      expect(await rows.mailById(firstMail.id)).toEqual(tried);
      expect(await rows.mailById("unknown")).toBeNull();
    });
  });

  test("gives a mail to one process at a time, until its claim ends or it is given back", async () => {
    await run((rows) => rows.enqueueMail(firstMail));
    const claim = (now: number) => run((rows) => rows.claimMail(firstMail.id, now, now + 10));
    expect([await claim(100), await claim(109), await claim(110)]).toEqual([true, false, true]);
    await run((rows) => rows.updateMail(tried));
    expect(await claim(111)).toBe(true);
    await run((rows) => rows.updateMail({ ...tried, closedAt: 112, outcome: "sent" }));
    expect(await claim(1_000)).toBe(false);
    expect(await run((rows) => rows.claimMail("unknown", 1, 2))).toBe(false);
  });

  const ends = ["sent", "rejected", "expired", "cancelled"] as const;
  test.each(ends)("never gives one again that was %s", async (outcome) => {
    await run(async (rows) => {
      await rows.enqueueMail(firstMail);
      await rows.enqueueMail(laterMail);
      const closed = { ...tried, closedAt: firstMail.createdAt + 5, outcome };
      await rows.updateMail(closed);
      expect(await rows.unsentMails()).toEqual([unsent(laterMail)]);
      expect(await rows.listMails("all", 9)).toEqual([unsent(laterMail), closed]);
      expect(await rows.listMails("all", 1)).toEqual([unsent(laterMail)]);
      const isOpen = outcome === "rejected" || outcome === "expired";
      expect(await rows.listMails("open", 9)).toHaveLength(isOpen ? 2 : 1);
    });
  });

  test("takes an id once, and changes known ones only", async () => {
    await run((rows) => rows.enqueueMail(firstMail));
    await expect(run((rows) => rows.enqueueMail(firstMail))).rejects.toThrow();
    const unknown = { ...tried, id: "unknown" };
    await expect(run((rows) => rows.updateMail(unknown))).rejects.toThrow();
  });

  test("remembers what the server's trouble is, until it is over", async () => {
    const trouble = {
      ...{ cause: "denied" as const, reply: "554 5.7.1", since: 1, tries: 2 },
      ...{ triedAt: 3, nextTryAt: 4 },
    } as const;
    expect(await run((rows) => rows.serverTrouble())).toBeNull();
    for (const each of [trouble, { ...trouble, tries: 3 }, null]) {
      await run((rows) => rows.setServerTrouble(each));
      expect(await run((rows) => rows.serverTrouble())).toEqual(each);
    }
  });
});
