import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchKey, searchKeyVersion } from "../../../../main/core/domain/customer-search.ts";
import { kanjiVariants } from "../../../../main/core/domain/kanji-variants.ts";

const oneOf = (characters: string) => fc.constantFrom(...Array.from(characters));

const names = fc
  .array(
    fc.oneof(
      oneOf("あいうがぱゃっゎゔヶヵァャッーｶﾞﾊﾟ-－−〜々ゝゞヽヾ・＝.' 　゛\u3099\u309a"),
      oneOf(`佐藤高橋渡辺福島太郎福葛\u{e0100}${[...kanjiVariants.keys()].join("")}`),
      oneOf("aBçễĐßİıΣς０①㈱"),
      fc.string({ unit: "binary", maxLength: 1 }),
    ),
  )
  .map((parts) => parts.join(""));

describe("of any text", () => {
  test("a key's key is itself", () => {
    fc.assert(fc.property(names, (name) => searchKey(searchKey(name)) === searchKey(name)));
    const other: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCodePoint(code);
      const key = searchKey(character);
      if (searchKey(key) !== key) other.push(character);
    }
    expect(other).toEqual([]);
  });

  test("the key of a beginning begins the key, wherever what belongs to a character isn't cut off", () => {
    fc.assert(
      fc.property(names, names, (start, rest) => {
        fc.pre(
          !/^[\p{M}゛゜ﾞﾟ]/u.test(
            rest.normalize("NFKC").replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu, ""),
          ),
        );
        const whole = start + rest;
        fc.pre(whole.isWellFormed());
        return searchKey(whole).startsWith(searchKey(start));
      }),
    );
  });

  test("width, kana, spaces and composition make no difference", () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = searchKey(name);
        const katakana = name.replace(/[ぁ-ゖ]/gu, (kana) =>
          String.fromCharCode(kana.charCodeAt(0) + 0x60),
        );
        for (const way of [
          name.normalize("NFD"),
          name.normalize("NFC"),
          name.normalize("NFKC"),
          katakana,
          ` ${name}　`,
        ]) {
          expect(searchKey(way)).toBe(key);
        }
      }),
    );
  });
});

test("each variant of a kanji leads to one that is no variant itself, and stands once", () => {
  for (const [variant, standard] of kanjiVariants) {
    expect(variant.normalize("NFKC"), variant).toBe(variant);
    expect(standard.normalize("NFKC"), standard).toBe(standard);
    expect(kanjiVariants.has(standard), standard).toBe(false);
    expect(searchKey(variant)).toBe(searchKey(standard));
  }
});

/** Kept keys are made anew only where the version tells them from those of before. */
test("what keys are belongs to their version", () => {
  const digest = createHash("sha256");
  for (const [first, last] of [
    [0x20, 0x24f],
    [0x370, 0x3ff],
    [0x1e00, 0x1fff],
    [0x2e80, 0x30ff],
    [0x3400, 0x9ffc],
    [0xf900, 0xffef],
    [0x2_0000, 0x2_a6dd],
  ] as const) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCodePoint(code);
      digest.update(`${searchKey(character)} ${searchKey(`ア${character}${character}`)}\n`);
    }
  }
  expect([searchKeyVersion, digest.digest("hex")]).toMatchInlineSnapshot(`
    [
      1,
      "704aa6d91dcbe15f91f90d037bd8321615ed9325c144a871806f396244291e6b",
    ]
  `);
});
