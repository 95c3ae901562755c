import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { beforeEach, describe, expect, test } from "vitest";
import { smtpMailer } from "../../main/adapters/nodemailer/smtp-mailer.ts";
import { spoolMailer } from "../../main/adapters/nodemailer/spool-mailer.ts";
import type { Mailer, MailMessage } from "../../main/core/ports/mailer.ts";
import { recordingMailer } from "../fakes/recording-mailer.ts";
import { smtpServer } from "./smtp-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sender = { name: "福島県商工信用組合", address: "otp@fukushimakenshin.co.jp" };

const message: MailMessage = {
  id: "0f6b6a52-3c60-4a2b-9f8e-6a4a7e0b6b11",
  to: "taro@data-bank.co.jp",
  subject: "トークン発行のご案内（福島県商工信用組合）",
  text: "いつも福島県商工信用組合をご利用いただきありがとうございます。\nユーザID : 999800000001\n.\n髙橋様 ～①㈱\n",
  at: Date.UTC(2026, 2, 2, 0, 15, 30),
};

const accepted = { ok: true, value: null };

/** A mailer and, oldest first, the mails that came out of it; null where they never leave the process. */
interface Subject {
  readonly mailer: Mailer;
  readonly mails: () => readonly Buffer[] | null;
}

function spool(): Subject {
  const folder = join(temporaryFolder(), "mail");
  const mails = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  return { mailer: spoolMailer(folder, sender), mails };
}

async function smtp(): Promise<Subject> {
  const server = await smtpServer();
  const mailer = smtpMailer({ host: "127.0.0.1", port: server.port, security: "none" }, sender);
  return { mailer, mails: () => server.mails };
}

const fake = (): Subject => ({ mailer: recordingMailer(), mails: () => null });

describe.each([
  ["spool folder", spool],
  ["SMTP", smtp],
  ["memory", fake],
])("the mailer over %s", (_name, make) => {
  let subject: Subject;
  beforeEach(async () => {
    subject = await make();
  });

  test("takes a mail, and hands it over as it was meant", async () => {
    expect(await subject.mailer.send(message)).toEqual(accepted);
    const mails = subject.mails();
    if (mails === null) return;
    expect(mails).toHaveLength(1);
    const mail = await simpleParser(mails[0] ?? "");
    expect(mail.subject).toBe(message.subject);
    expect(mail.text).toBe(message.text);
    expect(mail.from?.value).toEqual([sender]);
    expect(mail.to).toMatchObject({ value: [{ address: message.to, name: "" }] });
    expect(mail.date?.getTime()).toBe(message.at);
    expect(mail.messageId).toBe(`<${message.id}@fukushimakenshin.co.jp>`);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.html).toBe(false);
    expect(mail.attachments).toEqual([]);
  });

  test("is 7-bit throughout, in lines no server refuses", async () => {
    const long = "長".repeat(2_000);
    expect(await subject.mailer.send({ ...message, text: long })).toEqual(accepted);
    for (const mail of subject.mails() ?? []) {
      expect(mail.every((byte) => byte < 0x80)).toBe(true);
      const lines = mail.toString("ascii").split("\r\n");
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
      expect((await simpleParser(mail)).text?.trim()).toBe(long);
    }
  });

  test("keeps a line break in the subject from becoming a header", async () => {
    const two = { ...message, subject: "お知らせ\r\nBcc: other@example.com" };
    expect(await subject.mailer.send(two)).toEqual(accepted);
    for (const mail of subject.mails() ?? []) {
      expect((await simpleParser(mail)).headers.has("bcc")).toBe(false);
    }
  });

  test.each(["taro..d.@docomo.ne.jp", ".taro@ezweb.ne.jp", "a/b{c}~'+=?@softbank.ne.jp"])(
    "takes the carrier address %s",
    async (to) => {
      expect(await subject.mailer.send({ ...message, to })).toEqual(accepted);
      const [mail] = subject.mails() ?? [];
      if (mail === undefined) return;
      const [local, domain] = [to.slice(0, to.lastIndexOf("@")), to.slice(to.lastIndexOf("@"))];
      const header = /^To: (.*)\r$/m.exec(mail.toString("ascii"))?.[1];
      expect(["", '"'].map((quote) => `${quote}${local}${quote}${domain}`)).toContain(
        header?.replace(/^<(.*)>$/, "$1"),
      );
      const isAtomic = !/^\.|\.\.|\.$/.test(local);
      expect(header?.includes('"')).toBe(!isAtomic);
    },
  );
});
