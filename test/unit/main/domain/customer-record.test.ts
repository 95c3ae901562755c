import { describe, expect, test } from "vitest";
import { readHeader, readRecord } from "../../../../main/domain/customer-record.ts";

const english = [
  ...["id", "login_id", "name", "kana"],
  ...["login_password", "confirmation_password", "transfer_limit_yen"],
];
const phc = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$${"A".repeat(43)}`;
const right = ["C1", "taro0001", "福島 太郎", "ﾌｸｼﾏ　ﾀﾛｳ", "tarologin1", phc, "1000000"];

function read(fields: readonly string[]) {
  const header = readHeader(english);
  if (!header.ok) throw new Error("The header is right");
  return readRecord(header.value, fields);
}
const readWith = (column: string, value: string) =>
  read(right.map((field, at) => (english[at] === column ? value : field)));

describe("the header", () => {
  test("names its columns in English or Japanese, in any order, and may lack the reading", () => {
    const header = readHeader([
      ...["振込・振替限度額", "LOGIN_ID", " 氏名 ", "確認用パスワード"],
      ...["ログインパスワード", "顧客番号"],
    ]);
    expect(header.ok && [...header.value.keys()]).toEqual([
      ...["transferLimitYen", "loginId", "name", "confirmationPassword"],
      ...["loginPassword", "id"],
    ]);
  });

  test("is refused by place or by the missing name, never by what stands there", () => {
    expect(readHeader([...english, "password"])).toMatchObject({
      refusal: { code: "column-unknown", place: 8 },
    });
    expect(readHeader(["id", "顧客番号"])).toMatchObject({
      refusal: { code: "column-twice", place: 2 },
    });
    expect(readHeader(english.filter((name) => name !== "name"))).toMatchObject({
      refusal: { code: "column-missing", name: "氏名 / name" },
    });
  });
});

describe("a line", () => {
  test("is a customer, with the reading in full-width katakana", () => {
    expect(read(right)).toEqual({
      ok: true,
      value: {
        id: "C1",
        loginId: "taro0001",
        name: "福島 太郎",
        kana: "フクシマ タロウ",
        loginPassword: { plain: "tarologin1" },
        confirmationPassword: { hash: phc },
        transferLimitYen: 1_000_000,
      },
    });
    expect(readWith("kana", "ふくしま　たろう")).toMatchObject({
      value: { kana: "フクシマ タロウ" },
    });
    expect(readWith("kana", "ｶ)ｱｲﾂﾞｼｮｳｼﾞ")).toMatchObject({ value: { kana: "カ)アイヅショウジ" } });
    expect(readWith("kana", "")).toMatchObject({ value: { kana: "" } });
    expect(readWith("login_password", "")).toMatchObject({ value: { loginPassword: null } });
    expect(readWith("login_password", "$ecret")).toMatchObject({
      value: { loginPassword: { plain: "$ecret" } },
    });
  });

  test.each([
    ["id", "", "id-form"],
    ["id", "=1+1", "id-form"],
    ["id", "x".repeat(41), "id-form"],
    ["login_id", "太郎", "login-id-form"],
    ["login_id", "-taro", "login-id-form"],
    ["login_id", "ta ro", "login-id-form"],
    ["name", " ", "name-form"],
    ["name", "a\tb", "name-form"],
    ["name", "名".repeat(81), "name-form"],
    ["name", "=cmd|' /C calc'!A0", "name-formula"],
    ["name", "＝1+1", "name-formula"],
    ["name", "@SUM(1)", "name-formula"],
    ["name", "福\ufffd", "undecodable"],
    ["kana", "福島", "kana-form"],
    ["kana", "-タロウ", "kana-form"],
    ["login_password", "パスワード", "login-password-form"],
    ["login_password", "with space", "login-password-form"],
    ["login_password", "$2b$12$abcdefghijklmnopqrstuv", "login-password-form"],
    ["login_password", phc.replace("id", "i"), "login-password-form"],
    ["login_password", phc.slice(0, -30), "login-password-form"],
    ["confirmation_password", phc.replace("19456", "999999"), "confirmation-password-form"],
    ["confirmation_password", phc.replace("19456", "64"), "confirmation-password-form"],
    ["transfer_limit_yen", "1,000", "limit-form"],
    ["transfer_limit_yen", "-1", "limit-form"],
    ["transfer_limit_yen", "１００", "limit-form"],
    ["transfer_limit_yen", "", "limit-form"],
  ])("with %s %j is refused: %s", (column, value, fault) => {
    expect(readWith(column, value)).toEqual({ ok: false, refusal: fault });
  });

  test("with a field too few or too many is refused", () => {
    expect(read(right.slice(1))).toEqual({ ok: false, refusal: "field-count" });
    expect(read([...right, ""])).toEqual({ ok: false, refusal: "field-count" });
  });
});
