import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  refusal,
  signedInWith,
  startPassword,
  taro,
  wrongCode,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const signedOut = { code: "signed-out" };
const noDraft = { code: "no-draft" };
const minute = 60_000;

describe("the session", () => {
  test.each<[string, (kiosk: Operations) => Promise<{ ok: boolean }>]>([
    ["proveCode", (kiosk) => kiosk.proveCode({ oneTimePassword: wrongCode })],
    ["readStatus", (kiosk) => kiosk.readStatus({})],
    ["draftIssue", (kiosk) => kiosk.draftIssue(entry)],
    ["cancelDraft", (kiosk) => kiosk.cancelDraft({})],
    ["confirmIssue", (kiosk) => kiosk.confirmIssue({ confirmationPassword })],
    ["showSetupCode", (kiosk) => kiosk.showSetupCode({ startPassword })],
    ["startToken", (kiosk) => kiosk.startToken({ oneTimePassword: wrongCode })],
    [
      "releaseToken",
      (kiosk) => kiosk.releaseToken({ confirmationPassword, oneTimePassword: wrongCode }),
    ],
  ])("%s is refused when nobody is signed in", async (_, ask) => {
    expect(await ask(bank.kiosk())).toEqual({ ok: false, refusal: signedOut });
    expect(bank.registry.journal()).toEqual([]);
  });

  test("that time has ended is journalled once, also where the deed that found it fails", async () => {
    let held = false;
    const kiosk = bank.kiosk({
      ...bank.registry,
      transact: (work) =>
        bank.registry.transact(async (rows) => {
          const answer = await work(rows);
          if (held) throw new Error("held by another process");
          return answer;
        }),
    });
    await done(kiosk.signIn(taro));
    const began = bank.clock();
    bank.clock.advance(20 * minute);
    held = true;
    await expect(kiosk.signIn(taro)).rejects.toThrow("held");
    held = false;
    await done(kiosk.signIn(taro));
    await done(kiosk.signOut({}));
    const ends = bank.registry.journal().filter(({ action }) => action === "sign-out");
    expect(ends).toMatchObject([
      { at: began + 15 * minute, outcome: "expired" },
      { at: began + 20 * minute, outcome: "done" },
    ]);
  });

  test("ends 15 minutes after the last request, whatever that was", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    bank.clock.advance(15 * minute - 1);
    await done(kiosk.readStatus({}));
    bank.clock.advance(15 * minute - 1);
    await done(kiosk.prolong({}));
    bank.clock.advance(15 * minute);
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
  });

  test.each([-60 * minute, 24 * 60 * minute])(
    "ends as soon and as late when the clock is put by %i ms",
    async (jump) => {
      const kiosk = await signedInWith(bank, "unissued");
      bank.clock.advance(15 * minute - 1);
      bank.clock.jump(jump);
      await done(kiosk.readStatus({}));
      bank.clock.advance(15 * minute);
      bank.clock.jump(-jump);
      expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
    },
  );

  test("a touch begins none, and is no journal row", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.signOut({}));
    const rows = bank.registry.journal().length;
    expect(await done(kiosk.prolong({}))).toBeNull();
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
    expect(bank.registry.journal()).toHaveLength(rows);
  });

  test("readKiosk needs nobody, and doesn't put the end off", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    bank.clock.advance(10 * minute);
    expect(await done(kiosk.readKiosk({}))).toMatchObject({ fault: null, nowMs: bank.clock() });
    bank.clock.advance(5 * minute);
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
  });

  test("its end wipes the draft", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    bank.clock.advance(15 * minute);
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
  });

  test("ログアウト ends it, is journalled once, and is always ok", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.signOut({}));
    await done(kiosk.signOut({}));
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
    const signOuts = bank.registry.journal().filter(({ action }) => action === "sign-out");
    expect(signOuts).toMatchObject([{ customerId: "demo-taro", outcome: "done" }]);
  });

  test("ログアウト at KLG002 asks for the password again", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    await done(kiosk.signIn(taro));
    const oneTimePassword = await bank.code();
    await done(kiosk.signOut({}));
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual(signedOut);
  });

  test("a draft that ログアウト overtakes is not kept", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    const late = kiosk.draftIssue(entry);
    await kiosk.signOut({});
    expect(await refusal(late)).toEqual(signedOut);
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
  });

  test("a restart finds nobody signed in, and the token as it was", async () => {
    await signedInWith(bank, "issued");
    const kiosk = bank.kiosk();
    expect(await refusal(kiosk.readStatus({}))).toEqual(signedOut);
    await done(kiosk.signIn(taro));
    expect(await done(kiosk.readStatus({}))).toMatchObject({
      registration: "issued",
      token: { serviceId: "10112231", userId: "999800000001" },
      issue: { available: true },
      start: { available: true },
      release: { available: true },
      setupCode: { available: true, showingsLeft: 3 },
    });
  });
});
