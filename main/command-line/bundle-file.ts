import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { bundleCheck } from "../core/domain/bundle-check.ts";
import type { BundleFault } from "../core/domain/bundle-check.ts";
import type { BundleReport } from "../core/domain/bundle-header.ts";

/** Far more than any line of a bundle has: a file without line feeds must not fill the memory. */
const longestLine = 1 << 20;
const lineFeed = 0x0a;

/** Checks the bundle `file`, of which only a part is in memory at a time. */
export async function checkBundleFile(
  file: string,
): Promise<Result<BundleReport, BundleFault | "file-unreadable">> {
  const { hash, signatures } = commandAdapters;
  const check = bundleCheck({ hash, isSignedBy: signatures.isSignedBy });
  let rest = Buffer.alloc(0);
  try {
    for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, part]);
      let begin = 0;
      for (let end = rest.indexOf(lineFeed); end >= 0; end = rest.indexOf(lineFeed, begin)) {
        const broken = check.next(textOf(rest.subarray(begin, end)));
        if (broken !== null) return refused(broken);
        begin = end + 1;
      }
      rest = rest.subarray(begin);
      if (rest.length > longestLine) break;
    }
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return refused("file-unreadable");
    throw error;
  }
  return check.end(textOf(rest));
}

/** Invalid UTF-8 becomes a text that no bundle contains, so that it can't pass for another line. */
function textOf(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : "not UTF-8";
}
