import type { Token } from "../domain/token.ts";
import type { Parts } from "./operation.ts";

/** 160 bits: RFC 4226 §4, R6. */
const secretBytes = 20;

/** Draws a new secret and seals it for `userId`; the plain bytes are overwritten at once. */
export function newSealedSecret(
  { random, vault }: Pick<Parts, "random" | "vault">,
  userId: string,
): Uint8Array {
  const secret = random(secretBytes);
  try {
    return vault.seal(userId, secret);
  } finally {
    secret.fill(0);
  }
}

/** Runs `work` with the token's plain secret, which is overwritten when it returns or throws. */
export function withSecret<T>(
  { vault }: Pick<Parts, "vault">,
  token: Token,
  work: (secret: Uint8Array) => T,
): T {
  if (token.sealedSecret === null) throw new Error("The secret of this token is destroyed");
  const secret = vault.open(token.userId, token.sealedSecret);
  try {
    return work(secret);
  } finally {
    secret.fill(0);
  }
}
