import { readFile } from "node:fs/promises";
import path from "node:path";
import { replaceFile } from "../adapters/replace-file.ts";
import { identified, makeKeyPair } from "../network/certificate.ts";
import type { KeyPair } from "../network/certificate.ts";

/** The service's own identity. */
export interface ServiceIdentity extends KeyPair {
  /** What kiosks are told to expect. */
  readonly fingerprint: string;
}

/** The name of the file among systemd's credentials. */
const credential = "otp-service-tls";
/** A pinned key is exchanged by people, so that its certificate is valid for as long as a machine serves. */
const validDays = 20 * 365;

/**
 * Reads the key pair: PEM of the private key and its certificate in one file, systemd's credential `otp-service-tls` in
 * the folder `credentials` or else `tls/service.pem` in `dataDir`, which is made at the first start. Throws where it can't
 * be read, written or understood. `at`: now, epoch milliseconds.
 */
export async function serviceIdentity(
  dataDir: string,
  credentials: string | undefined,
  at: number,
): Promise<ServiceIdentity> {
  const handed = credentials ? await textOf(path.join(credentials, credential)) : null;
  const own = path.join(dataDir, "tls", "service.pem");
  const text = handed ?? (await textOf(own)) ?? (await made(own, at));
  const [privateKey = ""] =
    /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[^]*?-----END \1PRIVATE KEY-----/.exec(text) ?? [];
  const [certificate = ""] =
    /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/.exec(text) ?? [];
  const { fingerprint } = identified(certificate) ?? {};
  if (privateKey === "" || fingerprint === undefined) {
    const file = handed === null ? own : path.join(credentials ?? "", credential);
    throw new Error(`${file} must hold a private key of P-256 and its certificate, both PEM`);
  }
  return { privateKey, certificate, fingerprint };
}

async function made(file: string, at: number): Promise<string> {
  const { privateKey, certificate } = await makeKeyPair("otp-enrolment-service", at, validDays);
  const text = `${privateKey}${certificate.trimEnd()}\n`;
  await replaceFile(file, text);
  return text;
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
