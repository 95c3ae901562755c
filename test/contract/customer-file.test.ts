import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { csvLines } from "../../main/adapters/csv-lines.ts";
import { encodedText, japaneseText } from "../../main/adapters/japanese-text.ts";

/** `whole` in parts that end wherever `cuts` has them. */
async function* inParts<T extends string | Uint8Array>(whole: T, cuts: readonly number[]) {
  const ends = [...cuts.map((cut) => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  for (const [at, end] of ends.entries()) yield whole.slice(ends[at - 1] ?? 0, end) as T;
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
const linesOf = (text: string) => all(csvLines(inParts(text, [])));

const field = fc.string({ unit: fc.constantFrom(..."a, \"'=；髙ｱ".split("")), maxLength: 6 });
const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 8 });

describe("CSV", () => {
  test("is read back as RFC 4180 writes it, wherever its parts end", async () => {
    await fc.assert(
      fc.asyncProperty(
        ...[records, fc.boolean(), fc.constantFrom("\n", "\r\n"), fc.array(fc.nat(200))],
        async (written, quoted, ending, cuts) => {
          const cell = (value: string) =>
            quoted || /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
          const text = written.map((fields) => fields.map(cell).join(",") + ending).join("");
          const read = await all(csvLines(inParts(text, cuts)));
          const lines = written.map((fields, at) => ({ line: at + 1, fields }));
          // A line of separators alone is no record.
          const some = lines.filter(({ fields }) => /[^\s,"]/.test(fields.join("")));
          expect(read).toEqual(some);
        },
      ),
    );
  });

  test("ends its lines in LF, CRLF or CR, wherever its parts end, and counts them as an editor does", async () => {
    const text = "a,b\r\n\r\nc,d\re,f\n\n\rg,h";
    const expected = [
      { line: 1, fields: ["a", "b"] },
      { line: 3, fields: ["c", "d"] },
      { line: 4, fields: ["e", "f"] },
      { line: 7, fields: ["g", "h"] },
    ];
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(await all(csvLines(inParts(text, [cut])))).toEqual(expected);
    }
  });

  test.each([
    ["rows of commas", "a,b\n1,2\n,\n , \n　,\t\n"],
    ["rows of empty fields in quotes", 'a,b\n1,2\n"",""\n'],
    ["an end mark on a line of its own", "a,b\n1,2\n\x1a"],
    ["an end mark behind the last line", "a,b\n1,2\x1a"],
    ["NULs that fill the last block", "a,b\n1,2\n\0\0\0\0"],
    ["an end mark and NULs", "a,b\r\n1,2\r\n\x1a\0\0"],
    ["no line end", "a,b\n1,2"],
  ])("passes over %s", async (_what, text) => {
    expect(await linesOf(text)).toEqual([
      { line: 1, fields: ["a", "b"] },
      { line: 2, fields: ["1", "2"] },
    ]);
  });

  test("has a line break within quotes refused where the editor shows it, and no other line", async () => {
    expect(await linesOf('a,b\n"1\n2",3\n4,5')).toEqual([
      { line: 1, fields: ["a", "b"] },
      { line: 2, fault: "quotes" },
      { line: 3, fault: "quotes" },
      { line: 4, fields: ["4", "5"] },
    ]);
  });

  test("with quotes out of place spoils that line and no other", async () => {
    const text = 'a,b\r\n"open,2\r\nc"d,3\n\n"e"f,4\n"g ""h""",5';
    expect(await linesOf(text)).toEqual([
      { line: 1, fields: ["a", "b"] },
      { line: 2, fault: "quotes" },
      { line: 3, fault: "quotes" },
      { line: 5, fault: "quotes" },
      { line: 6, fields: ['g "h"', "5"] },
    ]);
  });

  test("that never ends a line isn't gathered", async () => {
    const long = Array.from({ length: 100 }, () => "x".repeat(1_000));
    async function* parts() {
      yield* long;
      yield "\nlast";
    }
    expect(await all(csvLines(parts()))).toEqual([
      { line: 1, fault: "too-long" },
      { line: 2, fields: ["last"] },
    ]);
  });
});

describe("Japanese text", () => {
  const decoded = async (bytes: Uint8Array, cuts: readonly number[] = []) => {
    const text = await japaneseText(inParts(bytes, cuts));
    if (!text.ok) throw new Error(text.refusal);
    return (await all(text.value)).join("");
  };
  const ofWindows = "髙﨑①～㈱ｱｲｳ福島";

  test.each([
    ["UTF-8", encodedText(ofWindows, "utf8")],
    ["UTF-8 with a BOM", encodedText(`\ufeff${ofWindows}`, "utf8")],
    ["Shift_JIS as Windows has it", encodedText(ofWindows, "cp932")],
  ])("is told apart: %s", async (_name, bytes) => {
    expect(await decoded(bytes ?? new Uint8Array())).toBe(ofWindows);
  });

  test("of names with kanji of NEC and IBM alone isn't EUC-JP, which has nothing in their rows", async () => {
    const written = "福島\n髙\n﨑\n髙﨑 髙";
    expect(await decoded(encodedText(written, "cp932") ?? new Uint8Array())).toBe(written);
  });

  test.each(["utf8", "cp932"] as const)(
    "in %s is whole wherever its parts end",
    async (encoding) => {
      const character = fc.constantFrom(...`a,\n${ofWindows}`.split(""));
      const text = fc.string({ unit: character, minLength: 1 }).map((rest) => `福島${rest}`);
      await fc.assert(
        fc.asyncProperty(text, fc.array(fc.nat(100)), async (written, cuts) => {
          const bytes = encodedText(written, encoding) ?? new Uint8Array();
          expect(await decoded(bytes, cuts)).toBe(written);
        }),
      );
    },
  );

  test.each(["utf8", "cp932"] as const)(
    "in %s that is much longer than what is looked at first, is whole",
    async (encoding) => {
      const line = "福島 太郎,ﾌｸｼﾏ ﾀﾛｳ,髙﨑①\r\n";
      for (const [start, times] of [
        ["id,name\n", 20_000],
        ["1,a\n".repeat(60_000), 100],
      ] as const) {
        const written = start + line.repeat(times);
        const bytes = encodedText(written, encoding) ?? new Uint8Array();
        const cuts = Array.from({ length: 40 }, (_, at) => at * 7_919);
        expect((await decoded(bytes, cuts)) === written).toBe(true);
      }
    },
  );

  test("has U+FFFD where bytes are none of the encoding", async () => {
    const broken = (part: string, encoding: "utf8" | "cp932") =>
      Buffer.concat([encodedText(part, encoding) ?? Buffer.of(), Buffer.of(0x41, 0xff, 0x0a)]);
    expect(await decoded(broken("福島", "cp932"))).toContain("\ufffd");
    const bytes = broken("\ufeff福島", "utf8");
    expect(await decoded(bytes)).toBe("福島A\ufffd\n");
  });

  const bad = (text: string) =>
    text.split("\n").flatMap((line, at) => (line.includes("\ufffd") ? [at + 1] : []));
  const joined = (...parts: (string | number[])[]) =>
    Buffer.concat(
      parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))),
    );
  const cp932 = (text: string) => [...(encodedText(text, "cp932") ?? [])];

  test.each([
    ["among others", joined("id,name\n1,福島\n2,東", [0xe6, 0x9d], ",x\n3,会津\n"), [3]],
    ["in the only line", joined("id,name\n1,山田", [0xe6, 0x9d], ",x\n"), [2]],
    ["with a Japanese header", joined("氏名,x\n", [0xe6, 0x9d], ",x\n", [0xe5], "\n"), [2, 3]],
    ["as the last byte", joined("id,name\n1,福島\n2,東", [0xe6, 0x9d]), [3]],
    ["with a BOM", joined("\ufeffid,name\n1,", [0xe6, 0x9d], "\n"), [2]],
    ["a line of Shift_JIS", joined("氏名\n福島 太郎\n", cp932("会津 花子"), "\n"), [3]],
  ])(
    "in UTF-8 with a character cut off (%s) spoils that line alone",
    async (_what, bytes, lines) => {
      const text = await decoded(bytes);
      expect(bad(text)).toEqual(lines);
      expect(text).not.toMatch(/[縺繧繝譁]/);
    },
  );

  test.each([
    ["cut off", joined(cp932("氏名,x\n福島,x\n会"), [0x92], cp932(",x\n磐城,x\n")), [3]],
    ["at the end", joined(cp932("氏名\n福島\n会"), [0x92]), [3]],
    ["a line of UTF-8", joined(cp932("氏名\n福島\n"), "東京\n", cp932("会津\n")), [3]],
    ["no character", joined(cp932("氏名\n福島"), [0xa0, 0xff], cp932("\n")), [2]],
  ])(
    "in Shift_JIS with a broken character (%s) spoils that line alone",
    async (_what, bytes, lines) => {
      expect(bad(await decoded(bytes))).toEqual(lines);
    },
  );

  test("in half-width kana alone is Shift_JIS", async () => {
    for (const kana of ["ﾌｸｼﾏ ﾀﾛｳ", "ﾂｲﾂｲ,ｱﾂﾞﾏ", "ﾌｸｼﾏ ｼﾞﾛｳ"]) {
      const bytes = encodedText(`id,kana\n1,${kana}\n2,ｱｲｳ\n`, "cp932") ?? new Uint8Array();
      expect(await decoded(bytes)).toBe(`id,kana\n1,${kana}\n2,ｱｲｳ\n`);
    }
  });

  test("has private characters where Shift_JIS has gaiji: all rows of them, and nothing else", async () => {
    for (let lead = 0xf0; lead <= 0xf9; lead += 1) {
      for (let trail = 0x40; trail <= 0xfc; trail += 1) {
        if (trail === 0x7f) continue;
        const bytes = joined(cp932("氏名\n髙"), [lead, trail], cp932("島\n"));
        expect(await decoded(bytes)).toMatch(/^氏名\n髙\p{Co}島\n$/u);
      }
    }
    // F9 as the second byte of another character.
    const bytes = Buffer.from([0x8a, 0xf9, 0x41, 0x93, 0xf9, 0x40]);
    expect(await decoded(bytes)).not.toMatch(/[\p{Co}\ufffd]/u);
  });

  test.each([
    ["utf-16", Buffer.from("\ufeffid,氏名\n", "utf16le")],
    ["utf-16", Buffer.from("\ufeffid,氏名\n", "utf16le").swap16()],
    ["utf-16", Buffer.from("id,氏名\n", "utf16le")],
    ["iso-2022-jp", joined("id,", [0x1b, 0x24, 0x42, 0x3b, 0x61, 0x1b, 0x28, 0x42], "\n")],
    ["euc-jp", joined([0xb8, 0xdc, 0xb5, 0xd2, 0xc8, 0xd6, 0xb9, 0xe6], "\n1\n")],
    ["euc-jp", joined("id,name\n1,", [0xca, 0xa1, 0xc5, 0xe7], "\n")],
    ["workbook", joined("PK\x03\x04", [0x14, 0, 6, 0])],
    ["workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ])("is refused as %s", async (form, bytes) => {
    expect(await japaneseText(inParts(bytes, [3]))).toEqual({ ok: false, refusal: form });
  });

  test("is written in Shift_JIS as Windows writes it", () => {
    const written = (text: string) =>
      iconv.decode(Buffer.from(encodedText(text, "cp932") ?? []), "cp932");
    expect(written("〜−‖—¢£¬¦¥‾\u00a0‑")).toBe("～－∥―￠￡￢￤\\~ ‐");
    expect(encodedText("¥", "cp932")).toEqual(Buffer.of(0x5c));
    expect(written(written("福島〜"))).toBe("福島～");
    expect(encodedText("〜¥", "utf8")).toEqual(Buffer.from("〜¥"));
  });

  test("isn't written where the encoding lacks a character", () => {
    expect(encodedText("𠮷田", "cp932")).toBeNull();
    expect(encodedText("吉田", "cp932")).toEqual(Buffer.from("8b67936391", "hex").subarray(0, 4));
  });
});
