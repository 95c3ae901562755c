import fc from "fast-check";
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
          expect(read).toEqual(written.map((fields, at) => ({ line: at + 1, fields })));
        },
      ),
    );
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
  const decoded = async (bytes: Uint8Array, cuts: readonly number[] = []) =>
    (await all(japaneseText(inParts(bytes, cuts)))).join("");
  const ofWindows = "髙﨑①～㈱ｱｲｳ福島";

  test.each([
    ["UTF-8", encodedText(ofWindows, "utf8")],
    ["UTF-8 with a BOM", encodedText(`\ufeff${ofWindows}`, "utf8")],
    ["Shift_JIS as Windows has it", encodedText(ofWindows, "cp932")],
  ])("is told apart: %s", async (_name, bytes) => {
    expect(await decoded(bytes ?? new Uint8Array())).toBe(ofWindows);
  });

  test.each(["utf8", "cp932"] as const)(
    "in %s is whole wherever its parts end",
    async (encoding) => {
      const character = fc.constantFrom(...`a,\n${ofWindows}`.split(""));
      // Parts before the first kanji are ASCII; the one that has it tells the encoding.
      const text = fc.string({ unit: character, minLength: 1 }).map((rest) => `福島${rest}`);
      await fc.assert(
        fc.asyncProperty(text, fc.array(fc.nat(100)), async (written, cuts) => {
          const bytes = encodedText(written, encoding) ?? new Uint8Array();
          const parts = cuts.filter((cut) => cut % (bytes.length + 1) >= 4);
          expect(await decoded(bytes, parts)).toBe(written);
        }),
      );
    },
  );

  test("has U+FFFD where bytes are none of the encoding", async () => {
    const broken = (part: string, encoding: "utf8" | "cp932") =>
      Buffer.concat([encodedText(part, encoding) ?? Buffer.of(), Buffer.of(0x41, 0xff, 0x0a)]);
    expect(await decoded(broken("福島", "cp932"))).toContain("\ufffd");
    const bytes = broken("\ufeff福島", "utf8");
    expect(await decoded(bytes)).toBe("福島A\ufffd\n");
  });

  test("isn't written where the encoding lacks a character", () => {
    expect(encodedText("𠮷田", "cp932")).toBeNull();
    expect(encodedText("吉田", "cp932")).toEqual(Buffer.from("8b67936391", "hex").subarray(0, 4));
  });
});
