import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import { aBank, confirmationPassword, done, mailAddress, refusal } from "./a-kiosk.ts";
import { signedInWith, startPassword, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { assistant, auditor, maintainer, officer } from "./staff/staff.ts";

const customerId = "demo-taro";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const words = () => JSON.stringify(bank.slipPrinter.printed.at(-1));

async function staffKiosk(member = assistant): Promise<Operations> {
  const kiosk = bank.kiosk();
  await done(kiosk.staffSignIn(member));
  return kiosk;
}

describe("a customer prints", () => {
  test("the slip of an issue, a start and a release, and each is journalled", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const { file } = await done(kiosk.printSlip({}));
    expect(file).toBe("20260401-100030-999800000001.pdf");
    expect(words()).toContain("トークン発行");
    expect(bank.lastDeed()).toBe("print-slip done");
    expect(bank.registry.journal().at(-1)).toMatchObject({ customerId });
    expect(bank.registry.journal().at(-1)?.staffId).toBeUndefined();

    await done(kiosk.startToken({ oneTimePassword: await bank.code() }));
    await done(kiosk.printSlip({}));
    expect(words()).toContain("ワンタイムパスワード利用開始");

    bank.clock.advance(60_000);
    const oneTimePassword = await bank.code();
    await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword }));
    await done(kiosk.printSlip({}));
    expect(words()).toContain("ワンタイムパスワード利用解除");
    expect(words()).toContain("200,000円");
    expect(words()).toContain("2026年4月2日から");
    expect(words()).not.toContain("係員がお手続きしました");
  });

  test("nothing secret, no address and no name", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const { key } = await done(kiosk.showSetupCode({ startPassword }));
    const code = await bank.code();
    await done(kiosk.startToken({ oneTimePassword: code }));
    await done(kiosk.printSlip({}));
    const secrets = [
      ...Object.values(taro),
      confirmationPassword,
      mailAddress,
      key,
      key.replaceAll(" ", ""),
      code,
      "福島 太郎",
      customerId,
    ];
    expect(secrets.filter((secret) => words().includes(secret))).toEqual([]);
    // Its digits may stand in a date or an ID by chance; alone it may not.
    expect(words()).not.toMatch(new RegExp(`\\b${startPassword}\\b`));
  });

  test("nothing before an issue, and nothing when nobody is signed in", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    expect(await refusal(kiosk.printSlip({}))).toEqual({ code: "no-slip" });
    expect(await refusal(bank.kiosk().printSlip({}))).toEqual({ code: "signed-out" });
    expect(bank.slipPrinter.printed).toEqual([]);
  });

  test("in vain on a printer that fails, which is journalled", async () => {
    const kiosk = await signedInWith(bank, "issued");
    bank.slipPrinter.fail();
    expect(await refusal(kiosk.printSlip({}))).toEqual({ code: "print-failed" });
    expect(bank.lastDeed()).toBe("print-slip print-failed");
  });

  test("so often a visit and no more, which is journalled; the next visit begins anew", async () => {
    bank = await aBank((config) => ({ ...config, print: { ...config.print, perVisit: 2 } }));
    const kiosk = await signedInWith(bank, "issued");
    const printed = () => bank.slipPrinter.printed.length;
    await done(kiosk.printSlip({}));
    await done(kiosk.printSlip({}));
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await refusal(kiosk.printSlip({}))).toEqual({ code: "print-failed" });
      expect(bank.lastDeed()).toBe("print-slip spent");
    }
    expect(printed()).toBe(2);

    await done(kiosk.signOut({}));
    await done(kiosk.signIn(taro));
    await done(kiosk.printSlip({}));
    expect(printed()).toBe(3);
    // Who signs in where somebody was signed in begins a visit of their own, as does whoever comes after time has ended one.
    await done(kiosk.signIn(taro));
    await done(kiosk.printSlip({}));
    bank.clock.advance(15 * 60_000);
    await done(kiosk.signIn(taro));
    await done(kiosk.printSlip({}));
    await done(kiosk.printSlip({}));
    expect(await refusal(kiosk.printSlip({}))).toEqual({ code: "print-failed" });
  });

  test("not more often by pressing several times at once", async () => {
    bank = await aBank((config) => ({ ...config, print: { ...config.print, perVisit: 2 } }));
    const kiosk = await signedInWith(bank, "issued");
    const answers = await Promise.all([1, 2, 3, 4].map(() => kiosk.printSlip({})));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, false]);
    expect(bank.slipPrinter.printed).toHaveLength(2);
  });

  test("in vain as often, as paper may come out of a printer that fails", async () => {
    bank = await aBank((config) => ({ ...config, print: { ...config.print, perVisit: 2 } }));
    const kiosk = await signedInWith(bank, "issued");
    bank.slipPrinter.fail();
    for (const outcome of ["print-failed", "print-failed", "spent"]) {
      expect(await refusal(kiosk.printSlip({}))).toEqual({ code: "print-failed" });
      expect(bank.lastDeed()).toBe(`print-slip ${outcome}`);
    }
  });
});

describe("staff print", () => {
  test.each([
    ["係員", assistant],
    ["役席", officer],
  ])("as %s, journalled with their number", async (_, member) => {
    await signedInWith(bank, "in-use");
    const kiosk = await staffKiosk(member);
    await done(kiosk.printCustomerSlip({ customerId }));
    expect(words()).toContain("999800000001");
    expect(bank.registry.journal().at(-1)).toMatchObject({
      action: "print-slip",
      outcome: "done",
      customerId,
      staffId: member.staffId,
    });
  });

  test("as often as they need: each is a row with their number", async () => {
    bank = await aBank((config) => ({ ...config, print: { ...config.print, perVisit: 1 } }));
    await signedInWith(bank, "in-use");
    const kiosk = await staffKiosk();
    for (let prints = 0; prints < 3; prints += 1) {
      await done(kiosk.printCustomerSlip({ customerId }));
    }
    expect(bank.slipPrinter.printed).toHaveLength(3);
  });

  test.each([
    ["保守", maintainer],
    ["監査", auditor],
  ])("not as %s", async (_, member) => {
    await signedInWith(bank, "in-use");
    const kiosk = await staffKiosk(member);
    expect(await refusal(kiosk.printCustomerSlip({ customerId }))).toEqual({ code: "forbidden" });
    expect(bank.lastDeed()).toBe("print-slip forbidden");
    expect(bank.slipPrinter.printed).toEqual([]);
  });

  test("not for a customer without a token, nor for nobody, nor signed out", async () => {
    const kiosk = await staffKiosk();
    const print = (id: string) => refusal(kiosk.printCustomerSlip({ customerId: id }));
    expect(await print(customerId)).toEqual({ code: "no-slip" });
    expect(await print("nobody")).toEqual({ code: "no-such-customer" });
    await done(kiosk.staffSignOut({}));
    expect(await print(customerId)).toEqual({ code: "staff-signed-out" });
  });
});
