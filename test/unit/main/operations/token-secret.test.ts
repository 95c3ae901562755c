import { expect, test } from "vitest";
import { newSealedSecret, withSecret } from "../../../../main/operations/token-secret.ts";
import type { Vault } from "../../../../main/ports/vault.ts";
import { aToken } from "../domain/a-token.ts";

/** Hands out `secret` itself, so that a test sees what becomes of its bytes. */
function openVault(secret: Uint8Array): Vault {
  const text = () => "";
  const seal = (_: string, plain: Uint8Array) => plain.slice();
  return { seal, open: () => secret, mac: text, macOfBackup: text, sign: text, publicKey: text };
}

const zeros = new Uint8Array(20);

test("a new secret is 20 bytes (RFC 4226 R6), and the plain ones are overwritten once sealed", () => {
  const secret = new Uint8Array(20).fill(5);
  const asked: number[] = [];
  const random = (byteLength: number) => {
    asked.push(byteLength);
    return secret;
  };
  const sealed = newSealedSecret({ random, vault: openVault(secret) }, "999800000001");
  expect(asked).toEqual([20]);
  expect(sealed).toEqual(new Uint8Array(20).fill(5));
  expect(secret).toEqual(zeros);
});

test("an opened secret is there for the work, and overwritten after it", () => {
  const secret = new Uint8Array(20).fill(5);
  expect(withSecret({ vault: openVault(secret) }, aToken("issued"), ([first]) => first)).toBe(5);
  expect(secret).toEqual(zeros);
});

test("it is overwritten when the work throws, too", () => {
  const secret = new Uint8Array(20).fill(5);
  expect(() =>
    withSecret({ vault: openVault(secret) }, aToken("issued"), () => {
      throw new Error("bug");
    }),
  ).toThrow("bug");
  expect(secret).toEqual(zeros);
});

test("a destroyed secret can't be opened", () => {
  const vault = openVault(zeros.slice());
  expect(() => withSecret({ vault }, aToken("released"), () => null)).toThrow("destroyed");
});
