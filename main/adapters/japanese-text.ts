import iconv from "iconv-lite";

export type Encoding = "utf8" | "cp932";

/**
 * A file's text, in UTF-8 or in Shift_JIS as Windows has it (CP932). A BOM tells, else the first part of the file that
 * has more than ASCII: it is UTF-8 if it can be. U+FFFD stands where a byte is none of the encoding.
 */
export async function* japaneseText(parts: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: ReturnType<typeof iconv.getDecoder> | null = null;
  for await (const part of parts) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.length);
    if (decoder === null && bytes.every((byte) => byte < 0x80)) {
      yield bytes.toString("latin1");
      continue;
    }
    decoder ??= iconv.getDecoder(isUtf8(bytes) ? "utf8" : "cp932");
    yield decoder.write(bytes);
  }
  yield decoder?.end() ?? "";
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** A character that the part cuts off at its end is none that is wrong. */
function isUtf8(part: Uint8Array): boolean {
  if (byteOrderMark.every((byte, at) => part[at] === byte)) return true;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(part, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** `text` in bytes; null: it has a character that the encoding lacks. */
export function encodedText(text: string, encoding: Encoding): Uint8Array | null {
  const bytes = iconv.encode(text, encoding);
  return encoding === "utf8" || iconv.decode(bytes, encoding) === text ? bytes : null;
}
