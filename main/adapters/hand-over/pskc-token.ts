import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { at, base64Of, numberIn } from "./pskc-elements.ts";
import type { PskcElement } from "./pskc-elements.ts";
import type { KeyFault, PskcKeys, ValueFault } from "./pskc-keys.ts";
import { profileNames } from "./pskc-names.ts";
import type { MacHash } from "./pskc-names.ts";

/** A hardware token as its vendor delivers it. */
export interface PskcToken {
  readonly serial: string;
  /** Plain; its bytes are zeroed after the call that gets it. */
  readonly secret: Uint8Array;
  readonly hash: MacHash;
  /** 6 to 8. */
  readonly digits: number;
  /** Seconds; null for HOTP. */
  readonly period: number | null;
  readonly counter: number | null;
  /** How many periods the token's clock is ahead, as far as its vendor has measured it. */
  readonly drift: number | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
}

/**
 * Why a token isn't taken. `structure`: it has no key, or several; `serial`: it has no number; `profile`: it is of another
 * algorithm than the wanted one, such as HOTP; `suite`: of another hash than SHA-1, -256 or -512; `response`: its codes
 * aren't 6 to 8 decimal digits; `interval`: it doesn't say how often its code changes, and 30 s must not be guessed, as
 * 60 s are as usual; `time`: its time doesn't count from 1970; `secret-missing`; `secret-short`: less than the 128 bits of
 * RFC 4226 R6; `value`: a number or base64 text isn't one; `policy`: it has rules that nobody here would keep (RFC 6030
 * §5 forbids its use then).
 */
export type TokenFault =
  | ValueFault
  | "structure"
  | "serial"
  | "profile"
  | "suite"
  | "response"
  | "interval"
  | "time"
  | "secret-missing"
  | "secret-short"
  | "policy";

const leastSecretBytes = 16;
const mostSecretBytes = 128;
const mostPeriodSeconds = 600;

/** The serial number of a KeyPackage; null: it has none that can be told. The key's id stands in for it, as the RFC has it. */
export function serialOf(keyPackage: PskcElement): string | null {
  const written = at(keyPackage, "DeviceInfo", "SerialNo")?.text;
  const serial = written ?? at(keyPackage, "Key")?.attributes["Id"] ?? "";
  return /^[!-~](?:[ -~]{0,62}[!-~])?$/.test(serial) ? serial : null;
}

/** The token in a KeyPackage whose serial number is `serial`. */
export async function tokenIn(
  keyPackage: PskcElement,
  serial: string | null,
  wanted: keyof typeof profileNames,
  keys: PskcKeys,
): Promise<Result<PskcToken, KeyFault | TokenFault>> {
  const [key, ...others] = keyPackage.children.filter(({ name }) => name === "Key");
  if (key === undefined || others.length > 0) return refused("structure");
  if (serial === null) return refused("serial");
  if (key.attributes["Algorithm"] !== profileNames[wanted]) return refused("profile");
  const hash = hashOf(at(key, "AlgorithmParameters", "Suite")?.text);
  if (hash === null) return refused("suite");
  const digits = digitsOf(at(key, "AlgorithmParameters", "ResponseFormat"));
  if (digits === null) return refused("response");
  if (!isPermitted(at(key, "Policy"))) return refused("policy");
  const data = at(key, "Data");
  const counter = await numberOf(at(data, "Counter"), keys);
  if (!counter.ok) return counter;
  const drift = await numberOf(at(data, "TimeDrift"), keys);
  if (!drift.ok) return drift;
  const time = await numberOf(at(data, "Time"), keys);
  if (!time.ok) return time;
  if (time.value !== null && time.value !== 0) return refused("time");
  const interval = await numberOf(at(data, "TimeInterval"), keys);
  if (!interval.ok) return interval;
  const period = wanted === "totp" ? interval.value : null;
  const isPeriod = period !== null && period > 0 && period <= mostPeriodSeconds;
  if (wanted === "totp" && !isPeriod) return refused("interval");
  const secret = await secretOf(at(data, "Secret"), keys);
  if (!secret.ok) return secret;
  return ok({
    ...{ serial, secret: secret.value, hash, digits, period },
    ...{ counter: counter.value, drift: drift.value },
    manufacturer: at(keyPackage, "DeviceInfo", "Manufacturer")?.text ?? null,
    model: at(keyPackage, "DeviceInfo", "Model")?.text ?? null,
  });
}

/** RFC 6238's default is SHA-1. */
function hashOf(suite: string | undefined): MacHash | null {
  if (suite === undefined || suite === "") return "sha1";
  const [, bits] = /^(?:HMAC-?)?SHA-?(1|256|512)$/i.exec(suite) ?? [];
  return bits === undefined ? null : (`sha${bits}` as MacHash);
}

function digitsOf(format: PskcElement | null): number | null {
  const { Length, Encoding, CheckDigits = "false" } = format?.attributes ?? {};
  const digits = numberIn(Length ?? "");
  const isPlain = Encoding === "DECIMAL" && (CheckDigits === "false" || CheckDigits === "0");
  return isPlain && digits !== null && digits >= 6 && digits <= 8 ? digits : null;
}

/** The dates of a policy are a matter of the caller's stock; a PIN that the token asks for by itself is the token's own. */
function isPermitted(policy: PskcElement | null): boolean {
  const { children = [] } = policy ?? {};
  const usages = children.filter(({ name }) => name === "KeyUsage").map(({ text }) => text);
  const isKept = ({ name, attributes }: PskcElement) =>
    ["StartDate", "ExpiryDate", "KeyUsage"].includes(name) ||
    (name === "PINPolicy" && attributes["PINUsageMode"] === "Local");
  return children.every(isKept) && (usages.length === 0 || usages.includes("OTP"));
}

async function secretOf(
  element: PskcElement | null,
  keys: PskcKeys,
): Promise<Result<Uint8Array, KeyFault | TokenFault>> {
  if (element === null) return refused("secret-missing");
  const plain = at(element, "PlainValue");
  const isEncrypted = at(element, "EncryptedValue") !== null;
  // Of two secrets nobody knows which one is meant.
  if (plain === null && !isEncrypted) return refused("secret-missing");
  if (plain !== null && isEncrypted) return refused("value");
  const secret = plain === null ? await keys.open(element) : plainSecret(plain);
  if (!secret.ok) return secret;
  const { length } = secret.value;
  if (length >= leastSecretBytes && length <= mostSecretBytes) return secret;
  secret.value.fill(0);
  return refused(length > mostSecretBytes ? "value" : "secret-short");
}

function plainSecret(element: PskcElement): Result<Uint8Array, "value"> {
  const secret = base64Of(element);
  return secret === null ? refused("value") : ok(secret);
}

/** A number, which some vendors encrypt too: then its digits, or its bytes, the highest first. */
async function numberOf(
  element: PskcElement | null,
  keys: PskcKeys,
): Promise<Result<number | null, KeyFault | TokenFault>> {
  if (element === null) return ok(null);
  const plain = at(element, "PlainValue");
  if (plain !== null) {
    const number = numberIn(plain.text);
    return number === null ? refused("value") : ok(number);
  }
  if (at(element, "EncryptedValue") === null) return refused("value");
  const opened = await keys.open(element);
  if (!opened.ok) return opened;
  const number =
    numberIn(Buffer.from(opened.value).toString("latin1")) ?? bytesNumber(opened.value);
  return number === null ? refused("value") : ok(number);
}

function bytesNumber(bytes: Uint8Array): number | null {
  if (bytes.length === 0 || bytes.length > 8) return null;
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(number) ? number : null;
}
