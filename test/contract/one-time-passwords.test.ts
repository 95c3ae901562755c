import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { examined } from "../../main/core/domain/totp.ts";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";

const { codeAt, base32 } = otplibOneTimePasswords;
const rfcSecret = Buffer.from("12345678901234567890", "ascii");

describe("codes", () => {
  // RFC 4226, appendix D.
  test.each([
    [0, "755224"],
    [1, "287082"],
    [2, "359152"],
    [3, "969429"],
    [4, "338314"],
    [5, "254676"],
    [6, "287922"],
    [7, "162583"],
    [8, "399871"],
    [9, "520489"],
  ])("at counter %i is %s", (counter, code) => {
    expect(codeAt(rfcSecret, counter)).toBe(code);
  });

  // RFC 6238, appendix B, SHA-1: its codes have 8 digits and periods of 30 s, ours the last 6 of them.
  test.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("at %i seconds ends as %s", (seconds, code) => {
    expect(codeAt(rfcSecret, Math.floor(seconds / 30))).toBe(code.slice(2));
  });

  test("agree with oathtool at 60 s, on random secrets and times", () => {
    const window = 40;
    let compared = 0;
    const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
    const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
    const agrees = (secret: Uint8Array, start: number) => {
      const words = ["--totp", "-s", "60s", "-d", "6", "-w", `${window - 1}`, "--now", `@${start}`];
      const theirs = execFileSync("oathtool", [...words, Buffer.from(secret).toString("hex")], {
        encoding: "utf8",
      }).trim();
      const first = Math.floor(start / 60);
      const ours = Array.from({ length: window }, (_, at) => codeAt(secret, first + at));
      expect(ours.join("\n")).toBe(theirs);
      compared += ours.length;
    };
    fc.assert(fc.property(bytes, seconds, agrees), { numRuns: 10 });
    expect(compared).toBeGreaterThanOrEqual(50);
  });
});

describe("oathtool's codes on a phone whose clock is off", () => {
  const now = 1_780_000_030_000;
  const at = (milliseconds: number, period = 60) => {
    const words = ["--totp", "-s", `${String(period)}s`, "-d", "6"];
    const time = ["--now", `@${String(milliseconds / 1_000)}`];
    const secret = Buffer.from(rfcSecret).toString("hex");
    return execFileSync("oathtool", [...words, ...time, secret], { encoding: "utf8" }).trim();
  };
  const told = (code: string) =>
    examined(code, now, null, (counter) => codeAt(rfcSecret, counter)).diagnosis;

  test.each([
    [11, "phone-clock"],
    [-7, "phone-clock"],
    [-120, "phone-zone"],
    [540, "phone-zone"],
    [345, "phone-zone"],
    [330, "phone-zone"],
    [-210, "phone-zone"],
    [840, "phone-zone"],
  ])("by %i minutes are diagnosed as %s", (minutes, code) => {
    expect(told(at(now + minutes * 60_000))).toEqual({ code, minutes });
  });

  test("or whose app stays at 30 s", () => {
    expect(told(at(now, 30))).toEqual({ code: "period-30" });
  });
});

describe("base32", () => {
  // RFC 4648, section 10, without its padding.
  test.each([
    ["", ""],
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foob", "MZXW6YQ"],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI"],
  ])("of %j is %j", (text, expected) => {
    expect(base32(Buffer.from(text, "ascii"))).toBe(expected);
  });

  test("of a secret of 20 bytes has 32 characters, and oathtool reads it", () => {
    const text = base32(rfcSecret);
    expect(text).toMatch(/^[A-Z2-7]{32}$/);
    const words = ["--hotp", "-b", "-c", "7", text];
    expect(execFileSync("oathtool", words, { encoding: "utf8" }).trim()).toBe("162583");
  });
});
