import { expect, test } from "vitest";
import {
  newSealedSecret,
  withSecret,
} from "../../../../main/core/operations/customer/token-secret.ts";
import type { Vault } from "../../../../main/core/ports/vault.ts";
import { aToken } from "../domain/a-token.ts";

/** Hands out `secret` itself, so that a test sees what becomes of its bytes. */
function openVault(secret: Uint8Array): Vault {
  const text = () => "";
  const proofs = { mac: text, macOfBackup: text, sign: text, publicKey: text };
  return {
    ...proofs,
    seal: async (_owner, plain) => plain.slice(),
    open: async () => secret,
    reseal: async () => null,
  };
}

const zeros = new Uint8Array(20);

test("a new secret is 20 bytes (RFC 4226 R6), and the plain ones are overwritten once sealed", async () => {
  const secret = new Uint8Array(20).fill(5);
  const asked: number[] = [];
  const random = (byteLength: number) => {
    asked.push(byteLength);
    return secret;
  };
  const rows = { sealingKey: async () => null };
  const parts = { random, vault: openVault(secret) };
  const sealed = await newSealedSecret(parts, rows, aToken("issued"));
  expect(asked).toEqual([20]);
  expect(sealed).toEqual(new Uint8Array(20).fill(5));
  expect(secret).toEqual(zeros);
});

test("an opened secret is there for the work, and overwritten after it", async () => {
  const secret = new Uint8Array(20).fill(5);
  const vault = openVault(secret);
  expect(await withSecret({ vault }, aToken("issued"), ([first]) => first)).toBe(5);
  expect(secret).toEqual(zeros);
});

test("it is overwritten when the work throws, too", async () => {
  const secret = new Uint8Array(20).fill(5);
  await expect(
    withSecret({ vault: openVault(secret) }, aToken("issued"), () => {
      throw new Error("bug");
    }),
  ).rejects.toThrow("bug");
  expect(secret).toEqual(zeros);
});

test("a destroyed secret can't be opened", async () => {
  const vault = openVault(zeros.slice());
  const opened = withSecret({ vault }, aToken("released"), () => null);
  await expect(opened).rejects.toThrow("destroyed");
});
