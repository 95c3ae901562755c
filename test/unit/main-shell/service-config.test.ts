import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { loadConfig } from "../../../main/config/load-config.ts";

/** What the screens of a kiosk of the bank's network need, and no more. */
const networked = {
  bank: { name: "試験信用金庫", phone: "0120-000-000" },
  token: { issuer: "SHIKEN" },
  kiosk: { branch: "駅前支店" },
  mail: { domains: ["bank.example"] },
};

function load(stated: object) {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-config-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, "config.yaml");
  writeFileSync(file, stringify(stated));
  return loadConfig({ path: file, packaged: true });
}

test("with a service a kiosk states what its own screens need, and may state the rest", () => {
  const service = { hosts: ["otp-1.bank.example:8443", "[2001:db8::1]:8443"] };
  const loaded = load({ ...networked, service });
  expect(loaded).toMatchObject({
    value: { service: { ...service, fingerprint: null }, token: { issuer: "SHIKEN" } },
  });
  const token = { ...networked.token, serviceId: "20223342" };
  expect(load({ ...networked, token, service })).toMatchObject({
    value: { token: { serviceId: "20223342" } },
  });
  expect(load(networked)).toMatchObject({ refusal: { path: "token.serviceId" } });
  expect(load({ ...networked, service, mail: {} })).toMatchObject({
    refusal: { path: "mail.domains" },
  });
});

test("a fingerprint is taken as people write it", () => {
  const groups = "AB12 ".repeat(16).trim();
  const service = { hosts: ["otp.bank.example:8443"], fingerprint: groups };
  expect(load({ ...networked, service })).toMatchObject({
    value: { service: { fingerprint: "ab12".repeat(16) } },
  });
});

test.each([
  ["hosts", { hosts: [] }],
  ["hosts.0", { hosts: ["otp.bank.example"] }],
  ["hosts.0", { hosts: ["otp.bank.example:0"] }],
  ["hosts.0", { hosts: ["https://otp.bank.example:8443"] }],
  ["fingerprint", { hosts: ["otp.bank.example:8443"], fingerprint: "ab12" }],
  ["host", { host: "otp.bank.example:8443" }],
])("a wrong service.%s is refused by its key", (key, service) => {
  expect(load({ ...networked, service })).toMatchObject({ refusal: { path: `service.${key}` } });
});
