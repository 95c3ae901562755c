import { expect, test } from "vitest";
import { aBank, done, hanako, refusal, signedInWith, startPassword } from "./a-kiosk.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import type { Bank } from "./a-kiosk.ts";

const broken = { code: "record-broken" };

/**
 * Makes taro's token hanako's, as an attacker does who can write the registry's file. The records are taken without a MAC,
 * so that the sealed secret alone has to show it.
 */
async function exchange({ registry }: Bank): Promise<void> {
  registry.tamper("update tokens set customer_id = 'demo-hanako'; update customers set mac = null");
  await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac, takesUnsealed: true });
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
