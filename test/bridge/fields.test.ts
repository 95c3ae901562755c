import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRequest } from "../../preload/contract/parse-request.ts";
import type { FieldCode } from "../../preload/contract/fields.ts";

/** The codes that BOT001's entries are refused with; none when they are taken. */
function refusalsOf(
  entries: Partial<Record<"mail" | "mailAgain" | "start" | "startAgain", string>>,
) {
  const { mail = "taro@example.jp", start = "2580" } = entries;
  const parsed = parseRequest("draftIssue", {
    mailAddress: mail,
    mailAddressAgain: entries.mailAgain ?? mail,
    startPassword: start,
    startPasswordAgain: entries.startAgain ?? start,
  });
  if (parsed.ok) return {};
  return "fields" in parsed.refusal ? parsed.refusal.fields : parsed.refusal.code;
}

const label = "a".repeat(63);
/** 254 characters in all: 64 before the @, 189 after it. */
const longestAddress = `${"x".repeat(64)}@${label}.${label}.${"b".repeat(58)}.jp`;

describe("携帯電話メールアドレス", () => {
  test.each([
    "taro@data-bank.co.jp",
    "taro..d.@docomo.ne.jp",
    ".taro.@ezweb.ne.jp",
    "taro-_d.@softbank.ne.jp",
    "a+b/c=d!#$%&'*?^`{|}~@gmail.com",
    "1@2.jp",
    longestAddress,
  ])("%s is taken", (mail) => {
    expect(refusalsOf({ mail })).toEqual({});
  });

  test.each<[string, FieldCode, string]>([
    ["nothing", "missing", ""],
    ["no @", "without-at", "taro.docomo.ne.jp"],
    ["kana", "not-half-width", "たろう@docomo.ne.jp"],
    ["half-width kana", "not-half-width", "ﾀﾛｳ@docomo.ne.jp"],
    ["a blank within", "not-half-width", "taro @docomo.ne.jp"],
    ["a line break", "not-half-width", "taro@docomo.ne.jp\r\nBcc: x@y.jp"],
    ["a line break at the end", "not-half-width", "taro@docomo.ne.jp\n"],
    ["255 characters", "too-long", `x@${label}.${label}.${label}.${"b".repeat(58)}.jp`],
    ["a local part of 65", "not-an-address", `${"x".repeat(65)}@docomo.ne.jp`],
    ["two @", "not-an-address", "taro@hanako@docomo.ne.jp"],
    ["nothing before @", "not-an-address", "@docomo.ne.jp"],
    ["nothing after @", "not-an-address", "taro@"],
    ["one label", "not-an-address", "taro@localhost"],
    ["an empty label", "not-an-address", "taro@docomo..jp"],
    ["a label of 64", "not-an-address", `taro@${"a".repeat(64)}.jp`],
    ["a label that ends in -", "not-an-address", "taro@docomo-.ne.jp"],
    ["a number for a domain", "not-an-address", "taro@[127.0.0.1]"],
    ["a top label of digits", "not-an-address", "taro@127.0.0.1"],
    ["a name with angle brackets", "not-an-address", "<taro@docomo.ne.jp>"],
    ["blanks alone", "missing", " \u3000 "],
    ["half a quoted local part", "not-an-address", '"taro@docomo.ne.jp'],
    ["quotes within", "not-an-address", 'ta"ro"@docomo.ne.jp'],
    ["nothing in quotes", "not-an-address", '""@docomo.ne.jp'],
    ["an @ in quotes", "not-an-address", '"taro@x"@docomo.ne.jp'],
    ["angle brackets in quotes", "not-an-address", '"<taro>"@docomo.ne.jp'],
    ["a quoted local part of 65", "not-an-address", `"${"x".repeat(65)}"@docomo.ne.jp`],
    ["a domain that begins with a dot", "not-an-address", "taro@.docomo.ne.jp"],
    ["two addresses", "not-an-address", "taro@a.jp,x@b.jp"],
  ])("%s is refused as %s", (_name, code, mail) => {
    expect(refusalsOf({ mail })).toEqual({
      mailAddress: code,
      ...(mail.trim() === "" && { mailAddressAgain: "missing" }),
    });
  });

  test("the longest address has 254 characters", () => {
    expect(longestAddress).toHaveLength(254);
  });

  test("two addresses that differ are refused at the second", () => {
    expect(refusalsOf({ mailAgain: "taro@example.com" })).toEqual({ mailAddressAgain: "differs" });
    expect(refusalsOf({ mailAgain: "TARO@example.jp" })).toEqual({ mailAddressAgain: "differs" });
    expect(refusalsOf({ mailAgain: "" })).toEqual({ mailAddressAgain: "missing" });
  });

  test("a long run that almost matches is judged at once", () => {
    const begun = performance.now();
    for (const mail of [`x@${"a.".repeat(120)}!`, `x@${"a-".repeat(120)}`, "!".repeat(64) + "@"]) {
      expect(refusalsOf({ mail })).not.toEqual({});
    }
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

describe("利用開始パスワード", () => {
  test.each(["2580", "1235", "0001", "12346", "9012", "8901", "13579", "12345679", "98765431"])(
    "%s is taken",
    (start) => {
      expect(refusalsOf({ start })).toEqual({});
    },
  );

  test.each<[string, FieldCode]>([
    ["258", "not-4-to-8-digits"],
    ["258025802", "not-4-to-8-digits"],
    ["25a0", "not-digits"],
    ["２５８", "not-4-to-8-digits"],
    ["-258", "not-4-to-8-digits"],
    ["２５a０", "not-digits"],
    ["二五八〇", "not-digits"],
    ["②⑤⑧⓪", "not-digits"],
    ["0000", "same-digits"],
    ["99999999", "same-digits"],
    ["1234", "sequence"],
    ["0123", "sequence"],
    ["23456789", "sequence"],
    ["4321", "sequence"],
    ["9876543", "sequence"],
    ["3210", "sequence"],
  ])("%j is refused as %s", (start, code) => {
    expect(refusalsOf({ start })).toEqual({ startPassword: code });
  });

  test("exactly the digits that repeat or run are refused", () => {
    const digits = fc.stringMatching(/^[0-9]{4,8}$/);
    fc.assert(
      fc.property(digits, (start) => {
        const runs = ["0123456789", "9876543210"].some((run) => run.includes(start));
        const repeats = new Set(start).size === 1;
        expect(Object.keys(refusalsOf({ start })).length > 0).toBe(runs || repeats);
      }),
    );
  });

  test.each([
    ["２５８０", "2580"],
    ["25 80", "２５－８０"],
    ["2580\n", "　2580"],
  ])("%j and %j are the same password", (start, startAgain) => {
    expect(refusalsOf({ start, startAgain })).toEqual({});
  });

  test("two passwords that differ are refused at the second", () => {
    expect(refusalsOf({ startAgain: "2581" })).toEqual({ startPasswordAgain: "differs" });
  });
});

test("every field that is wrong is named in one answer", () => {
  expect(refusalsOf({ mail: "taro", mailAgain: "x", start: "12", startAgain: "13" })).toEqual({
    mailAddress: "without-at",
    mailAddressAgain: "differs",
    startPassword: "not-4-to-8-digits",
    startPasswordAgain: "differs",
  });
});

describe("ワンタイムパスワード", () => {
  test.each(["000000", "123456", "999999"])("%s is taken", (oneTimePassword) => {
    expect(parseRequest("startToken", { oneTimePassword })).toMatchObject({ ok: true });
  });

  test.each([
    "123 456",
    "123-456",
    "１２３４５６",
    "１２３　４５６",
    "１２３－４５６",
    "１２３ー４５６",
    "123ｰ456",
    "123‐456",
    "123–456",
    "123—456",
    "123−456",
    "123\u00a0456",
    "123\u2009456",
    "\u200e123456\u200b",
    " 123456\r\n",
    "1 2 3 4 5 6",
  ])("%j is taken as 123456", (oneTimePassword) => {
    for (const verb of ["startToken", "proveCode"] as const) {
      expect(parseRequest(verb, { oneTimePassword })).toEqual({
        ok: true,
        value: { oneTimePassword: "123456" },
      });
    }
  });

  test.each<[string, FieldCode]>([
    ["", "missing"],
    [" 　", "missing"],
    ["12345", "not-6-digits"],
    ["１２３ ４５６ ７", "not-6-digits"],
    ["123 456 789 012", "not-6-digits"],
    ["1234567", "not-6-digits"],
    ["12345a", "not-digits"],
    ["１２３４５a", "not-digits"],
    ["123.456", "not-digits"],
  ])("%j is refused as %s", (oneTimePassword, code) => {
    for (const verb of ["startToken", "proveCode"] as const) {
      expect(parseRequest(verb, { oneTimePassword })).toEqual({
        ok: false,
        refusal: { code: "fields", fields: { oneTimePassword: code } },
      });
    }
  });
});

test.each(["かくにん", "x", " ", "０", "x".repeat(1_000)])(
  "確認用パスワード %j is compared, not judged",
  (confirmationPassword) => {
    expect(parseRequest("confirmIssue", { confirmationPassword })).toMatchObject({ ok: true });
  },
);

test("wherever digits are asked for, they are taken as they are typed and pasted", () => {
  expect(parseRequest("staffSignIn", { staffId: "１０ ００ ０１", pin: "６２４－８１３" })).toEqual(
    {
      ok: true,
      value: { staffId: "100001", pin: "624813" },
    },
  );
  expect(parseRequest("showSetupCode", { startPassword: "48 26" })).toEqual({
    ok: true,
    value: { startPassword: "4826" },
  });
  const filter = {
    day: "２０２６－０４－０１",
    customer: "",
    staffId: "100 001",
    kind: "",
    before: "１２",
  };
  expect(parseRequest("findJournal", filter)).toEqual({
    ok: true,
    value: { ...filter, day: "2026-04-01", staffId: "100001", before: "12" },
  });
});
