import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { identified } from "../../network/certificate.ts";
import type { KeyPair } from "../../network/certificate.ts";
import type { KeptIdentity } from "../../network/identity.ts";
import type { Keychain, KeychainFault } from "./keytar-keychain.ts";

/** The kiosk's one identity in its store. */
export interface IdentityStore {
  /** null: there is none. */
  read(): Promise<Result<KeptIdentity | null, IdentityFault>>;
  /** Replaces it, and reads it back before it is trusted. */
  write(kept: KeptIdentity): Promise<Result<null, IdentityFault>>;
}

/** `keychain-key-different`: the item is none of this program's form, or isn't what was just written. */
export type IdentityFault = KeychainFault | "keychain-key-different";

/**
 * The identity as an item of the OS keychain: JSON of some 2,000 bytes even with a following one, fewer than the 2,560 of
 * an item in Windows' Credential Manager.
 */
export function keychainIdentity(keychain: Keychain): IdentityStore {
  return {
    async read() {
      const item = await keychain.read();
      if (!item.ok) return item;
      if (item.value === null) return ok(null);
      const kept = keptFrom(item.value);
      return kept === null ? refused("keychain-key-different") : ok(kept);
    },
    async write(kept) {
      const text = keptText(kept);
      const written = await keychain.write(text);
      if (!written.ok) return written;
      const stored = await keychain.read();
      if (!stored.ok) return stored;
      return stored.value === text ? ok(null) : refused("keychain-key-different");
    },
  };
}

function keptText({ current, next, service }: KeptIdentity): string {
  return JSON.stringify({ identity: 1, current: bare(current), next: next && bare(next), service });
}

type Fields = Readonly<Record<string, unknown>>;

function keptFrom(text: string): KeptIdentity | null {
  let fields: Fields;
  try {
    fields = JSON.parse(text) as Fields;
  } catch {
    return null;
  }
  const current = identityFrom(fields["current"]);
  const next = fields["next"] === null ? null : identityFrom(fields["next"]);
  const { service } = fields;
  if (fields["identity"] !== 1 || current === null) return null;
  if (fields["next"] !== null && next === null) return null;
  if (service !== null && !(typeof service === "string" && /^[0-9a-f]{64}$/.test(service))) {
    return null;
  }
  return { current, next, service };
}

/** null: the value is no key pair, or one that can't be read. */
function identityFrom(value: unknown): KeyPair | null {
  if (typeof value !== "object" || value === null) return null;
  const { key, certificate } = value as Fields;
  if (typeof key !== "string" || typeof certificate !== "string") return null;
  const pair = {
    privateKey: pem("PRIVATE KEY", key),
    certificate: pem("CERTIFICATE", certificate),
  };
  return identified(pair.certificate) === null ? null : pair;
}

/** The base64 alone: PEM's frame would be a third of the item. */
function bare({ privateKey, certificate }: KeyPair) {
  const base64 = (text: string) => text.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  return { key: base64(privateKey), certificate: base64(certificate) };
}

function pem(label: string, base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
