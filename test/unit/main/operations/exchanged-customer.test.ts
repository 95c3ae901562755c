import { expect, test } from "vitest";
import { aBank, done, hanako, refusal, signedInWith, startPassword } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

const broken = { code: "record-broken" };

/** What whoever can write the registry's file does: taro's token becomes hanako's. */
async function exchange(bank: Bank): Promise<void> {
  const token = await bank.token();
  if (token === null) throw new Error("There is no token");
  await bank.registry.transact((rows) => rows.updateToken({ ...token, customerId: "demo-hanako" }));
}

test("a token that is given to another customer proves nobody at sign-in", async () => {
  const bank = await aBank();
  await signedInWith(bank, "in-use");
  const code = await bank.code();
  const kiosk = bank.kiosk();
  await exchange(bank);
  await done(kiosk.signIn(hanako));
  expect(await refusal(kiosk.proveCode({ oneTimePassword: code }))).toEqual(broken);
  expect(bank.registry.journal().at(-1)).toEqual({
    ...{ at: bank.clock(), customerId: "demo-hanako" },
    ...{ action: "fault", outcome: "record-broken" },
  });
  await expect(kiosk.readStatus({})).resolves.toMatchObject({ ok: false });
});

test("nor does it start, nor show its set-up code", async () => {
  const bank = await aBank();
  await signedInWith(bank, "issued");
  const code = await bank.code();
  const kiosk = bank.kiosk();
  await exchange(bank);
  await done(kiosk.signIn(hanako));
  expect(await refusal(kiosk.startToken({ oneTimePassword: code }))).toEqual(broken);
  expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual(broken);
});
