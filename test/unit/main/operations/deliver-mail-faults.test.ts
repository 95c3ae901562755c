import { beforeEach, expect, test } from "vitest";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { recordingMailer } from "../../../fakes/recording-mailer.ts";
import { deliveryOf, outcomesOf } from "./a-delivery.ts";
import { aBank, signedInWith } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

test("dying between sending and marking sends again under the same id, by which it is recognised", async () => {
  await signedInWith(bank, "issued");
  const mailer = recordingMailer();
  let transactions = 0;
  const dying: Registry = {
    close: () => bank.registry.close(),
    read: (work) => {
      transactions += 1;
      return bank.registry.read(work);
    },
    transact: (work) => {
      transactions += 1;
      if (transactions === 3) return Promise.reject(new Error("The kiosk died"));
      return bank.registry.transact(work);
    },
  };
  await deliveryOf(bank, mailer, dying).deliver();
  expect(mailer.sent).toHaveLength(1);
  expect(outcomesOf(bank)).toEqual([["999800000001-issued", null]]);
  await deliveryOf(bank, mailer).deliver();
  expect(mailer.sent.map(({ id }) => id)).toEqual(Array(2).fill(bank.registry.mails()[0]?.id));
  expect(outcomesOf(bank)).toEqual([["999800000001-issued", "sent"]]);
});

test("a mail that was taken while the registry was held is marked later, and not sent again", async () => {
  await signedInWith(bank, "issued");
  const mailer = recordingMailer();
  let isHeld = false;
  const { deliver } = deliveryOf(
    bank,
    { send: (message) => mailer.send(message).finally(() => (isHeld = true)) },
    {
      close: () => bank.registry.close(),
      read: (work) => bank.registry.read(work),
      transact: (work) => {
        if (!isHeld) return bank.registry.transact(work);
        isHeld = false;
        return Promise.reject(new Error("The registry is held"));
      },
    },
  );
  await deliver();
  expect(outcomesOf(bank)).toEqual([["999800000001-issued", null]]);
  await deliver();
  expect(mailer.sent).toHaveLength(1);
  expect(outcomesOf(bank)).toEqual([["999800000001-issued", "sent"]]);
});

test("an outbox that can't be read is logged, and delivery goes on later", async () => {
  await signedInWith(bank, "issued");
  const mailer = recordingMailer();
  let away = true;
  const { deliver, log } = deliveryOf(bank, mailer, {
    close: () => bank.registry.close(),
    read: (work) => (away ? Promise.reject(new Error("away")) : bank.registry.read(work)),
    transact: (work) => (away ? Promise.reject(new Error("away")) : bank.registry.transact(work)),
  });
  await deliver();
  expect(log.entries).toMatchObject([{ level: "error", event: "outbox-unreadable" }]);
  away = false;
  await deliver();
  expect(mailer.sent).toHaveLength(1);
});
