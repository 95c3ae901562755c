import { beforeEach, describe, expect, test } from "vitest";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { renderedMail } from "../../../../main/core/operations/upkeep/rendered-mail.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  eraseAddresses,
  mailAddress,
  signedInWith,
  taro,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const other = "jiro@ezweb.ne.jp";
const mailsNow = () =>
  bank.registry.mails().map(({ kind, to, outcome }) => [kind, to, outcome] as const);

/** Issues anew, to `address`. */
async function issueTo(address: string): Promise<void> {
  const kiosk = await signedInWith(bank, "issued");
  await done(kiosk.draftIssue({ ...entry, mailAddress: address, mailAddressAgain: address }));
  await done(kiosk.confirmIssue({ confirmationPassword, language: "en" }));
}

describe("a token that is issued anew", () => {
  test("to the same address: what waits for the former token is cancelled, and journalled", async () => {
    await issueTo(mailAddress);
    expect(mailsNow()).toEqual([
      ["issued", mailAddress, "cancelled"],
      ["issued", mailAddress, null],
    ]);
    expect(bank.registry.journal()).toContainEqual(
      expect.objectContaining({
        ...{ action: "mail", outcome: "issued-cancelled", userId: "999800000001" },
      }),
    );
  });

  test("to another address: the former one is told", async () => {
    await issueTo(other);
    expect(mailsNow()).toEqual([
      ["issued", mailAddress, "cancelled"],
      ["issued", other, null],
      ["reissued", mailAddress, null],
    ]);
  });

  test("the notice is itself not cancelled by the next issue", async () => {
    await issueTo(other);
    const kiosk = await signedInWith(bank, "issued");
    await done(kiosk.draftIssue(entry));
    await done(kiosk.confirmIssue({ confirmationPassword }));
    const open = mailsNow().filter(([, , outcome]) => outcome === null);
    expect(open.map(([kind]) => kind).sort()).toContain("reissued");
  });
});

test("a former address that was erased is told nothing", async () => {
  const kiosk = await signedInWith(bank, "in-use");
  await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword: await bank.code() }));
  bank.clock.advance(91 * 24 * 60 * 60_000);
  await eraseAddresses(bank);
  await done(kiosk.signIn(taro));
  await done(kiosk.draftIssue(entry));
  await done(kiosk.confirmIssue({ confirmationPassword }));
  expect(mailsNow().map(([kind]) => kind)).not.toContain("reissued");
  expect(mailsNow().at(-1)).toEqual(["issued", mailAddress, null]);
});

test("what goes to a former address has no ID and no link, in every language", async () => {
  await issueTo(other);
  const [mail] = bank.registry.mails().filter(({ kind }) => kind === "reissued");
  for (const { code } of plainBrand.languages) {
    for (const kind of ["moved", "reissued"] as const) {
      if (mail === undefined) throw new Error("There is no notice");
      const parts = { config: demoProfile, languages: plainBrand.languages };
      const { id, subject, text } = renderedMail(parts, { ...mail, kind, language: code });
      expect(`${id} ${subject} ${text}`).not.toMatch(/9998\d{8}|10112231|https?:|ユーザ|jiro/);
      expect(text).toContain("024-991-1000");
    }
  }
});
