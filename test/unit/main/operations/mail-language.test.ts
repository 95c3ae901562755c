import { beforeEach, describe, expect, test } from "vitest";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import type { Language } from "../../../../main/config/config.ts";
import { makeDeliverMail } from "../../../../main/core/operations/upkeep/deliver-mail.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { recordingMailer } from "../../../fakes/recording-mailer.ts";
import { aBank, confirmationPassword, done, entry, signedInWith, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { approvedRelease, assistant, staffBeside } from "./staff/staff.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const words = (title: string) => ({
  subject: title,
  text: `${title}\nUser ID: {userId}\n{phone}\n`,
});
const english: Language = {
  ...{ code: "en", name: "English", words: {} },
  mails: { issued: words("Issued"), started: words("Started"), released: words("Released") },
};

/** The mails that are in the outbox, by kind, as they go out. */
async function delivered() {
  const mailer = recordingMailer();
  await makeDeliverMail({
    ...{ registry: bank.registry, mailer, config: demoProfile, clock: bank.clock },
    languages: [{ code: "ja", name: "日本語", words: {}, mails: null }, english],
    log: recordingLog(),
    isClockRight: () => true,
  })();
  return mailer.sent;
}
const languages = () => bank.registry.mails().map(({ kind, language }) => [kind, language]);

/** A kiosk at which taro has issued his token in `language`. */
async function issuedIn(language: string) {
  const kiosk = await signedInWith(bank, "unissued");
  await done(kiosk.draftIssue(entry));
  await done(kiosk.confirmIssue({ confirmationPassword, language }));
  return kiosk;
}

describe("the customer's language", () => {
  test("is that of each mail about what they did in it", async () => {
    const kiosk = await issuedIn("en");
    await done(kiosk.startToken({ oneTimePassword: await bank.code(), language: "en" }));
    bank.clock.advance(60_000);
    const code = { confirmationPassword, oneTimePassword: await bank.code() };
    await done(kiosk.releaseToken({ ...code, language: "en" }));
    expect(languages()).toEqual([
      ["issued", "en"],
      ["started", "en"],
      ["released", "en"],
    ]);
    const sent = await delivered();
    expect(sent.map(({ subject }) => subject).sort()).toEqual([
      "Issued / トークン発行のご案内",
      "Released / ワンタイムパスワード利用解除のお知らせ",
      "Started / ワンタイムパスワード利用開始のお知らせ",
    ]);
    const issued = sent.find(({ subject }) => subject.startsWith("Issued"));
    const [theirs, ours] = (issued?.text ?? "").split("\n\n――――――――――――――――――――\n\n");
    expect(theirs).toBe("Issued\nUser ID: 999800000001\n024-991-1000");
    expect(ours).toContain("いつも福島県商工信用組合をご利用いただきありがとうございます。\n");
    expect(ours).toContain("ユーザID : 999800000001\n");
  });

  test.each(["ja", "xx", undefined])("%s gives the Japanese mail alone", async (language) => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    const chosen = language === undefined ? {} : { language };
    await done(kiosk.confirmIssue({ confirmationPassword, ...chosen }));
    const [mail] = await delivered();
    expect(mail?.subject).toBe("トークン発行のご案内");
    expect(mail?.text).toMatch(/^いつも福島県商工信用組合を/);
    expect(mail?.text).not.toContain("――");
  });

  test("is kept for the same mail sent again", async () => {
    await issuedIn("en");
    await delivered();
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    const same = { kind: "issued", mailAddress: "", mailAddressAgain: "" } as const;
    await done(kiosk.resendMail({ customerId: "demo-taro", ...same }));
    expect((await delivered()).map(({ subject }) => subject)).toEqual([
      "Issued / トークン発行のご案内",
    ]);
  });

  test("is that of the mail about a release by staff", async () => {
    const kiosk = await issuedIn("en");
    await done(kiosk.staffSignIn(assistant));
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(languages().at(-1)).toEqual(["released", "en"]);
  });

  test("is Japanese where the customer chose none", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(languages().map(([, language]) => language)).toEqual([null, null, null]);
  });

  test("leaves the journal as it is", async () => {
    await issuedIn("en");
    expect(JSON.stringify(bank.registry.journal())).not.toContain('"en"');
  });
});

describe("readWords", () => {
  test("gives all words of every language that readKiosk offers, whoever is there", async () => {
    const kiosk = bank.kiosk();
    const { languages: offered } = await done(kiosk.readKiosk({}));
    expect(offered[0]).toEqual({ code: "ja", name: "日本語" });
    for (const who of [null, taro]) {
      if (who !== null) await done(kiosk.signIn(who));
      for (const { code, name } of offered) {
        const read = await done(kiosk.readWords({ language: code }));
        expect(read.words["language"]).toMatchObject({ code, name });
      }
    }
  });

  test("knows no other", async () => {
    expect(await bank.kiosk().readWords({ language: "xx" })).toEqual({
      ok: false,
      refusal: { code: "malformed" },
    });
  });
});
