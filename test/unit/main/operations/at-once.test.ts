import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import {
  aBank,
  awaitingCode,
  confirmationPassword,
  done,
  entry,
  signedInWith,
  taro,
  wrongCode,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

type Answered = { ok: true } | { ok: false; refusal: { code: string } };

/** Asks 50 times at once, the kiosks in turn; counts each refusal's code, and "ok". */
async function fiftyTimes(
  kiosks: readonly Operations[],
  ask: (kiosk: Operations) => Promise<Answered>,
): Promise<Record<string, number>> {
  const inTurn = Array.from({ length: 50 }, (_, at) => kiosks[at % kiosks.length]);
  const answers = await Promise.all(inTurn.flatMap((kiosk) => (kiosk ? [ask(kiosk)] : [])));
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const code = answer.ok ? "ok" : answer.refusal.code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

describe("50 wrong tries at once are evaluated 5 times, the 5th locks", () => {
  const fourThenLocked = (code: string) => ({ [code]: 4, locked: 46 });

  test("ログインパスワード, at two kiosks", async () => {
    const kiosks = [bank.kiosk(), bank.kiosk()];
    const wrong = { ...taro, loginPassword: "tarologin2" };
    expect(await fiftyTimes(kiosks, (kiosk) => kiosk.signIn(wrong))).toEqual(
      fourThenLocked("credentials"),
    );
    expect(bank.verified()).toBe(5);
    expect(await bank.wrongTries("loginPassword")).toBe(5);
  });

  test("確認用パスワード at BOT003", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    const before = bank.verified();
    const counts = await fiftyTimes([kiosk], () =>
      kiosk.confirmIssue({ confirmationPassword: "tarokaku2" }),
    );
    expect(counts).toEqual(fourThenLocked("fields"));
    expect(bank.verified() - before).toBe(5);
  });

  test("確認用パスワード at BOS001, at two kiosks", async () => {
    const kiosks = [await signedInWith(bank, "issued"), bank.kiosk()];
    await done((kiosks[1] ?? bank.kiosk()).signIn(taro));
    const counts = await fiftyTimes(kiosks, (kiosk) =>
      kiosk.releaseToken({ confirmationPassword: "tarokaku2", oneTimePassword: wrongCode }),
    );
    expect(counts).toEqual(fourThenLocked("fields"));
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
  });

  test("利用開始パスワード", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const counts = await fiftyTimes([kiosk], () => kiosk.showSetupCode({ startPassword: "9182" }));
    expect(counts).toEqual(fourThenLocked("fields"));
    expect((await bank.token())?.setupShowings).toBe(0);
  });

  test("ワンタイムパスワード at BOK001: the rest find 利用停止", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const counts = await fiftyTimes([kiosk], () =>
      kiosk.startToken({ oneTimePassword: wrongCode }),
    );
    expect(counts).toEqual({ fields: 4, locked: 1, unavailable: 45 });
    expect((await bank.token())?.state).toBe("suspended");
  });

  test("ワンタイムパスワード at KLG002: the rest find the sign-in ended", async () => {
    const kiosk = await awaitingCode(bank);
    const counts = await fiftyTimes([kiosk], () => kiosk.proveCode({ oneTimePassword: wrongCode }));
    expect(counts).toEqual({ fields: 4, locked: 1, "signed-out": 45 });
    expect((await bank.token())?.state).toBe("suspended");
    expect(await bank.wrongTries("oneTimePassword")).toBe(5);
  });

  test("ワンタイムパスワード at KLG002 of two kiosks", async () => {
    const kiosks = [await awaitingCode(bank), bank.kiosk()];
    await done((kiosks[1] ?? bank.kiosk()).signIn(taro));
    const counts = await fiftyTimes(kiosks, (kiosk) =>
      kiosk.proveCode({ oneTimePassword: wrongCode }),
    );
    expect(counts).toEqual({ fields: 4, locked: 2, "signed-out": 44 });
    expect(await bank.wrongTries("oneTimePassword")).toBe(5);
  });
});

describe("one right code 50 times at once is accepted once and harms nothing", () => {
  test("at BOK001", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const oneTimePassword = await bank.code();
    const counts = await fiftyTimes([kiosk], () => kiosk.startToken({ oneTimePassword }));
    expect(counts).toEqual({ ok: 1, unavailable: 49 });
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect((await bank.token())?.state).toBe("in-use");
    expect(bank.registry.mails().filter(({ kind }) => kind === "started")).toHaveLength(1);
  });

  test("at KLG002", async () => {
    const kiosk = await awaitingCode(bank);
    const oneTimePassword = await bank.code();
    const counts = await fiftyTimes([kiosk], () => kiosk.proveCode({ oneTimePassword }));
    expect(counts).toEqual({ ok: 1, "signed-out": 49 });
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect((await bank.token())?.state).toBe("in-use");
    expect((await kiosk.readStatus({})).ok).toBe(true);
  });

  test("at KLG002 of two kiosks: one signs in, the other's next code does too", async () => {
    const one = await awaitingCode(bank);
    const two = bank.kiosk();
    await done(two.signIn(taro));
    const oneTimePassword = await bank.code();
    const answers = await Promise.all(
      [one, two].map((kiosk) => kiosk.proveCode({ oneTimePassword })),
    );
    expect(answers).toEqual([
      { ok: true, value: null },
      { ok: false, refusal: { code: "fields", fields: { oneTimePassword: "wrong" } } },
    ]);
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    bank.clock.advance(60_000);
    await done(two.proveCode({ oneTimePassword: await bank.code() }));
  });

  test("at BOS001: released once, the limit lowered once", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    const oneTimePassword = await bank.code();
    const counts = await fiftyTimes([kiosk], () =>
      kiosk.releaseToken({ confirmationPassword, oneTimePassword }),
    );
    expect(counts["ok"]).toBe(1);
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect(await bank.wrongTries("confirmationPassword")).toBe(0);
    expect((await bank.token())?.state).toBe("released");
    expect(bank.registry.mails().filter(({ kind }) => kind === "released")).toHaveLength(1);
  });
});
