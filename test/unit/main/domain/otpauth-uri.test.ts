import { expect, test } from "vitest";
import { otpauthUri } from "../../../../main/core/domain/setup-code.ts";

const uri = otpauthUri("FKENSHIN", "999800000001", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

test("the otpauth URI is exactly the one decided on", () => {
  expect(uri).toBe(
    "otpauth://totp/FKENSHIN:999800000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=FKENSHIN&algorithm=SHA1&digits=6&period=60",
  );
});

test("a URL parser finds every parameter in it, once", () => {
  const { protocol, host, pathname, searchParams } = new URL(uri);
  expect([protocol, host, pathname]).toEqual(["otpauth:", "totp", "/FKENSHIN:999800000001"]);
  expect([...searchParams]).toEqual([
    ["secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
    ["issuer", "FKENSHIN"],
    ["algorithm", "SHA1"],
    ["digits", "6"],
    ["period", "60"],
  ]);
});
