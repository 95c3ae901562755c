/** The service's keys as files: its ring, and its own certificate. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileKeychain } from "../../main/adapters/keychain-vault/file-keychain.ts";
import { identified, makeKeyPair } from "../../main/network/certificate.ts";
import { serviceIdentity } from "../../main/service/tls-key-pair.ts";
import { dataFolder } from "./data-folder.ts";

test("a ring is written whole, for its owner alone, and read as it was written", async () => {
  const folder = join(dataFolder(), "keys");
  const ring = fileKeychain(join(folder, "ring"));
  expect(await ring.read()).toEqual({ ok: true, value: null });
  expect(await ring.write("first")).toEqual({ ok: true, value: null });
  expect(await ring.write("second")).toEqual({ ok: true, value: null });
  expect(await ring.read()).toEqual({ ok: true, value: "second" });
  expect(readdirSync(folder)).toEqual(["ring"]);
  expect(statSync(join(folder, "ring")).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a ring that systemd hands over isn't written, and one that can't be reached is as a locked keychain", async () => {
  const file = join(dataFolder(), "otp-service-ring");
  writeFileSync(file, "handed");
  const handed = fileKeychain(file, false);
  expect(await handed.read()).toEqual({ ok: true, value: "handed" });
  expect(await handed.write("other")).toEqual({ ok: false, refusal: "keychain-locked" });
  expect(readFileSync(file, "utf8")).toBe("handed");
  const within = fileKeychain(join(file, "no-folder"));
  expect(await within.write("x")).toEqual({ ok: false, refusal: "keychain-locked" });
  expect(await fileKeychain(join(file, "..")).read()).toMatchObject({ ok: false });
});

test("the service's certificate is made once, and taken from systemd where it hands one over", async () => {
  const dataDir = dataFolder();
  const first = await serviceIdentity(dataDir, undefined, Date.now());
  expect(first.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(await serviceIdentity(dataDir, undefined, Date.now())).toEqual(first);
  const file = join(dataDir, "tls", "service.pem");
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const credentials = join(dataDir, "credentials");
  mkdirSync(credentials);
  expect(await serviceIdentity(dataDir, credentials, Date.now())).toEqual(first);
  const { certificate, privateKey } = await makeKeyPair("other", Date.now(), 1);
  writeFileSync(join(credentials, "otp-service-tls"), `${certificate}${privateKey}`);
  const other = await serviceIdentity(join(dataDir, "unused"), credentials, Date.now());
  expect(other.fingerprint).toBe(identified(certificate)?.fingerprint);
  expect(existsSync(join(dataDir, "unused"))).toBe(false);

  writeFileSync(file, "no certificate");
  await expect(serviceIdentity(dataDir, undefined, Date.now())).rejects.toThrow(/service\.pem/);
});

test("a certificate is known by its P-256 key alone", async () => {
  const made = await makeKeyPair("kiosk", Date.UTC(2026, 3, 1), 30);
  expect(identified(made.certificate)).toEqual({
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    notAfter: Date.UTC(2026, 4, 1),
  });
  expect(identified(made.privateKey)).toBeNull();
  expect(identified(new Uint8Array([48, 3, 2, 1, 0]))).toBeNull();
});
