import { beforeEach, describe, expect, test } from "vitest";
import { makeDeliverMail } from "../../../../main/core/operations/upkeep/deliver-mail.ts";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import type { MailFailure } from "../../../../main/core/domain/mail-failure.ts";
import type { MailMessage } from "../../../../main/core/ports/mailer.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { aBank } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

const minute = 60_000;
const day = 1_440 * minute;
const putOff: MailFailure = { cause: "put-off", reply: "452 4.2.2" };
const away: MailFailure = { cause: "away", reply: null };
const denied: MailFailure = { cause: "denied", reply: "554 5.7.1" };

let bank: Bank;
let begun: number;
/** What the server answers, by the mail's address. */
let answer: (to: string) => MailFailure | null;
/** Minutes since the beginning at which each address was tried. */
let tried: (readonly [number, string])[];
let clockIsRight: boolean;
let log: ReturnType<typeof recordingLog>;
beforeEach(async () => {
  bank = await aBank();
  begun = bank.clock();
  [tried, clockIsRight, log] = [[], true, recordingLog()];
});

/** Of a kiosk that was started just now. */
function delivery(): () => Promise<void> {
  return makeDeliverMail({
    ...{ registry: bank.registry, config: demoProfile, languages: [], clock: bank.clock, log },
    isClockRight: () => clockIsRight,
    mailer: {
      send({ to }: MailMessage): Promise<Result<null, MailFailure>> {
        tried.push([(bank.clock() - begun) / minute, to]);
        const failure = answer(to);
        return Promise.resolve(failure === null ? ok(null) : refused(failure));
      },
    },
  });
}

/** Puts a mail to each into the outbox. */
function mails(...addresses: readonly string[]): Promise<void> {
  return bank.registry.transact(async (rows) => {
    for (const to of addresses) {
      const all = { kind: "issued", userId: "999800000001", language: null } as const;
      await rows.enqueueMail({ ...all, id: `mail-${to}`, to, createdAt: bank.clock() });
    }
  });
}

/** As the kiosk's tick does, every half minute; a new process at each. */
async function wait(milliseconds: number): Promise<void> {
  for (let gone = 0; gone < milliseconds; gone += minute / 2) {
    bank.clock.advance(minute / 2);
    await delivery()();
  }
}

const stateOf = (to: string) => bank.registry.mails().find((mail) => mail.to === to)?.outcome;
const events = () => log.entries.map(({ event }) => event);

describe.each([
  ["is put off", putOff],
  ["meets no server", away],
  ["is denied", denied],
])("a mail that %s", (_what, failure) => {
  beforeEach(async () => {
    answer = () => failure;
    await mails("a");
    await delivery()();
  });

  test("is tried after 1, 5, 15, 30 minutes and then hourly, whatever is started anew", async () => {
    await wait(4 * 60 * minute);
    expect(tried.map(([at]) => at)).toEqual([0, 1, 6, 21, 51, 111, 171, 231]);
  });

  test("is told to the log once, and when it goes out", async () => {
    await wait(4 * 60 * minute);
    expect(log.entries).toHaveLength(1);
    answer = () => null;
    await wait(60 * minute);
    expect(stateOf("a")).toBe("sent");
    expect(events().slice(1)).toContain("mail-sent");
    expect(log.entries.length).toBeLessThanOrEqual(3);
    expect(await bank.registry.transact((rows) => rows.serverTrouble())).toBeNull();
  });

  test("is given up after 5 days, and the journal tells it", async () => {
    await wait(5 * day - 60 * minute);
    expect(stateOf("a")).toBeNull();
    await wait(2 * 60 * minute);
    expect(stateOf("a")).toBe("expired");
    expect(bank.lastDeed()).toBe("mail issued-expired");
    const before = tried.length;
    await wait(2 * 60 * minute);
    expect(tried).toHaveLength(before);
  });

  test("isn't given up at the first failure after the kiosk was off for days", async () => {
    bank.clock.advance(7 * day);
    await delivery()();
    expect(stateOf("a")).toBeNull();
    answer = () => null;
    await wait(minute);
    expect(stateOf("a")).toBe("sent");
  });

  test("isn't given up by a clock that was put", async () => {
    clockIsRight = false;
    bank.clock.advance(6 * day);
    await wait(3 * 60 * minute);
    expect(stateOf("a")).toBeNull();
  });

  test("doesn't wait for a time that the clock showed before it was put back", async () => {
    bank.clock.advance(-365 * day);
    answer = () => null;
    await delivery()();
    expect(stateOf("a")).toBe("sent");
  });
});

describe("while the server is in trouble", () => {
  const many = Array.from({ length: 20 }, (_, at) => `m${String(at)}`);

  test("one mail is tried for all, each in its turn, and then all go out", async () => {
    answer = () => away;
    await mails(...many);
    await delivery()();
    // As many as go at once find it out together.
    expect(tried.length).toBeLessThanOrEqual(4);
    const first = tried.length;
    await wait(60 * minute);
    expect(tried.length - first).toBe(4);
    expect(new Set(tried.map(([, to]) => to)).size).toBe(tried.length);
    expect(events()).toEqual(["mail-server-trouble"]);
    answer = () => null;
    await wait(60 * minute);
    expect(many.map(stateOf)).toEqual(many.map(() => "sent"));
    expect(events()).toContain("mail-server-well");
  });

  test("a mail that was just made is tried, once", async () => {
    answer = () => away;
    await mails("old");
    await delivery()();
    await wait(60 * minute);
    tried = [];
    await mails("new");
    await delivery()();
    await delivery()();
    expect(tried.map(([, to]) => to)).toEqual(["new"]);
  });

  test("a mail at which the server breaks off keeps no other for long", async () => {
    answer = (to) => (to === "poison" ? away : null);
    await mails("poison", "a", "b");
    await delivery()();
    await wait(2 * minute);
    expect([stateOf("a"), stateOf("b"), stateOf("poison")]).toEqual(["sent", "sent", null]);
  });

  test("all that have waited for days are given up with the one that is tried", async () => {
    answer = () => away;
    await mails(...many);
    await wait(5 * day + 60 * minute);
    expect(many.map(stateOf)).toEqual(many.map(() => "expired"));
  });

  test("another trouble is told", async () => {
    answer = () => away;
    await mails("a");
    await delivery()();
    answer = () => denied;
    await wait(minute);
    expect(events()).toEqual(["mail-server-trouble", "mail-server-trouble"]);
  });
});

test("a mail that was cancelled while it was looked for isn't handed over", async () => {
  answer = () => null;
  await mails("a");
  await bank.registry.transact(async (rows) => {
    for (const mail of await rows.unsentMails()) {
      await rows.updateMail({ ...mail, closedAt: 1, outcome: "cancelled" });
    }
  });
  await delivery()();
  expect(tried).toEqual([]);
});
