import { spawnSync } from "node:child_process";
import { createCipheriv, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pskcFormat } from "../../../main/adapters/hand-over/pskc-format.ts";
import { readPskc } from "../../../main/adapters/hand-over/pskc-reader.ts";
import { seededRandom } from "../../fakes/seeded-random.ts";
import { debiansPython, handed, isHere, secrets, textOf } from "./a-hand-over.ts";
import { container, plainPackage, readAll } from "./reading.ts";

const rfc = (figure: number) =>
  readFileSync(join(import.meta.dirname, `rfc6030/figure-${String(figure)}.xml`), "utf8");
const key = Buffer.from("12345678901234567890123456789012", "hex");
const passphrase = "correct horse battery";
const secretHex = secrets[0].toString("hex");

describe("files of others are read", () => {
  test("the RFC's example of a pre-shared key (figure 6)", async () => {
    const { result, kept } = await readAll(rfc(6), { opener: { key }, wanted: "hotp" });
    expect(result).toEqual({ ok: true, value: { taken: 1, refused: 0 } });
    expect(kept).toEqual([
      {
        ...{ serial: "987654321", secret: secretHex, hash: "sha1", digits: 8 },
        ...{ period: null, counter: 0, drift: null, manufacturer: "Manufacturer", model: null },
      },
    ]);
  });

  test("the RFC's example of a passphrase (figure 7)", async () => {
    const opener = { passphrase: "qwerty" };
    const { kept } = await readAll(rfc(7), { opener, wanted: "hotp" });
    expect(kept).toMatchObject([{ serial: "987654321", secret: secretHex, counter: null }]);
  });

  test("the same padded as Java's libraries do it, by random bytes and their number", async () => {
    const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16, 9)).setAutoPadding(false);
    const padding = Buffer.from("8d1e40a2f3b75c6609ee170c", "hex");
    const text = Buffer.concat([Buffer.alloc(16, 9), cipher.update(secrets[0])]);
    const whole = Buffer.concat([text, cipher.update(padding), cipher.final()]);
    const macKey = Buffer.from("1122334455667788990011223344556677889900", "hex");
    const mac = createHmac("sha1", macKey).update(whole).digest("base64");
    const file = rfc(6)
      .replace(/AAECAwQF[^<]*/, whole.toString("base64"))
      .replace(/Su\+NvtQf[^<]*/, mac);
    const { kept } = await readAll(file, { opener: { key }, wanted: "hotp" });
    expect(kept).toMatchObject([{ serial: "987654321", secret: secretHex }]);
  });

  test("plain ones, whatever the prefixes, in parts of any size", async () => {
    const file = container(plainPackage() + plainPackage({ serial: "4282-2", digits: 8 }));
    const prefixed = file.replaceAll(/<(\/?)(?=[A-Z])/g, "<$1foo:").replace("xmlns=", "xmlns:foo=");
    for (const [text, partLength] of [
      [file, 1],
      [prefixed, 7],
      [`\uFEFF${file}`, 1 << 20],
    ] as const) {
      const { result, kept } = await readAll(text, {}, partLength);
      expect(result).toEqual({ ok: true, value: { taken: 2, refused: 0 } });
      expect(kept).toMatchObject([
        { serial: "4282-1", secret: secretHex, digits: 6, period: 60 },
        { serial: "4282-2", digits: 8 },
      ]);
    }
  });

  test("what the hand-over writes", async () => {
    const format = await pskcFormat({
      ...{ aes: 256, mac: "sha256", counter: "next", manufacturer: "FKENSHIN" },
      ...{ protection: { passphrase }, random: seededRandom(3), iterations: 1_000 },
    });
    const { result, kept } = await readAll(textOf(format), { opener: { passphrase } });
    expect(result).toEqual({ ok: true, value: { taken: 2, refused: 0 } });
    expect(kept).toMatchObject([
      { serial: handed[0].userId, secret: secretHex, period: 60, counter: 29_583_541 },
      { serial: handed[1].userId, secret: secrets[1].toString("hex"), counter: null },
    ]);
  });
});

const hasPythonPskc = isHere(debiansPython, "-c", "import pskc, cryptography");

/** A file of two tokens by python3-pskc, which encrypts `fields`. */
function writtenByPython(aes: number, hash: string, opening: string, fields: string): string {
  const program = `
import io
from pskc import PSKC
made = PSKC()
for number in (1, 2):
  made.add_key(id=str(number), serial="SN-%d" % number, manufacturer="Acme", model="C200", secret=b"12345678901234567890",
    algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp", time_interval=60, time_drift=None if number == 1 else 3, response_length=6, response_encoding="DECIMAL",
    algorithm_suite="HMAC-SHA256" if number == 2 else None)
made.mac.setup(algorithm="hmac-${hash}")
made.encryption.${opening.replace("AES", `aes${String(aes)}-cbc`)}
made.encryption.fields = [${fields}]
out = io.BytesIO()
made.write(out)
print(out.getvalue().decode())
`;
  const { status, stdout, stderr } = spawnSync(debiansPython, ["-c", program], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const openings = [
  ["a key", (bits: number) => ({ key: Buffer.alloc(bits / 8, 7) })],
  ["a passphrase", () => ({ passphrase })],
] as const;

test
  .skipIf(!hasPythonPskc)
  .each(
    openings.flatMap(([name, openerOf]) => [
      [`${name}, AES-128, SHA-1`, openerOf(128), 128, "sha1", '"secret"'] as const,
      [`${name}, AES-192, SHA-256`, openerOf(192), 192, "sha256", '"secret"'] as const,
      [
        `${name}, AES-256, SHA-512`,
        openerOf(256),
        256,
        "sha512",
        '"secret", "time_interval"',
      ] as const,
    ]),
  )("python3-pskc's files are read: %s", async (_name, opener, aes, hash, fields) => {
  const setUp =
    "key" in opener
      ? `setup_preshared_key(key=bytes([7]) * ${String(aes / 8)}, algorithm="AES", key_name="acme")`
      : `setup_pbkdf2("${passphrase}", algorithm="AES", key_length=${String(aes / 8)}, iterations=1000)`;
  const file = writtenByPython(aes, hash, setUp, fields);
  const { result, kept } = await readAll(file, { opener });
  expect(result).toEqual({ ok: true, value: { taken: 2, refused: 0 } });
  const same = { secret: secretHex, period: 60, digits: 6, model: "C200" };
  expect(kept).toMatchObject([
    { ...same, serial: "SN-1", hash: "sha1" },
    { ...same, serial: "SN-2", hash: "sha256", drift: 3 },
  ]);
});

test("a token is given before the file was read on, and its secret is zeroed after that", async () => {
  let given = 0;
  const parts = async function* () {
    yield Buffer.from(container("").replace(/<\/.*/s, ""));
    for (let number = 1; number <= 1_000; number += 1) {
      // Of what was read before, at most the last package may still be on its way.
      expect(given).toBeGreaterThanOrEqual(number - 2);
      yield Buffer.from(plainPackage({ serial: String(number) }));
    }
    yield Buffer.from("</KeyContainer>");
  };
  const seen: Uint8Array[] = [];
  const result = await readPskc(parts(), { opener: null, wanted: "totp" }, (read) => {
    given += 1;
    if ("token" in read) seen.push(read.token.secret);
  });
  expect(result).toEqual({ ok: true, value: { taken: 1_000, refused: 0 } });
  expect(seen.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
});
