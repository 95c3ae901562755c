import { identified } from "./certificate.ts";
import type { KeyPair } from "./certificate.ts";

/** What a kiosk of the bank's network keeps in its keychain. */
export interface KeptIdentity {
  readonly current: KeyPair;
  /** The one that follows, until the service has approved it; null: there is none. */
  readonly next: KeyPair | null;
  /** The fingerprint of the service's key, as a person has confirmed it; null: nobody has yet. */
  readonly service: string | null;
}

/** The fingerprint and the end of a certificate that this program has made or accepted. */
export function identityOf(certificate: string): {
  readonly fingerprint: string;
  readonly notAfter: number;
} {
  const identity = identified(certificate);
  if (identity === null) throw new Error("A kept certificate can't be read");
  return identity;
}
