/** In bytes; a part without a line end that is longer is from no valid file, and is passed on as it is. */
const longest = 1_000_000;
const [lf, cr] = [0x0a, 0x0d];

/**
 * The same bytes in chunks that end at a line end, LF or CR, so that no character is cut in two: neither byte is part
 * of a longer character in UTF-8 or CP932. A CRLF is never cut either.
 */
export async function* wholeLines(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of parts) {
    const bytes = Buffer.concat([rest, part]);
    // The last byte is held back, as an LF may follow it.
    const within = bytes.subarray(0, -1);
    const end = Math.max(within.lastIndexOf(lf), lastLoneCr(bytes)) + 1;
    const cut = end === 0 && bytes.length > longest ? bytes.length : end;
    if (cut > 0) yield bytes.subarray(0, cut);
    rest = bytes.subarray(cut);
  }
  if (rest.length > 0) yield rest;
}

/** For a file whose lines end in CR alone. */
function lastLoneCr(bytes: Buffer): number {
  const at = bytes.subarray(0, -1).lastIndexOf(cr);
  return at !== -1 && bytes[at + 1] === lf ? -1 : at;
}
