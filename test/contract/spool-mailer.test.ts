import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { spoolMailer } from "../../main/adapters/nodemailer/spool-mailer.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sender = { name: "組合", address: "otp@example.jp" };
const message = { id: "mail-1", to: "taro@example.jp", subject: "件名", text: "本文", at: 0 };

test("a mail is one file named by its id, for its owner alone, and nothing else is left", async () => {
  const folder = join(temporaryFolder(), "mail");
  const mailer = spoolMailer(folder, sender);
  await mailer.send(message);
  await mailer.send({ ...message, id: "mail-2" });
  expect(readdirSync(folder)).toEqual(["mail-1.eml", "mail-2.eml"]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "mail-1.eml")).mode & 0o777).toBe(0o600);
});

test("a repeated id overwrites its file", async () => {
  const folder = temporaryFolder();
  const mailer = spoolMailer(folder, sender);
  await mailer.send(message);
  await mailer.send({ ...message, subject: "again" });
  expect(readdirSync(folder)).toEqual(["mail-1.eml"]);
  expect(readFileSync(join(folder, "mail-1.eml"), "utf8")).toContain("Subject: again");
});

test("a folder that can't be made is a reason to try later", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const mailer = spoolMailer(join(file, "mail"), sender);
  expect(await mailer.send(message)).toEqual({
    ok: false,
    refusal: { cause: "disk", reply: null },
  });
});

test("a full disk is a reason to try later", async () => {
  const folder = temporaryFolder();
  symlinkSync("/dev/full", join(folder, ".mail-1.part"));
  const mailer = spoolMailer(folder, sender);
  expect(await mailer.send(message)).toEqual({
    ok: false,
    refusal: { cause: "disk", reply: null },
  });
  expect(readdirSync(folder)).not.toContain("mail-1.eml");
});

test("an id that would lead out of the folder is a bug", async () => {
  const folder = temporaryFolder();
  const mailer = spoolMailer(join(folder, "mail"), sender);
  await expect(mailer.send({ ...message, id: "../mail-1" })).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});
