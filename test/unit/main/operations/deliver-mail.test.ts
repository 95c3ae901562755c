import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Mailer, MailMessage } from "../../../../main/core/ports/mailer.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { recordingMailer } from "../../../fakes/recording-mailer.ts";
import { aBank, mailAddress, signedInWith } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { deliveryOf, outcomesOf } from "./a-delivery.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const delivery = (mailer: Mailer, registry: Registry = bank.registry) =>
  deliveryOf(bank, mailer, registry);

const waits = { cause: "put-off", reply: "451 4.7.1" } as const;
/** The mails of these tests are about tokens of their own. */
const nameOf = ({ text }: MailMessage): string => `${/9998\d{8}/.exec(text)?.[0] ?? ""}-issued`;

/** One more mail in the outbox, of another customer. */
function anotherMail(): Promise<void> {
  const ordinal = String(bank.registry.mails().length + 1);
  return bank.registry.transact((rows) =>
    rows.enqueueMail({
      ...{ id: ordinal.repeat(32), kind: "issued", to: "hanako@example.jp", language: null },
      ...{ userId: `99980000000${ordinal}`, createdAt: bank.clock() },
    }),
  );
}

/** Takes a mail only when the test says so. */
function slowMailer() {
  const sent: string[] = [];
  const waiting = new Map<string, () => void>();
  const mailer: Mailer = {
    send: (message) =>
      new Promise((resolve) => {
        const name = nameOf(message);
        sent.push(name);
        waiting.set(name, () => resolve(ok(null)));
      }),
  };
  return { mailer, sent, answer: (id: string) => waiting.get(id)?.() };
}

const outcomes = () => outcomesOf(bank);

/** What a look at the outbox answers where something waits. */
const isWaiting = (read: unknown): boolean =>
  typeof read === "object" && read !== null && JSON.stringify(read).startsWith('{"waiting":[{');

describe("the outbox", () => {
  test("トークン発行のご案内 goes out in the manual's words, once", async () => {
    await signedInWith(bank, "issued");
    const mailer = recordingMailer();
    const { deliver } = delivery(mailer);
    await deliver();
    await deliver();
    expect(mailer.sent).toEqual([
      {
        id: bank.registry.mails()[0]?.id,
        to: mailAddress,
        subject: "トークン発行のご案内",
        text: [
          "いつも福島県商工信用組合をご利用いただきありがとうございます。",
          "トークンアプリにサービスID、ユーザID、利用開始パスワードを入力し、トークンの設定を行ってください。",
          "サービスID : 10112231",
          "ユーザID : 999800000001",
          "トークンアプリをお持ちでない場合には、下記のURLよりダウンロードしてください。",
          "携帯の方 : https://xxxxx.xxxxx.xxxxx.xxxxx",
          "スマートフォンの方 : https://xxxxx.xxxxx.xxxxx.xxxxx",
          "ご不明な点がございましたら、下記までご連絡ください。",
          "連絡先 : 024-991-1000",
          "これからも福島県商工信用組合をよろしくお願いいたします。",
          "",
        ].join("\n"),
        at: bank.clock(),
      },
    ]);
    expect(outcomes()).toEqual([["999800000001-issued", "sent"]]);
    expect(bank.registry.journal().at(-1)).toEqual({
      at: bank.clock(),
      customerId: "demo-taro",
      userId: "999800000001",
      action: "mail",
      outcome: "issued-sent",
    });
  });

  test("the notices on start and on release say what to do if it wasn't you", async () => {
    await signedInWith(bank, "in-use");
    const mailer = recordingMailer();
    await delivery(mailer).deliver();
    const started = mailer.sent.find(({ subject }) => subject.includes("利用開始"));
    expect(started?.text).toContain("お心当たりのない場合");
    expect(started?.text).toContain("024-991-1000");
  });

  test("what is put off stays, and goes out later", async () => {
    await signedInWith(bank, "issued");
    const mailer = recordingMailer();
    mailer.refuse(waits);
    const { deliver, log } = delivery(mailer);
    await deliver();
    expect(outcomes()).toEqual([["999800000001-issued", null]]);
    expect(log.entries).toMatchObject([{ event: "mail-waits" }]);
    expect(JSON.stringify(log.entries)).not.toContain(mailAddress);
    mailer.refuse(null);
    await deliver();
    expect(outcomes()).toEqual([["999800000001-issued", null]]);
    bank.clock.advance(60_000);
    await deliver();
    expect(outcomes()).toEqual([["999800000001-issued", "sent"]]);
    expect(log.entries.at(-1)).toMatchObject({ event: "mail-sent" });
  });

  test("a verdict on the address is kept, marked and not asked for again", async () => {
    await signedInWith(bank, "issued");
    const mailer = recordingMailer();
    mailer.refuse({ cause: "address", reply: "550 5.1.1" });
    const { deliver } = delivery(mailer);
    await deliver();
    mailer.refuse(null);
    bank.clock.advance(3_600_000);
    await deliver();
    expect(outcomes()).toEqual([["999800000001-issued", "rejected"]]);
    expect(bank.registry.mails()).toMatchObject([{ cause: "address", reply: "550 5.1.1" }]);
    expect(mailer.sent).toEqual([]);
    expect(bank.lastDeed()).toBe("mail issued-rejected");
  });

  test("a mail that the server keeps putting off doesn't hold up the next", async () => {
    await signedInWith(bank, "issued");
    await anotherMail();
    const { deliver } = delivery({
      send: (message) =>
        Promise.resolve(nameOf(message) === "999800000001-issued" ? refused(waits) : ok(null)),
    });
    await deliver();
    expect(outcomes()).toEqual([
      ["999800000001-issued", null],
      ["999800000002-issued", "sent"],
    ]);
  });

  test("a mailer with a bug doesn't hold up the next either, and is logged once, until it works", async () => {
    await signedInWith(bank, "issued");
    await anotherMail();
    let isBroken = true;
    const { deliver, log } = delivery({
      send: async (message) => {
        if (nameOf(message) !== "999800000001-issued") return ok(null);
        if (isBroken) throw new Error("bug");
        return refused(waits);
      },
    });
    await deliver();
    await deliver();
    expect(outcomes()).toEqual([
      ["999800000001-issued", null],
      ["999800000002-issued", "sent"],
    ]);
    expect(log.entries).toMatchObject([{ level: "error", event: "mail-failed" }]);
    isBroken = false;
    await deliver();
    bank.clock.advance(60_000);
    isBroken = true;
    await deliver();
    const failures = log.entries.filter(({ event }) => event === "mail-failed");
    expect(failures).toHaveLength(2);
  });

  test("a mail that the server thinks about is sent once, and holds up no other", async () => {
    await signedInWith(bank, "issued");
    const { mailer, sent, answer } = slowMailer();
    const { deliver } = delivery(mailer);
    const first = deliver();
    await vi.waitFor(() => expect(sent).toEqual(["999800000001-issued"]));
    await anotherMail();
    const others = [deliver(), deliver(), deliver()];
    await vi.waitFor(() => expect(sent).toContain("999800000002-issued"));
    answer("999800000002-issued");
    await vi.waitFor(() => expect(outcomes()[1]).toEqual(["999800000002-issued", "sent"]));
    expect(outcomes()[0]).toEqual(["999800000001-issued", null]);
    const last = deliver();
    answer("999800000001-issued");
    await Promise.all([first, ...others, last]);
    expect(sent).toEqual(["999800000001-issued", "999800000002-issued"]);
    expect(outcomes().map(([, outcome]) => outcome)).toEqual(["sent", "sent"]);
  });

  test("a mail that is done while the outbox is read isn't sent again", async () => {
    await signedInWith(bank, "issued");
    const { mailer, sent, answer } = slowMailer();
    const registry: Registry = {
      ...bank.registry,
      read: async (work) => {
        const read = await bank.registry.read(work);
        // The second look has read it as unsent, and now it is closed before that look goes on.
        if (sent.length > 0 && isWaiting(read)) {
          answer("999800000001-issued");
          await vi.waitFor(() => expect(outcomes()).toEqual([["999800000001-issued", "sent"]]));
        }
        return read;
      },
    };
    const { deliver } = delivery(mailer, registry);
    const first = deliver();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await Promise.all([first, deliver()]);
    expect(sent).toHaveLength(1);
  });

  test("no more than a few are under way at once", async () => {
    await signedInWith(bank, "issued");
    for (let more = 0; more < 5; more += 1) await anotherMail();
    const { mailer, sent, answer } = slowMailer();
    const all = delivery(mailer).deliver();
    await vi.waitFor(() => expect(sent).toHaveLength(4));
    for (let at = 0; at < 6; at += 1) {
      await vi.waitFor(() => expect(sent.length).toBe(Math.min(6, at + 4)));
      answer(sent[at] ?? "");
    }
    await all;
    expect(new Set(outcomes().map(([, outcome]) => outcome))).toEqual(new Set(["sent"]));
  });
});
