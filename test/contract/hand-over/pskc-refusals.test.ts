/** Hostile and broken files: each is refused with a code, whole or by the token. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { container, plainPackage, readAll, refusalOf } from "./reading.ts";

const preshared = readFileSync(join(import.meta.dirname, "rfc6030/figure-6.xml"), "utf8");
const derived = readFileSync(join(import.meta.dirname, "rfc6030/figure-7.xml"), "utf8");
const key = Buffer.from("12345678901234567890123456789012", "hex");
const wrongKey = Buffer.alloc(16, 1);
const good = container(plainPackage());

function withDoctype(doctype: string): string {
  return good.replace("<KeyContainer", `${doctype}<KeyContainer`);
}

const laughs = Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY lol${String(at + 1)} "${`&lol${String(at)};`.repeat(10)}">`,
);

describe("no file is read", () => {
  test.each([
    ["that declares a type", withDoctype("<!DOCTYPE KeyContainer>"), "doctype"],
    [
      "that laughs a billion times",
      withDoctype(`<!DOCTYPE lolz [<!ENTITY lol0 "lol">${laughs.join("")}]>`).replace(
        "Acme",
        "&lol9;",
      ),
      "doctype",
    ],
    [
      "that asks for another file",
      withDoctype('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("Acme", "&x;"),
      "doctype",
    ],
    [
      "whose type is declared without an end",
      withDoctype(`<!DOCTYPE a [${"<!ENTITY x 'y'>".repeat(20_000)}`),
      "doctype",
    ],
    ["with an entity that nothing declares", good.replace("Acme", "&nbsp;"), "malformed"],
    ["that is no XML", "serial,secret\n1,2\n", "malformed"],
    ["without anything", "", "not-pskc"],
    ["that is another XML", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "not-pskc"],
    ["of no namespace", good.replace(/ xmlns="[^"]*"/, ""), "not-pskc"],
    ["of another version", good.replace('Version="1.0"', 'Version="2.0"'), "version"],
    ["with two roots", good + good.replace(/<\?.*\?>/, ""), "malformed"],
    [
      "with tags that cross",
      good.replace("</Key></KeyPackage>", "</KeyPackage></Key>"),
      "malformed",
    ],
    ["with text behind its end", `${good}and more`, "malformed"],
    ["that isn't UTF-8", Buffer.from(good.replace("Acme", "\xff"), "latin1"), "malformed"],
    ["without a token", container(""), "no-tokens"],
    ["with a text without end", good.replace("Acme", "x".repeat(100_000)), "too-large"],
    ["with an attribute without end", good.replace("DECIMAL", "x".repeat(900_000)), "malformed"],
    [
      "with attributes without end",
      good.replace(
        "<Data>",
        `<Data ${Array.from({ length: 60_000 }, (_, at) => `a${String(at)}="1"`).join(" ")}>`,
      ),
      "too-large",
    ],
    [
      "with elements without end",
      good.replace("<Data>", `<Data>${"<a/>".repeat(1_000)}`),
      "too-large",
    ],
    [
      "with elements within elements without end",
      good.replace("<Data>", `<Data>${"<a>".repeat(1_000)}${"</a>".repeat(1_000)}`),
      "too-large",
    ],
  ])("%s", async (_what, file, refusal) => {
    const { result, kept } = await readAll(file);
    expect(result).toEqual({ ok: false, refusal });
    expect(kept.length).toBeLessThanOrEqual(1);
  });

  test("that was cut off, wherever", async () => {
    const { length } = good.trimEnd();
    for (let end = 1; end < length; end += 1) {
      const { result } = await readAll(good.slice(0, end));
      expect(result.ok, `cut at ${String(end)}`).toBe(false);
    }
  });
});

const hotp = { wanted: "hotp" } as const;
const macKeyOf = (file: string) => /<MACKey>[\s\S]*<\/MACKey>/.exec(file)?.[0] ?? "";

describe("an encrypted file is refused as a whole", () => {
  test.each([
    ["without a key", preshared, null, "key-needed"],
    ["with a passphrase in place of its key", preshared, { passphrase: "qwerty" }, "key-needed"],
    ["with a key in place of its passphrase", derived, { key }, "passphrase-needed"],
    ["with another key", preshared, { key: wrongKey }, "key-wrong"],
    ["with another passphrase", derived, { passphrase: "qwertz" }, "key-wrong"],
    ["with a key of another length", preshared, { key: Buffer.alloc(32) }, "key-length"],
    [
      "whose MAC's key was changed",
      preshared.replace("ESIzRFVmd4iZ", "FSIzRFVmd4iZ"),
      { key },
      "key-wrong",
    ],
    [
      "under another cipher",
      preshared.replaceAll("aes128-cbc", "tripledes-cbc"),
      { key },
      "algorithm",
    ],
    ["under a wrapped key", preshared.replaceAll("aes128-cbc", "kw-aes128"), { key }, "algorithm"],
    ["with another MAC", preshared.replace("#hmac-sha1", "#hmac-md5"), { key }, "algorithm"],
    [
      "for a certificate",
      preshared.replace(/<ds:KeyName>.*<\/ds:KeyName>/, "<ds:X509Data/>"),
      { key },
      "algorithm",
    ],
    [
      "whose key takes hours",
      derived.replace(">1000<", ">4000000000<"),
      { passphrase: "qwerty" },
      "derivation",
    ],
    ["without a salt", derived.replace("Ej7/PEpyEpw=", ""), { passphrase: "qwerty" }, "derivation"],
    [
      "with a huge key",
      derived.replace(">16<", ">1000000000<"),
      { passphrase: "qwerty" },
      "derivation",
    ],
  ])("%s", async (_what, file, opener, refusal) => {
    const { result, kept } = await readAll(file, { ...hotp, opener });
    expect(result).toEqual({ ok: false, refusal });
    expect(kept.filter((read) => !("refusal" in read))).toEqual([]);
  });

  test("where a wrong key opens the MAC's key to something by chance", async () => {
    const opener = { key };
    const oneWrong = preshared.replace("Su+NvtQf", "Tu+NvtQf");
    expect(await refusalOf(oneWrong, { ...hotp, opener })).toBe("key-wrong");
  });
});

describe("a token is refused, and others aren't", () => {
  const packageOf = (file: string) => /<KeyPackage>[\s\S]*<\/KeyPackage>/.exec(file)?.[0] ?? "";
  const beside = (changed: (keyPackage: string) => string) => {
    const whole = packageOf(preshared);
    const other = changed(whole).replace("987654321", "2").replace("12345678", "2");
    return preshared.replace(whole, whole + other);
  };

  test.each([
    ["changed MAC", (text: string) => text.replace("Su+NvtQf", "Tu+NvtQf"), "mac-wrong"],
    ["changed text", (text: string) => text.replace("AAECAwQF", "BAECAwQF"), "mac-wrong"],
    ["no MAC", (text: string) => text.replace(/<ValueMAC>[\s\S]*<\/ValueMAC>/, ""), "mac-missing"],
    ["no text", (text: string) => text.replace(/(<xenc:CipherValue>)[^<]*/, "$1!"), "value"],
  ])("%s", async (_what, changed, refusal) => {
    const { result, kept } = await readAll(beside(changed), { ...hotp, opener: { key } });
    expect(result).toEqual({ ok: true, value: { taken: 1, refused: 1 } });
    expect(kept[1]).toEqual({ place: 2, serial: "2", refusal });
  });

  test("nothing is decrypted without a MAC's method", async () => {
    const file = preshared.replace(/<MACMethod[\s\S]*<\/MACMethod>/, "");
    expect(await refusalOf(file, { ...hotp, opener: { key } })).toBe("mac-missing");
    expect(macKeyOf(preshared)).not.toBe("");
  });

  const interval = "<TimeInterval><PlainValue>60</PlainValue></TimeInterval>";
  test.each([
    ["of another profile", { algorithm: "hotp" }, "profile"],
    ["of a profile that nobody knows", { algorithm: "ocra" }, "profile"],
    ["without a number", { serial: null }, "serial"],
    ["with a number of other signs", { serial: "通番" }, "serial"],
    ["of an unknown hash", { parameters: "<Suite>HMAC-MD5</Suite>" }, "suite"],
    ["of four digits", { digits: 4 }, "response"],
    ["of letters", { encoding: "ALPHANUMERIC" }, "response"],
    ["that doesn't say its interval", { data: "" }, "interval"],
    ["of no interval", { data: interval.replace("60", "0") }, "interval"],
    ["whose interval is no number", { data: interval.replace("60", "1e2") }, "value"],
    [
      "whose time begins elsewhere",
      { data: `<Time><PlainValue>5</PlainValue></Time>${interval}` },
      "time",
    ],
    ["without a secret", { secret: "" }, "secret-missing"],
    ["with an empty secret", { secret: "<Secret/>" }, "secret-missing"],
    [
      "with a short secret",
      { secret: "<Secret><PlainValue>MTIzNA==</PlainValue></Secret>" },
      "secret-short",
    ],
    [
      "with a secret that isn't base64",
      { secret: "<Secret><PlainValue>12=45</PlainValue></Secret>" },
      "value",
    ],
    [
      "with rules that nobody keeps",
      { behind: "<Policy><NumberOfTransactions>3</NumberOfTransactions></Policy>" },
      "policy",
    ],
    [
      "with rules that nobody knows",
      { behind: "<Policy><x:Y xmlns:x='urn:x'/></Policy>" },
      "policy",
    ],
    ["for another use", { behind: "<Policy><KeyUsage>Encrypt</KeyUsage></Policy>" }, "policy"],
  ])("one %s", async (_what, changes, refusal) => {
    const { result, kept } = await readAll(container(plainPackage(changes) + plainPackage()));
    expect(result).toEqual({ ok: true, value: { taken: 1, refused: 1 } });
    expect(kept[0]).toMatchObject({ place: 1, refusal });
  });

  test("one with two keys, of which nobody knows the right one", async () => {
    const two = plainPackage().replace(/<Key [\s\S]*<\/Key>/, (text) => text + text);
    expect(await refusalOf(container(two))).toBe("structure");
  });

  test("an element of another namespace isn't taken for PSKC's", async () => {
    const secret = `<x:Secret xmlns:x="urn:x"><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></x:Secret>`;
    expect(await refusalOf(container(plainPackage({ secret })))).toBe("secret-missing");
  });
});
