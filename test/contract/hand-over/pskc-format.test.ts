import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { pskcFormat } from "../../../main/adapters/hand-over/pskc-format.ts";
import type { PskcOptions } from "../../../main/adapters/hand-over/pskc-format.ts";
import { seededRandom } from "../../fakes/seeded-random.ts";
import { debiansPython, fileWith, handed, isHere, secrets, textOf } from "./a-hand-over.ts";

const key = Buffer.from("12345678901234567890123456789012", "hex");
const usual: PskcOptions = {
  ...{ aes: 128, mac: "sha1", counter: "last", manufacturer: "FKENSHIN" },
  protection: { key, keyName: "Pre-shared-key" },
  random: seededRandom(3),
  iterations: 1_000,
};
const passphrase = "correct horse battery";

/** What each variant of the file is called, how it differs, and how python3-pskc opens it. */
const variants = [
  ["a pre-shared key", {}, `key=bytes.fromhex("${key.toString("hex")}")`],
  ["a passphrase", { protection: { passphrase } }, `password="${passphrase}"`],
  [
    "AES-256 and HMAC-SHA-256 under a passphrase",
    { protection: { passphrase }, aes: 256, mac: "sha256" },
    `password="${passphrase}"`,
  ],
] as const satisfies readonly (readonly [string, Partial<PskcOptions>, string])[];

const hasPythonPskc = isHere(debiansPython, "-c", "import pskc, cryptography");
const hasPskctool = isHere("pskctool", "--version");

/** What python3-pskc reads in the file, after it has checked all MACs; a fault of its own otherwise. */
function readByPython(file: string, opening: string): unknown {
  const program = `
import json, sys
from pskc import PSKC
opened = PSKC(sys.argv[1])
options = dict(${opening})
if "key" in options: opened.encryption.key = options["key"]
else: opened.encryption.derive_key(options["password"])
print(json.dumps([dict(
  id=key.id, serial=key.serial, algorithm=key.algorithm, secret=key.secret.hex(), counter=key.counter,
  interval=key.time_interval, digits=key.response_length, encoding=key.response_encoding, mac=key.check(),
  user=key.device.device_userid, maker=key.manufacturer, suite=key.algorithm_suite, names=opened.encryption.key_names,
) for key in opened.keys]))
`;
  const { status, stdout, stderr } = spawnSync(debiansPython, ["-c", program, file], {
    encoding: "utf8",
  });
  return status === 0 ? (JSON.parse(stdout) as unknown) : (stderr.trim().split("\n").at(-1) ?? "");
}

describe.each(variants)("a file under %s", (_name, changes, opening) => {
  const text = async () => textOf(await pskcFormat({ ...usual, ...changes }));

  test.skipIf(!hasPythonPskc)("is opened by python3-pskc, with every MAC checked", async () => {
    const same = { algorithm: "urn:ietf:params:xml:ns:keyprov:pskc:totp", interval: 60 };
    expect(readByPython(fileWith(await text()), opening)).toMatchObject([
      {
        ...{ ...same, id: "999800000001", serial: "999800000001", user: "taro0001" },
        ...{ secret: secrets[0].toString("hex"), counter: 29_583_540, mac: true },
        ...{ digits: 6, encoding: "DECIMAL", maker: "FKENSHIN", suite: null },
      },
      {
        ...{ ...same, id: "999800000002", user: "hanako@example.jp", counter: null },
        ...{ secret: secrets[1].toString("hex"), mac: true },
      },
    ]);
  });

  test.skipIf(!hasPythonPskc)("is refused by python3-pskc once a secret was changed", async () => {
    const changed = (await text()).replace(
      /(<pskc:Secret>.*<xenc:CipherValue>)(.)/,
      (_, before: string, sign: string) => `${before}${sign === "A" ? "B" : "A"}`,
    );
    expect(readByPython(fileWith(changed), opening)).toContain("MAC value does not match");
  });

  test.skipIf(!hasPskctool)("has the schema's form, as pskctool finds", async () => {
    const file = fileWith(await text());
    expect(spawnSync("pskctool", ["--validate", file], { encoding: "utf8" })).toMatchObject({
      ...{ stdout: "OK\n", status: 0 },
    });
    const { stdout } = spawnSync("pskctool", ["--info", file], { encoding: "utf8" });
    expect(stdout).toContain("SerialNo: 999800000001");
  });

  test("holds no plain secret", async () => {
    const file = await text();
    for (const secret of secrets) {
      expect(file).not.toContain(secret.toString("base64"));
      expect(file).not.toContain(secret.toString("hex"));
    }
  });
});

const [first] = handed;

test("the counter is the last used step, the next one, or none", async () => {
  const counterOf = async (counter: PskcOptions["counter"]) =>
    /<pskc:Counter>.*?(\d+)/.exec((await pskcFormat({ ...usual, counter })).token(first, 0))?.[1];
  expect(await counterOf("last")).toBe("29583540");
  expect(await counterOf("next")).toBe("29583541");
  expect(await counterOf("none")).toBe(undefined);
});

test("a verifier that isn't told the counter gets a token once its last code is past", async () => {
  const isTold = async (counter: PskcOptions["counter"]) =>
    (await pskcFormat({ ...usual, counter })).tellsLastStep;
  expect(await Promise.all([isTold("last"), isTold("next")])).toEqual([true, true]);
  expect(await isTold("none")).toBe(false);
});

test("the form is the one that all importers were found to read", async () => {
  const text = textOf(await pskcFormat(usual));
  expect(text).toMatch(/<pskc:EncryptionKey><ds:KeyName>Pre-shared-key<\/ds:KeyName>/);
  expect(text).not.toMatch(/Suite|<pskc:Time>|TimeDrift/);
  expect(text).toContain('Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"');
  expect(text).toContain('MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"');
  const derived = textOf(await pskcFormat({ ...usual, protection: { passphrase } }));
  expect(derived).toContain("<IterationCount>1000</IterationCount><KeyLength>16</KeyLength><PRF/>");
  expect(derived).toContain("<xenc11:MasterKeyName>Passphrase</xenc11:MasterKeyName></xenc11:Der");
});

test("each secret has an IV of its own", async () => {
  const format = await pskcFormat(usual);
  const [one, other] = [format.token(first, 0), format.token(first, 1)];
  expect(one).not.toBe(other);
});

test("signs of XML in a name don't change its form", async () => {
  const keyName = `a<b>&"c"`;
  const format = await pskcFormat({ ...usual, protection: { key, keyName } });
  expect(format.header()).toContain("<ds:KeyName>a&#60;b&#62;&#38;&#34;c&#34;</ds:KeyName>");
});

test("a key of another length than the cipher's is a bug of the caller", async () => {
  await expect(pskcFormat({ ...usual, aes: 256 })).rejects.toThrow("another length");
});
