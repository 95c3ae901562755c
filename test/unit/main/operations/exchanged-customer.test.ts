import { expect, test } from "vitest";
import { aBank, done, hanako, signedInWith, startPassword } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

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
  await expect(kiosk.proveCode({ oneTimePassword: code })).rejects.toThrow();
  await expect(kiosk.readStatus({})).resolves.toMatchObject({ ok: false });
});

test("nor does it start, nor show its set-up code", async () => {
  const bank = await aBank();
  await signedInWith(bank, "issued");
  const code = await bank.code();
  const kiosk = bank.kiosk();
  await exchange(bank);
  await done(kiosk.signIn(hanako));
  await expect(kiosk.startToken({ oneTimePassword: code })).rejects.toThrow();
  await expect(kiosk.showSetupCode({ startPassword })).rejects.toThrow();
});
