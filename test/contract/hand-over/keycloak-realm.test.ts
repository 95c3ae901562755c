import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { keycloakRealm } from "../../../main/adapters/hand-over/keycloak-realm.ts";
import { otplibOneTimePasswords } from "../../../main/adapters/otplib-one-time-passwords.ts";
import { secrets, textOf } from "./a-hand-over.ts";

const { base32, codeAt } = otplibOneTimePasswords;

interface Realm {
  readonly users: readonly {
    readonly credentials: readonly { readonly secretData: string }[];
  }[];
}

test("a realm has each customer with one OTP credential of Keycloak's own model", () => {
  const realm = JSON.parse(textOf(keycloakRealm(`bank "one"`, { base32 }))) as Realm;
  expect(realm).toMatchObject({
    realm: `bank "one"`,
    users: [
      {
        username: "taro0001",
        enabled: true,
        credentials: [
          {
            ...{ type: "otp", userLabel: "999800000001", createdDate: 1_775_005_200_000 },
            secretData: `{"value":"${base32(secrets[0])}"}`,
            credentialData:
              '{"subType":"totp","digits":6,"counter":0,"period":60,"algorithm":"HmacSHA1","secretEncoding":"BASE32"}',
          },
        ],
      },
      { username: "hanako@example.jp" },
    ],
  });
});

test("its secrets give the codes of the customers' apps, as oathtool computes them", () => {
  const { users } = JSON.parse(textOf(keycloakRealm("bank", { base32 }))) as Realm;
  const codes = users.map(({ credentials: [credential] }) => {
    const { value } = JSON.parse(credential?.secretData ?? "") as { readonly value: string };
    const words = ["--totp", "--base32", "-s", "60s", "-d", "6", "-N", "2026-04-01 00:00:00 UTC"];
    return execFileSync("oathtool", [...words, value], { encoding: "utf8" }).trim();
  });
  expect(codes).toEqual(secrets.map((secret) => codeAt(secret, 29_583_360)));
});

test("a realm without tokens is one, too", () => {
  expect(JSON.parse(textOf(keycloakRealm("bank", { base32 }), []))).toMatchObject({ users: [] });
});
