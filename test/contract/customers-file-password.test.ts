import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argon2PasswordHasher } from "../../main/adapters/argon2-password-hasher.ts";
import { readPassword } from "../../main/adapters/customers-file/read-password.ts";

const length = { least: 6, most: 12 };
const read = (written: string) => readPassword(written, length);
const base64 = (bytes: number, fill = 7) =>
  Buffer.alloc(bytes, fill).toString("base64").replace(/=+$/, "");
const phc = (salt: string, hash: string, cost = "m=7168,t=1,p=1") =>
  `$argon2id$v=19$${cost}$${salt}$${hash}`;

describe("a password of a file", () => {
  test.each(["secret", "tarologin1", "123456", "e3abcdefghij", "abcdefabcdef"])(
    "%s is plain",
    (written) => {
      expect(read(written)).toEqual({ ok: true, value: { plain: written } });
    },
  );

  test.each([
    ["{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "directory service"],
    ["{ARGON2}$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA", "directory service"],
    ["{CRYPT}$6$abc$def", "directory service"],
    ["e1NTSEF9VzZwaDVNbTVQejhHZ2lVTGJQZ3pHMzdtajln", "base64"],
    ["pbkdf2_sha256$600000$salt$hash=", "PBKDF2"],
    ["pbkdf2:sha256:260000$salt$abcdef", "PBKDF2"],
    ["$pbkdf2-sha256$29000$abc$def", "PBKDF2"],
    ["$2b$12$abcdefghijklmnopqrstuv", "bcrypt"],
    ["$6$salt$hash", "SHA-512"],
    ["$5$salt$hash", "SHA-256"],
    ["$1$salt$hash", "MD5"],
    ["$apr1$salt$hash", "MD5"],
    ["$y$j9T$salt$hash", "yescrypt"],
    ["$scrypt$ln=17,r=8,p=1$salt$hash", "scrypt"],
    ["scrypt:32768:8:1$salt$hash", "scrypt"],
    ["$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA", "Argon2i"],
    ["$argon2d$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$AAAA", "Argon2d"],
    ["argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA", "Argon2 of Django"],
    ["5f4dcc3b5aa765d61d8327deb882cf99", "MD5 or NTLM"],
    ["5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "SHA-1"],
    ["a".repeat(64), "SHA-256"],
    ["*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19", "MySQL"],
    ["md55f4dcc3b5aa765d61d8327deb882cf99", "PostgreSQL"],
    ["XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=", "base64"],
  ])("%s is another system's: %s", (written, kind) => {
    const refusal = read(written);
    expect(refusal).toMatchObject({ ok: false, refusal: { code: "hash" } });
    expect(JSON.stringify(refusal)).toContain(kind);
    expect(JSON.stringify(refusal)).not.toContain(written);
  });

  test.each([
    ["abc12", "password-length"],
    ["a".repeat(13), "password-length"],
    ["$ecret!", "password-characters"],
    ["with space", "password-characters"],
    ["パスワード", "password-characters"],
    ["secret ", "password-characters"],
  ])("%j is refused: %s", (written, code) => {
    expect(read(written)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each([
    ["a salt of an impossible length", phc("A".repeat(13), base64(32))],
    ["a hash of an impossible length", phc(base64(16), "A".repeat(41))],
    ["unused bits in the salt", phc(`${"A".repeat(21)}B`, base64(32))],
    ["unused bits in the hash", phc(base64(16), `${"A".repeat(42)}B`)],
    ["padding", phc(`${base64(16)}==`, base64(32))],
    ["a leading zero", phc(base64(16), base64(32), "m=08192,t=1,p=1")],
    ["a leading zero in t", phc(base64(16), base64(32), "m=8192,t=01,p=1")],
    ["too short a salt", phc(base64(7), base64(32))],
    ["too short a hash", phc(base64(16), base64(12))],
    ["too long a salt", phc(base64(49), base64(32))],
    ["too long a hash", phc(base64(16), base64(65))],
    ["too little memory", phc(base64(16), base64(32), "m=64,t=1,p=1")],
    ["too much memory", phc(base64(16), base64(32), "m=999999,t=1,p=1")],
    ["too many passes", phc(base64(16), base64(32), "m=8192,t=11,p=1")],
    ["too many lanes", phc(base64(16), base64(32), "m=8192,t=1,p=17")],
    ["no passes", phc(base64(16), base64(32), "m=8192,t=0,p=1")],
    ["another order", phc(base64(16), base64(32), "t=1,m=8192,p=1")],
    ["more parameters", phc(base64(16), base64(32), "m=8192,t=1,p=1,keyid=AAAA")],
    ["another version", phc(base64(16), base64(32)).replace("v=19", "v=16")],
    ["no version", phc(base64(16), base64(32)).replace("v=19$", "")],
    ["no hash", `$argon2id$v=19$m=7168,t=1,p=1$${base64(16)}`],
    ["a line feed behind it", `${phc(base64(16), base64(32))}\n`],
  ])("Argon2id with %s is refused", (_what, written) => {
    expect(read(written)).toEqual({ ok: false, refusal: { code: "phc" } });
  });

  test.each([
    ["PHP", "m=65536,t=4,p=1"],
    ["RFC 9106", "m=65536,t=3,p=4"],
    ["Django", "m=102400,t=2,p=8"],
    ["OWASP", "m=19456,t=2,p=1"],
    ["OWASP, with more memory", "m=47104,t=1,p=1"],
    ["OWASP, with less", "m=7168,t=5,p=1"],
    ["libsodium, moderate", "m=262144,t=3,p=1"],
  ])("Argon2id at the cost that %s has is taken", (_who, cost) => {
    const hash = phc(base64(16), base64(32), cost);
    expect(read(hash)).toEqual({ ok: true, value: { hash } });
  });

  test("as a hash that passes is one that the verifier answers true or false to", async () => {
    const text = (most: number) =>
      fc.string({
        unit: fc.constantFrom(...Array.from("AQgwEIB048+/zJ=")),
        minLength: 10,
        maxLength: most,
      });
    const bytes = (least: number, most: number) =>
      fc
        .uint8Array({ minLength: least, maxLength: most })
        .map((array) => Buffer.from(array).toString("base64").replace(/=+$/, ""));
    const part = (least: number, most: number) =>
      fc.oneof({ weight: 3, arbitrary: bytes(least, most) }, { weight: 1, arbitrary: text(90) });
    // Most are of a possible cost: of random parts alone hardly a hash would pass.
    const mostly = (right: readonly string[], wrong: readonly string[]) =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...right) },
        { weight: 1, arbitrary: fc.constantFrom(...wrong) },
      );
    const cost = fc.tuple(
      mostly(["7168", "7169", "8192"], ["08192"]),
      mostly(["1", "2"], ["01", "0"]),
      mostly(["1", "3", "16"], ["00"]),
    );
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(part(1, 60), part(8, 70), cost, async (salt, hash, [m, t, p]) => {
        const written = phc(salt, hash, `m=${m},t=${t},p=${p}`);
        if (!read(written).ok) return;
        passed += 1;
        expect(await argon2PasswordHasher.verify(written, "secret")).toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(passed).toBeGreaterThan(10);
  });

  test("that the kiosk itself has hashed is known again", async () => {
    const hash = await argon2PasswordHasher.hash("secret");
    expect(read(hash)).toEqual({ ok: true, value: { hash } });
    expect(await argon2PasswordHasher.verify(hash, "secret")).toBe(true);
  });
});
