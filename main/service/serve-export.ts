import { PassThrough } from "node:stream";
import type { Readable } from "node:stream";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { WriteNewFile } from "../core/ports/files.ts";
import type { ExportLine, ExportVerb, ServiceError, VerbMessage } from "../network/protocol.ts";
import type { ServeVerb } from "./serve-verb.ts";

/** Answers one request whose answer is a file: its lines, or why there are none. */
export type ServeExport = (
  fingerprint: string,
  verb: ExportVerb,
  message: VerbMessage,
) => Promise<Result<Readable, ServiceError>>;

/** Rows are gathered to about this many UTF-16 units a line. */
const gatheredLength = 16_384;

/** Thrown where the kiosk has gone, or begun with another file. */
class Unwritable extends Error {}

/**
 * The exports of a verb's own answer, in which the kiosk's file is a stream of lines: the kiosk writes them as they come,
 * and no faster than it reads them are they made. A stream that ends without an answer is no whole file.
 */
export function makeServeExport(serveVerb: ServeVerb): ServeExport {
  return async (fingerprint, verb, message) => {
    const lines = new PassThrough({ objectMode: true, highWaterMark: 4 });
    const { promise: begun, resolve } = Promise.withResolvers<null>();
    const served = serveVerb(fingerprint, verb, message, writerOf(lines, resolve));
    const end = served.then(
      (reply) => {
        if (!reply.ok) lines.destroy(new Unwritable(reply.refusal));
        else if (!lines.destroyed) lines.end({ answer: reply.value.answer });
        return reply;
      },
      (error: unknown) => {
        lines.destroy(error instanceof Error ? error : new Unwritable());
        throw error;
      },
    );
    // Its stream tells an error that comes after the first line.
    lines.on("error", () => undefined);
    const first = await Promise.race([begun, end]);
    end.catch(() => undefined);
    return first?.ok === false ? refused(first.refusal) : ok(lines);
  };
}

function writerOf(lines: PassThrough, begin: (begun: null) => void): WriteNewFile {
  let isBegun = false;
  const emit = async (line: ExportLine): Promise<void> => {
    if (lines.destroyed) throw new Unwritable();
    if (lines.write(line)) return;
    await new Promise<void>((resolve, reject) => {
      const settle = () => {
        lines.off("drain", settle).off("close", settle);
        if (lines.destroyed) reject(new Unwritable());
        else resolve();
      };
      lines.once("drain", settle).once("close", settle);
    });
  };
  return async (file, write) => {
    // A request that begins again would write its rows twice.
    if (isBegun) return refused("file-exists");
    isBegun = true;
    let waiting = "";
    try {
      await emit({ file });
      begin(null);
      const written = await write(async (text) => {
        waiting += text;
        if (waiting.length < gatheredLength) return;
        await emit({ text: waiting });
        waiting = "";
      });
      if (written.ok && waiting !== "") await emit({ text: waiting });
      return written;
    } catch (error) {
      if (error instanceof Unwritable) return refused("file-unwritable");
      throw error;
    }
  };
}
