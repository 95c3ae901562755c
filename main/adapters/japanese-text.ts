import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { ForeignText } from "../core/ports/customers-file.ts";
import { wholeLines } from "./whole-lines.ts";

type Encoding = "utf8" | "cp932";

/** The number of bytes that are read before the encoding is decided. */
const headBytes = 200_000;

/**
 * Decodes a file's text from UTF-8 or from the Shift_JIS of Windows (CP932). The encoding follows from a BOM, else from
 * a header that has more than ASCII and is valid UTF-8, else from the majority of the characters at the beginning of
 * the file; a beginning of ASCII alone defers the decision to the first chunk that has more. U+FFFD stands where a byte
 * is invalid, and in a line of the other encoding, so that one broken line spoils only itself. CP932's user-defined
 * characters (F040–F9FC) become private characters of Unicode. A file that is recognised as neither encoding is
 * refused.
 */
export async function japaneseText(
  parts: AsyncIterable<Uint8Array>,
): Promise<Result<AsyncIterable<string>, ForeignText>> {
  const chunks = wholeLines(parts);
  const gathered: Buffer[] = [];
  for (let size = 0; size < headBytes;) {
    const next = await chunks.next();
    if (next.done === true) break;
    gathered.push(next.value);
    size += next.value.length;
  }
  const head = Buffer.concat(gathered);
  const foreign = foreignForm(head);
  return foreign === null ? ok(textOf(head, chunks)) : refused(foreign);
}

async function* textOf(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let encoding = encodingOf(head);
  yield decoded(head.subarray(hasMark(head) ? utf8Mark.length : 0), encoding);
  for await (const chunk of rest) {
    encoding ??= encodingOf(chunk);
    yield decoded(chunk, encoding);
  }
}

const utf8Mark = Buffer.of(0xef, 0xbb, 0xbf);

function hasMark(head: Buffer): boolean {
  return head.subarray(0, utf8Mark.length).equals(utf8Mark);
}

/** null: the text is ASCII alone. */
function encodingOf(text: Buffer): Encoding | null {
  if (hasMark(text)) return "utf8";
  const bytes = text.toString("latin1");
  if (!/[\x80-\xff]/.test(bytes)) return null;
  if (isUtf8(text)) return "utf8";
  const header = /[^\r\n]+/.exec(bytes)?.[0] ?? "";
  if (/[\x80-\xff]/.test(header) && isUtf8(Buffer.from(header, "latin1"))) return "utf8";
  // Two bytes that are invalid UTF-8 are one character of CP932. UTF-8 sequences of two bytes prove nothing, as
  // half-width kana have the same form.
  const whole = bytes.match(utf8Kanji)?.length ?? 0;
  const others = bytes.replace(utf8Any, "").match(/[\x80-\xff]/g)?.length ?? 0;
  return whole >= others / 2 ? "utf8" : "cp932";
}

/** UTF-8 characters of three and four bytes, and of two or more; the bytes are read as Latin-1. */
const utf8Kanji = /[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
const utf8Any = new RegExp(`${utf8Kanji.source}|[\\xc2-\\xdf][\\x80-\\xbf]`, "g");

function decoded(chunk: Buffer, encoding: Encoding | null): string {
  if (encoding === null) return chunk.toString("latin1");
  if (encoding === "utf8") return chunk.toString("utf8");
  const text = iconv.decode(chunk.includes(lastGaiji) ? withKnownGaiji(chunk) : chunk, "cp932");
  const bytes = chunk.toString("latin1");
  if (bytes.search(utf8Kanji) === -1) return text;
  // A line in UTF-8 among lines in CP932 would decode to other kanji.
  const inUtf8 = bytes
    .split("\n")
    .map((line) => line.search(utf8Kanji) !== -1 && isUtf8(Buffer.from(line, "latin1")));
  if (!inUtf8.includes(true)) return text;
  const lines = text.split("\n");
  return lines.map((line, at) => (inUtf8[at] === true ? `\ufffd${line}` : line)).join("\n");
}

/** The lead byte of the last row of user-defined characters, F941–F9FC, which the library doesn't know. */
const lastGaiji = 0xf9;

function withKnownGaiji(chunk: Buffer): Buffer {
  const bytes = Buffer.from(chunk);
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const lead = bytes[at] ?? 0;
    if (!((lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc))) continue;
    if (lead === lastGaiji && (bytes[at + 1] ?? 0) >= 0x40) bytes.set([0xf0, 0x40], at);
    if ((bytes[at + 1] ?? 0) >= 0x40) at += 1;
  }
  return bytes;
}

/** The form of a file that is neither UTF-8 nor CP932, by its beginning. */
function foreignForm(head: Buffer): ForeignText | null {
  const bytes = head.toString("latin1");
  // ZIP (.xlsx, .ods, or a compressed CSV), and the compound file of the former .xls.
  if (/^(?:PK\x03\x04|\xd0\xcf\x11\xe0)/.test(bytes)) return "workbook";
  if (/^(?:\xff\xfe|\xfe\xff)/.test(bytes) || /^(?:[\x20-\x7e]\0|\0[\x20-\x7e])/.test(bytes)) {
    return "utf-16";
  }
  // The escapes into and out of JIS X 0208 and JIS X 0201 (RFC 1468).
  if (/\x1b(?:\$[@B]|\([BIJ])/.test(bytes)) return "iso-2022-jp";
  if (isUtf8(head) || hasMark(head)) return null;
  const lines = bytes.split(/[\r\n]+/).filter((line) => /[\x80-\xff]/.test(line));
  return lines.filter(isEuc).length > lines.length / 2 ? "euc-jp" : null;
}

/**
 * Half-width kana of CP932 may also have the form of EUC-JP, but then have no byte from E0 on. The kanji that NEC and
 * IBM added may have it too, but JIS X 0208 has nothing in those rows.
 */
function isEuc(line: string): boolean {
  const form =
    /^(?:[\x00-\x7f]|[\xa1-\xa8\xad\xb0-\xf4][\xa1-\xfe]|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2})*$/;
  return form.test(line) && /[\xe0-\xfe]/.test(line);
}

/**
 * Characters that systems with JIS mappings use, and those that Windows uses for the same signs, which CP932 has
 * (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WindowsBestFit/bestfit932.txt, and JIS X 0208's for 〜 − ‖ —).
 */
const asWindows: Readonly<Record<string, string>> = {
  "\u301c": "\uff5e",
  "\u2212": "\uff0d",
  "\u2016": "\u2225",
  "\u2014": "\u2015",
  "\u00a2": "\uffe0",
  "\u00a3": "\uffe1",
  "\u00ac": "\uffe2",
  "\u00a6": "\uffe4",
  "\u00a5": "\\",
  "\u203e": "~",
  "\u00a0": " ",
  "\u2011": "\u2010",
  "\u00b7": "\u30fb",
  "\u2022": "\u30fb",
  "\u22ef": "\u2026",
};
const differing = new RegExp(`[${Object.keys(asWindows).join("")}]`, "gu");

/** Encodes `text`, with {@link asWindows} in CP932; null: the text has a character that the encoding lacks. */
export function encodedText(text: string, encoding: Encoding): Uint8Array | null {
  if (encoding === "utf8") return iconv.encode(text, encoding);
  const written = text.replace(differing, (sign) => asWindows[sign] ?? sign);
  const bytes = iconv.encode(written, encoding);
  return iconv.decode(bytes, encoding) === written ? bytes : null;
}
