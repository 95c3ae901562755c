import { describe, expect, test } from "vitest";
import type { Customer } from "../../../../main/core/domain/customer.ts";
import type { HashField } from "../../../../main/core/operations/customer/renew-hash.ts";
import { plainPasswordHasher } from "../../../fakes/plain-password-hasher.ts";
import {
  aBank,
  confirmationPassword,
  done,
  issue,
  refusal,
  signedInWith,
  taro,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

const imported = plainPasswordHasher("plain-imported");

async function customer({ registry }: Bank): Promise<Customer> {
  const found = await registry.transact((rows) => rows.customerById("demo-taro"));
  if (found === null) throw new Error("There is no such customer");
  return found;
}

/** Changes taro, as an import does that runs beside the kiosk. */
async function change(bank: Bank, changes: Partial<Customer>): Promise<Customer> {
  const changed = { ...(await customer(bank)), ...changes };
  await bank.registry.transact((rows) => rows.updateCustomer(changed));
  return changed;
}

/** A bank whose taro came with hashes of another cost. */
async function importedBank(): Promise<Bank> {
  const bank = await aBank();
  await change(bank, {
    loginPasswordHash: await imported.hash(taro.loginPassword),
    confirmationPasswordHash: await imported.hash(confirmationPassword),
  });
  return bank;
}

/** Each way to prove a password, and what it is kept in. */
const proofs: readonly (readonly [string, HashField, (bank: Bank) => Promise<unknown>])[] = [
  ["sign-in", "loginPasswordHash", (bank) => done(bank.kiosk().signIn(taro))],
  [
    "issue",
    "confirmationPasswordHash",
    async (bank) => {
      const kiosk = bank.kiosk();
      await done(kiosk.signIn(taro));
      await issue(kiosk);
    },
  ],
  [
    "release",
    "confirmationPasswordHash",
    async (bank) => {
      const kiosk = await signedInWith(bank, "issued");
      await change(bank, { confirmationPasswordHash: await imported.hash(confirmationPassword) });
      const oneTimePassword = await bank.code();
      await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword }));
    },
  ],
];

describe.each(proofs)("at the first right %s", (_name, field, prove) => {
  test("a hash of another cost becomes one of the kiosk's, of the same password", async () => {
    const bank = await importedBank();
    await prove(bank);
    const kept = (await customer(bank))[field];
    expect(kept).toMatch(/^\$plain\$/);
    const password = field === "loginPasswordHash" ? taro.loginPassword : confirmationPassword;
    expect(await plainPasswordHasher().verify(kept, password)).toBe(true);
  });
});

test("each password is hashed anew when it is proven itself, and once", async () => {
  const bank = await importedBank();
  const before = await customer(bank);
  await done(bank.kiosk().signIn(taro));
  const after = await customer(bank);
  expect(after).toEqual({ ...before, loginPasswordHash: after.loginPasswordHash });
  await done(bank.kiosk().signIn(taro));
  expect(await customer(bank)).toEqual(after);
});

test("a wrong password changes no hash", async () => {
  const bank = await importedBank();
  const before = await customer(bank);
  const kiosk = bank.kiosk();
  await refusal(kiosk.signIn({ ...taro, loginPassword: "tarologin2" }));
  expect(await customer(bank)).toEqual(before);
});

test("what an import writes meanwhile stays, and only what it wrote", async () => {
  const bank = await importedBank();
  const loginPasswordHash = await imported.hash("another1");
  bank.whileVerifying(() => change(bank, { loginPasswordHash }));
  await done(bank.kiosk().signIn(taro));
  expect(await customer(bank)).toMatchObject({ loginPasswordHash });

  const other = await importedBank();
  other.whileVerifying(() => change(other, { name: "福島 次郎", transferLimitYen: 7 }));
  await done(other.kiosk().signIn(taro));
  const after = await customer(other);
  expect(after).toMatchObject({ name: "福島 次郎", transferLimitYen: 7 });
  expect(after.loginPasswordHash).toMatch(/^\$plain\$/);
});

test("a sign-in that isn't kept leaves the hash as it was", async () => {
  const bank = await importedBank();
  const before = await customer(bank);
  let transactions = 0;
  const kiosk = bank.kiosk({
    ...bank.registry,
    transact: (work) => {
      transactions += 1;
      if (transactions === 1) return bank.registry.transact(work);
      return bank.registry.transact(async (rows) => {
        await work(rows);
        throw new Error("The disk is full");
      });
    },
  });
  await expect(kiosk.signIn(taro)).rejects.toThrow("The disk is full");
  expect(await customer(bank)).toEqual(before);
});
