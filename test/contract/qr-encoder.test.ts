import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { qrcodeEncoder } from "../../main/adapters/qrcode-encoder.ts";

const uri =
  "otpauth://totp/KENSHIN:999800000001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=KENSHIN&algorithm=SHA1&digits=6&period=60";

/** A picture of the symbol (PGM), four pixels a module, with its quiet zone of four modules. */
function picture(rows: readonly string[]): Buffer {
  const scale = 4;
  const margin = "0".repeat(4);
  const blank = "0".repeat(rows.length + 8);
  const empty = [blank, blank, blank, blank];
  const framed = [...empty, ...rows.map((row) => `${margin}${row}${margin}`), ...empty];
  const side = framed.length * scale;
  const pixels = framed.flatMap((row) => {
    const line = Array.from(row, (module) => (module === "1" ? "\0" : "\xff").repeat(scale));
    return line.join("").repeat(scale);
  });
  return Buffer.from(`P5 ${side} ${side} 255\n${pixels.join("")}`, "latin1");
}

test("an independent decoder reads the text from the modules", () => {
  const rows = qrcodeEncoder(uri);
  const { stdout } = spawnSync("zbarimg", ["--quiet", "--raw", "-"], { input: picture(rows) });
  expect(stdout.toString("utf8").trim()).toBe(uri);
});

test("the symbol is square, at most version 10, its finder patterns in three corners", () => {
  const rows = qrcodeEncoder(uri);
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([rows.length]));
  expect((rows.length - 17) % 4).toBe(0);
  expect(rows.length).toBeLessThanOrEqual(57);
  expect(rows.join("")).toMatch(/^[01]+$/);
  expect([rows[0]?.slice(0, 8), rows[0]?.slice(-8), rows.at(-1)?.slice(0, 8)]).toEqual([
    "11111110",
    "01111111",
    "11111110",
  ]);
});

test("the symbol states level M (ISO/IEC 18004, format information: 00, masked with 10)", () => {
  expect(qrcodeEncoder(uri)[8]?.slice(0, 2)).toBe("10");
});

test("a text that needs a symbol above version 10 is refused", () => {
  expect(qrcodeEncoder("a".repeat(213))).toHaveLength(57);
  expect(() => qrcodeEncoder("a".repeat(214))).toThrow(RangeError);
});
