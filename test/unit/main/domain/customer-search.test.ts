import { describe, expect, test } from "vitest";
import { searchKey } from "../../../../main/core/domain/customer-search.ts";

/** Names that are one in a search, as they are registered and as they are typed, or the other way about. */
const same: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "exactly as registered": [["佐藤 ひろし", "佐藤 ひろし"]],
  "hiragana and katakana": [
    ["佐藤 ひろし", "佐藤 ヒロシ", "佐藤 ﾋﾛｼ"],
    ["ふくしま たろう", "フクシマ タロウ", "ﾌｸｼﾏ ﾀﾛｳ", "フくシま タろウ"],
    ["ゔぃくとりあ", "ヴィクトリア", "ｳﾞｨｸﾄﾘｱ"],
  ],
  width: [
    ["ＡＢＣ商事", "ABC商事", "ａｂｃ商事"],
    ["第1ビル", "第１ビル", "第①ビル"],
    ["ガーデン", "ｶﾞｰﾃﾞﾝ"],
  ],
  "a voiced mark of its own": [
    ["ガ", "か\u3099", "カ\u3099", "カ゛", "ｶﾞ", "カ ゛", "カﾞ", "が"],
    ["ぱ", "は\u309a", "ハ゜", "ﾊﾟ"],
  ],
  "small kana": [
    ["キョウコ", "キヨウコ", "ｷﾖｳｺ", "ｷｮｳｺ", "きょうこ", "きようこ"],
    ["ハットリ", "ハツトリ", "ﾊｯﾄﾘ"],
    ["ファン", "フアン", "ﾌｱﾝ"],
    ["関ヶ原", "関ケ原", "関ｹ原"],
    ["八ヵ岳", "八カ岳"],
    ["シヮ", "シワ", "しゎ"],
    ["ㇰリ", "クリ"],
  ],
  "kana that others took the place of": [
    ["トメヲ", "トメオ", "とめを"],
    ["キヱ", "キエ", "きゑ"],
    ["ヰト", "イト", "ゐと"],
  ],
  "the long mark": [
    ...["-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "ｰ", "〜", "～", "~", "─", "━", "ーー"].map(
      (mark) => ["マリー", `マリ${mark}`, `ﾏﾘ${mark}`, `まり${mark}`],
    ),
    ["ローラ", "ロ-ラ", "ﾛｰﾗ"],
  ],
  "a repetition and its mark": [
    ["佐々木", "佐佐木"],
    ["佐々 木", "佐 々木"],
    ["奈々子", "奈奈子", "奈〻子"],
    ["みすゞ", "ミスヾ", "みすず", "ﾐｽｽﾞ", "みすゝ\u3099"],
    ["こゝろ", "コヽロ", "こころ"],
    ["つゞき", "つづき"],
    ["かがゝ", "カガカ"],
    ["髙々", "高高"],
  ],
  spaces: [
    ["福島 太郎", "福島太郎", "福島　太郎", " 福島  太郎 ", "福 島\t太 郎", "福島\u00a0太郎"],
    [
      "福島太郎",
      "福島\u200b太郎",
      "福\u2060島\ufeff太郎",
      "福島\u2003太郎",
      "福島\u00ad太郎\u0000",
    ],
  ],
  "dots and signs": [
    [
      "マリー・アン",
      "マリー･アン",
      "マリー アン",
      "マリー＝アン",
      "マリー゠アン",
      "マリーアン",
      "マリー.アン",
    ],
    ["ｶ)ｸﾞﾛ-ﾊﾞﾙ", "カ）グローバル", "カ グローバル"],
    ["O'Brien", "O’Brien", "OBrien", "Oʼbrien", "o´brien", "O`Brien"],
    ["Jean-Luc", "Jean Luc", "Jean‐Luc", "JEANLUC"],
    ["A&B", "Ａ＆Ｂ", "A & B"],
    ["「福」", "福", "｢福｣"],
  ],
  letters: [
    [
      "Nguyễn Văn Đức",
      "NGUYEN VAN DUC",
      "nguyen van duc",
      "Ｎｇｕｙｅｎ Van Duc",
      "Nguye\u0302\u0303n Văn Đức",
    ],
    ["João Conceição", "joao conceicao"],
    ["Straße", "STRASSE", "strasse"],
    ["Søren Ærø", "soren aero"],
    ["Łukasz", "lukasz"],
    ["İpek Işık", "ipek isik"],
    ["ΣΊΣΥΦΟΣ", "Σίσυφος"],
  ],
  "compatibility ideographs": [
    ["福", "福"],
    ["神", "神"],
    ["羽", "羽"],
    ["塚", "塚"],
    ["都", "都"],
    ["⼤⽥", "大田"],
    ["⻑野", "長野"],
  ],
  "variation selectors": [
    ["葛\u{e0100}城", "葛城", "葛\ufe00城"],
    ["渡辺\u{e0101}", "渡辺"],
  ],
  "variants of kanji": [
    ["髙橋", "高橋", "髙槗"],
    ["山﨑", "山崎", "山嵜", "山碕"],
    ["渡邉", "渡邊", "渡辺"],
    ["斎藤", "齋藤", "齊藤", "斉藤"],
    ["德田", "徳田"],
    ["濵田", "濱田", "浜田"],
    ["𠮷田", "吉田"],
    ["嶋田", "島田", "嶌田"],
    ["澤", "沢"],
    ["廣瀨", "広瀬", "廣瀬"],
    ["國", "国", "圀"],
    ["眞", "真"],
    ["槇", "槙"],
    ["冨", "富"],
    ["桒", "桑"],
    ["渕", "淵", "渊"],
    ["舘", "館"],
    ["淸", "清"],
    ["瀧", "滝"],
    ["櫻", "桜"],
    ["龍", "竜"],
    ["惠", "恵"],
    ["彌", "弥"],
    ["藪", "薮", "籔"],
    ["薗", "園"],
    ["靍", "靏", "鶴"],
    ["埜", "野"],
    ["峯", "峰"],
    ["凜", "凛"],
    ["熙", "煕", "熈", "凞"],
    ["晄", "晃"],
    ["曻", "昇"],
    ["萬", "万"],
    ["藝", "芸"],
    ["鷗", "鴎"],
    ["檜", "桧"],
  ],
};

describe.each(Object.entries(same))("%s", (_what, groups) => {
  test.each(groups)("%s is the same as %s", (...ways) => {
    const [first = "", ...others] = ways.map(searchKey);
    expect(first).not.toBe("");
    for (const [at, other] of others.entries()) expect(other, ways[at + 1]).toBe(first);
  });
});

test.each([
  ["坂", "阪"],
  ["英", "叡"],
  ["崎", "埼"],
  ["カ", "ガ"],
  ["ハ", "パ"],
  ["渡辺", "渡部"],
  ["サトウ", "サト"],
  ["コウ", "コー"],
  ["a", "b"],
  ["福", "富"],
])("%s isn't %s", (one, other) => {
  expect(searchKey(one)).not.toBe(searchKey(other));
});

test.each([
  "",
  " ",
  "　",
  "・",
  "-",
  "ー",
  "%",
  "_",
  "々",
  "ゝ",
  "゛",
  "\u0000",
  "\ud842",
  "\u200b",
  "()",
  "'",
])("%j alone is nothing that could be searched", (text) => {
  expect(searchKey(text)).toBe("");
});
