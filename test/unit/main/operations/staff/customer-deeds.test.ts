import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import type { Bank } from "../a-kiosk.ts";
import {
  aBank,
  confirmationPassword,
  done,
  refusal,
  signedInWith,
  startPassword,
  taro,
  wrongCode,
} from "../a-kiosk.ts";
import { assistant, auditor, maintainer, officer } from "./staff.ts";

const customerId = "demo-taro";
const mistyped = { customerId, reason: "mistyped" } as const;
const again = { customerId, reason: "too-slow" } as const;
const same = { customerId, kind: "issued", mailAddress: "", mailAddressAgain: "" } as const;
const other = "jiro@ezweb.ne.jp";
const corrected = { ...same, mailAddress: other, mailAddressAgain: other };

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

async function staffKiosk(member = assistant): Promise<Operations> {
  const kiosk = bank.kiosk();
  await done(kiosk.staffSignIn(member));
  return kiosk;
}

const journalled = () => bank.registry.journal().at(-1);
const times = async (count: number, act: () => Promise<unknown>) => {
  for (let at = 0; at < count; at += 1) await act();
};
describe("ロックの解除", () => {
  test("of the login password: the customer goes on at once", async () => {
    await times(5, () => bank.kiosk().signIn({ ...taro, loginPassword: "wrong" }));
    expect(await refusal(bank.kiosk().signIn(taro))).toMatchObject({ code: "locked" });
    await done((await staffKiosk()).unlock({ ...mistyped, kind: "loginPassword" }));
    expect(journalled()).toMatchObject({
      customerId,
      staffId: assistant.staffId,
      action: "unlock",
      outcome: "done",
      detail: "kind=loginPassword reason=mistyped",
    });
    await done(bank.kiosk().signIn(taro));
  });

  test("of the 確認用パスワード and the 利用開始パスワード, each for itself", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const wrong = { confirmationPassword: "wrong", oneTimePassword: wrongCode };
    await times(5, () => kiosk.releaseToken(wrong));
    await times(5, () => kiosk.showSetupCode({ startPassword: "9999" }));
    const staff = await staffKiosk();
    await done(staff.unlock({ ...mistyped, kind: "startPassword" }));
    expect(await bank.wrongTries("startPassword")).toBe(0);
    expect(await bank.wrongTries("confirmationPassword")).toBe(5);
    await done(kiosk.signIn(taro));
    await done(kiosk.showSetupCode({ startPassword }));
    await done((await staffKiosk()).unlock({ ...mistyped, kind: "confirmationPassword" }));
    await done(kiosk.signIn(taro));
    const oneTimePassword = await bank.code();
    await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword }));
  });

  test.each(["issued", "in-use"] as const)(
    "of the code leads out of 利用停止 to %s, and the code is taken again",
    async (before) => {
      const kiosk = await signedInWith(bank, before);
      const token = await bank.token();
      if (before === "in-use") await done(kiosk.signIn(taro));
      const guess = () =>
        before === "issued"
          ? kiosk.startToken({ oneTimePassword: wrongCode })
          : kiosk.proveCode({ oneTimePassword: wrongCode });
      await times(5, guess);
      expect((await bank.token())?.state).toBe("suspended");
      await done((await staffKiosk()).unlock({ ...mistyped, kind: "oneTimePassword" }));
      expect(await bank.token()).toEqual(token);
      expect(await bank.wrongTries("oneTimePassword")).toBe(0);
      await done(kiosk.signIn(taro));
      const oneTimePassword = await bank.code();
      await done(
        before === "issued"
          ? kiosk.startToken({ oneTimePassword })
          : kiosk.proveCode({ oneTimePassword }),
      );
    },
  );

  test("of what isn't locked is refused, and journalled; at two kiosks at once it is done once", async () => {
    await times(4, () => bank.kiosk().signIn({ ...taro, loginPassword: "wrong" }));
    const kiosks = [await staffKiosk(), await staffKiosk(officer)];
    const asked = { ...mistyped, kind: "loginPassword" } as const;
    for (const kiosk of kiosks) {
      expect(await refusal(kiosk.unlock(asked))).toEqual({
        code: "not-possible",
        reason: "not-locked",
      });
    }
    expect(bank.lastDeed()).toBe("unlock not-locked");
    expect(await bank.wrongTries("loginPassword")).toBe(4);
    await refusal(bank.kiosk().signIn({ ...taro, loginPassword: "wrong" }));
    const answers = await Promise.all(kiosks.map((kiosk) => kiosk.unlock(asked)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("the set-up code, allowed again", () => {
  const notPossible = (reason: string) => ({ code: "not-possible", reason });

  test("after its time, lasts and counts as after the issue", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await times(3, () => kiosk.showSetupCode({ startPassword }));
    bank.clock.advance(600_000);
    await done((await staffKiosk()).allowSetupCode(again));
    expect(journalled()).toMatchObject({ action: "allow-setup-code", detail: "reason=too-slow" });
    await done(kiosk.signIn(taro));
    expect(await done(kiosk.showSetupCode({ startPassword }))).toMatchObject({ showingsLeft: 2 });
    bank.clock.advance(600_000);
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toMatchObject({
      reason: "expired",
    });
  });

  test("not while it can still be shown, so two kiosks at once allow it once", async () => {
    await signedInWith(bank, "issued");
    const kiosks = [await staffKiosk(), await staffKiosk()];
    for (const kiosk of kiosks) {
      expect(await refusal(kiosk.allowSetupCode(again))).toEqual(notPossible("still-allowed"));
    }
    await times(3, () => signedInAgain());
    const answers = await Promise.all(kiosks.map((kiosk) => kiosk.allowSetupCode(again)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each(["unissued", "in-use"] as const)("not while the token is %s", async (state) => {
    await signedInWith(bank, state);
    expect(await refusal((await staffKiosk()).allowSetupCode(again))).toEqual(
      notPossible("not-issued"),
    );
    expect(bank.lastDeed()).toBe("allow-setup-code not-issued");
  });

  async function signedInAgain(): Promise<void> {
    const kiosk = bank.kiosk();
    await done(kiosk.signIn(taro));
    await done(kiosk.showSetupCode({ startPassword }));
  }
});

describe.each([
  [
    "unlock",
    (kiosk: Operations, id: string) =>
      kiosk.unlock({ ...mistyped, customerId: id, kind: "loginPassword" }),
  ],
  [
    "allowSetupCode",
    (kiosk: Operations, id: string) => kiosk.allowSetupCode({ ...again, customerId: id }),
  ],
  [
    "resendMail",
    (kiosk: Operations, id: string) => kiosk.resendMail({ ...corrected, customerId: id }),
  ],
] as const)("%s", (_verb, act) => {
  test("is for 係員 and 役席 alone, and changes nothing for others", async () => {
    await signedInWith(bank, "issued");
    const tables = () => ({ ...bank.registry.contents(), journal: null });
    for (const member of [maintainer, auditor]) {
      const kiosk = await staffKiosk(member);
      const before = tables();
      expect(await refusal<unknown>(act(kiosk, customerId))).toEqual({ code: "forbidden" });
      expect(tables()).toEqual(before);
      expect(journalled()).toMatchObject({ outcome: "forbidden", staffId: member.staffId });
    }
    expect(await refusal<unknown>(act(bank.kiosk(), customerId))).toEqual({
      code: "staff-signed-out",
    });
  });

  test("of nobody is refused", async () => {
    expect(await refusal<unknown>(act(await staffKiosk(officer), "nobody"))).toEqual({
      code: "no-such-customer",
    });
  });
});
