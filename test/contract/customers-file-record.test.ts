import { describe, expect, test } from "vitest";
import { defaults } from "../../main/config/defaults.ts";
import { readHeader } from "../../main/adapters/customers-file/columns.ts";
import { readRecord } from "../../main/adapters/customers-file/read-record.ts";

const english = [
  ...["id", "login_id", "name", "kana"],
  ...["login_password", "confirmation_password", "transfer_limit_yen", "status"],
];
const phc = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$${"A".repeat(43)}`;
const right = ["C1", "taro0001", "福島 太郎", "ﾌｸｼﾏ　ﾀﾛｳ", "tarologin1", phc, "1000000", ""];

function read(fields: readonly string[], rules = defaults.customers) {
  const header = readHeader(english);
  if (!header.ok) throw new Error("The header is right");
  return readRecord(header.value, fields, rules);
}
const readWith = (column: string, value: string) =>
  read(right.map((field, at) => (english[at] === column ? value : field)));

describe("the header", () => {
  test("names its columns in English or Japanese, in any order; some may be missing", () => {
    const header = readHeader([
      ...["振込・振替限度額", "LOGIN_ID", " 氏名 ", "確認用パスワード", "ﾛｸﾞｲﾝパスワード"],
      ...["顧客番号", "登録状況", "状態", "", "　"],
    ]);
    expect(header).toMatchObject({ value: { width: 8 } });
    expect(header.ok && [...header.value.places]).toEqual([
      ...[
        ["transferLimitYen", 0],
        ["loginId", 1],
        ["name", 2],
        ["confirmationPassword", 3],
      ],
      ...[
        ["loginPassword", 4],
        ["id", 5],
        ["status", 7],
      ],
    ]);
  });

  test("is refused by place or by the missing name, never by what stands there", () => {
    expect(readHeader([...english, "password"])).toMatchObject({
      refusal: { code: "column-unknown", place: 9 },
    });
    expect(readHeader(["id", "顧客番号"])).toMatchObject({
      refusal: { code: "column-twice", place: 2 },
    });
    expect(readHeader(english.filter((name) => name !== "name"))).toMatchObject({
      refusal: { code: "column-missing", name: "氏名 / name" },
    });
    expect(readHeader(["id\tname"])).toMatchObject({ refusal: { code: "separator" } });
    expect(readHeader(["id;name"])).toMatchObject({ refusal: { code: "separator" } });
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
        status: null,
      },
    });
    expect(readWith("kana", "")).toMatchObject({ value: { kana: "" } });
    expect(readWith("login_password", "")).toMatchObject({ value: { loginPassword: null } });
    expect(readWith("name", "福島\0\0")).toMatchObject({ value: { name: "福島" } });
  });

  test.each([
    ["利用可", "active"],
    ["停止", "suspended"],
    [" 解約　", "closed"],
    ["Closed", "closed"],
  ])("has the status %s", (written, status) => {
    expect(readWith("status", written)).toMatchObject({ value: { status } });
  });

  test("keeps the kanji of a name, and makes marks one with their letter", () => {
    expect(readWith("name", "\ufa1b島 葛\u{e0100}")).toMatchObject({
      value: { name: "\ufa1b島 葛\u{e0100}" },
    });
    expect(readWith("name", "さと\u3099う Nguye\u0302\u0303n")).toMatchObject({
      value: { name: "さどう Nguyễn" },
    });
  });

  test.each([
    ["id", "", "form"],
    ["id", "x".repeat(41), "form"],
    ["login_id", "太郎", "form"],
    ["login_id", "-taro", "form"],
    ["login_id", "ta ro", "form"],
    ["login_id", "taro+0001", "form"],
    ["name", " ", "form"],
    ["name", "a\tb", "form"],
    ["name", "名".repeat(81), "form"],
    ["name", "=cmd|' /C calc'!A0", "formula"],
    ["name", "＝1+1", "formula"],
    ["name", "@SUM(1)", "formula"],
    ["name", "福\ufffd", "undecodable"],
    ["name", "\ue000島", "gaiji"],
    ["kana", "\ue757", "gaiji"],
    ["name", "渡〓", "gaiji"],
    ["kana", "福島", "form"],
    ["kana", "-タロウ", "form"],
    ["login_password", "パスワード", "password-characters"],
    ["confirmation_password", phc.replace("19456", "999999"), "phc"],
    ["transfer_limit_yen", "1,000", "form"],
    ["transfer_limit_yen", "-1", "form"],
    ["transfer_limit_yen", "１００", "form"],
    ["transfer_limit_yen", "", "form"],
    ["status", "凍結", "form"],
  ])("with %s %j is refused: %s", (column, value, code) => {
    expect(readWith(column, value)).toMatchObject({ ok: false, refusal: { code } });
    const fault = readWith(column, value);
    if (value !== "") expect(JSON.stringify(fault)).not.toContain(value);
  });

  test("may have the signs in its IDs that the bank allows, but no date", () => {
    const rules = { ...defaults.customers, loginIdSigns: "@/" };
    const withId = (loginId: string) => read(["C1", loginId, ...right.slice(2)], rules);
    expect(withId("taro@example")).toMatchObject({ value: { loginId: "taro@example" } });
    expect(withId("ta-ro")).toMatchObject({ refusal: { code: "form", column: "loginId" } });
    expect(withId("2025/1/2")).toMatchObject({ refusal: { code: "spreadsheet", value: "date" } });
  });

  test("with fewer fields is refused, as one that was cut off; with empty ones more it is taken", () => {
    expect(read(right.slice(1))).toEqual({ ok: false, refusal: { code: "field-count" } });
    expect(read([...right, "", "　"])).toMatchObject({ ok: true });
    expect(read([...right, "1"])).toEqual({ ok: false, refusal: { code: "field-count" } });
  });
});
