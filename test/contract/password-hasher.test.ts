import { describe, expect, test } from "vitest";
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";

describe.each([
  ["Argon2", argon2PasswordHasher],
  ["plain", plainPasswordHasher()],
])("the password hasher %s", (_name, hasher) => {
  test.each([
    ["digits", "1357"],
    ["letters", "tarologin1"],
    ["Japanese", "パスワード"],
    ["a thousand letters", "a".repeat(1_000)],
  ])("knows a password of %s again", async (_kind, password) => {
    const hashed = await hasher.hash(password);
    expect(hashed).not.toContain(password);
    expect(await hasher.verify(hashed, password)).toBe(true);
    expect(await hasher.verify(hashed, `${password} `)).toBe(false);
    expect(await hasher.verify(hashed, "")).toBe(false);
  });

  test("hashes the same password anew each time", async () => {
    expect(await hasher.hash("1357")).not.toBe(await hasher.hash("1357"));
  });

  test("wants none of its own hashes made anew", async () => {
    expect(hasher.needsRehash(await hasher.hash("1357"))).toBe(false);
  });

  test("takes no other text for a hash", async () => {
    await expect(hasher.verify("1357", "1357")).rejects.toThrow();
  });
});

test("Argon2id runs at the cost that was decided: 19 MiB, 2 passes, 1 lane", async () => {
  const hashed = await argon2PasswordHasher.hash("1357");
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test.each([
  ["more memory", "m=65536,t=2,p=1"],
  ["more passes", "m=19456,t=20,p=1"],
  ["more lanes", "m=19456,t=2,p=16"],
  ["less of all", "m=7168,t=1,p=1"],
])("a hash of %s wants to be made anew", (_cost, parameters) => {
  expect(argon2PasswordHasher.needsRehash(`$argon2id$v=19$${parameters}$c2FsdHNhbHQ$aGFzaA`)).toBe(
    true,
  );
});
