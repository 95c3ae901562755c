import { BrokenRecord } from "../../domain/registry-errors.ts";
import type { Token } from "../../domain/token.ts";
import type { SealingRows } from "../../ports/registry.ts";
import type { SecretOwner } from "../../ports/vault.ts";
import type { Parts } from "../operation.ts";

/** 160 bits: RFC 4226 §4, R6. */
const secretBytes = 20;

/**
 * Draws a new secret and seals it for `owner`; these plain bytes are zeroed before it returns, copies that the cipher
 * made are not. `rows`: of the transaction that inserts the token, so that a new key which is chosen while it runs
 * isn't missed.
 */
export async function newSealedSecret(
  { random, vault }: Pick<Parts, "random" | "vault">,
  rows: Pick<SealingRows, "sealingKey">,
  owner: SecretOwner,
): Promise<Uint8Array> {
  const keyId = await rows.sealingKey();
  const secret = random(secretBytes);
  try {
    return await vault.seal(owner, secret, keyId);
  } finally {
    secret.fill(0);
  }
}

/**
 * Runs `work` with the token's plain secret, whose bytes are zeroed when it returns or throws; texts that `work` made
 * of it, such as base32, are not. Throws the keychain's fault, and `BrokenRecord` where the secret doesn't open.
 */
export async function withSecret<T>(
  { vault }: Pick<Parts, "vault">,
  token: Token,
  work: (secret: Uint8Array) => T,
): Promise<T> {
  if (token.sealedSecret === null) throw new Error("The secret of this token is destroyed");
  const secret = await vault.open(token, token.sealedSecret).catch((error: unknown) => {
    const { customerId } = token;
    throw error instanceof Error && "fault" in error
      ? error
      : new BrokenRecord({ customerId }, error);
  });
  try {
    return work(secret);
  } finally {
    secret.fill(0);
  }
}
