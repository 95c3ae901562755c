import type { Answer } from "../../../preload/contract/operations.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Append, WriteNewFile } from "../../core/ports/files.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Machine } from "../../core/ports/machine.ts";
import type { Errand, ErrandOutcome, ExportLine, ExportVerb } from "../../network/protocol.ts";

/** Does what only the kiosk's own machine can do. */
export interface Errands {
  /** Prints for the request `of`; null: the errand is one that comes after the answer. */
  before(errand: Errand, of: string): Promise<ErrandOutcome | null>;
  /** Restarts or shuts down, once the answer is there. */
  after(errand: Errand, answer: Answer<Verb>): void;
  /** Writes the export whose lines the service sends; null: they broke off, and there is no file. */
  write(lines: AsyncIterable<string>): Promise<Answer<ExportVerb> | null>;
}

/** A name without a folder: what the service names never lies elsewhere. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/;

/** The journal is the service's, and so is what its row about a slip says. */
const unknownEvent = { at: 0, customerId: null };

/** The printer and the power of `machine`; exports are written by `writeExport`. */
export function makeErrands(
  { power, slipPrinter }: Machine,
  writeExport: WriteNewFile,
  log: Pick<Log, "error">,
): Errands {
  return {
    async before(errand, of) {
      if (errand.kind !== "print") return null;
      const { slip } = errand;
      const printed = plainName.test(slip.name)
        ? await slipPrinter.print(slip, unknownEvent)
        : null;
      return { of, printed: printed?.ok === true ? printed.value : null };
    },
    after(errand, answer) {
      if (!answer.ok) return;
      if (errand.kind === "restart") power.restart();
      if (errand.kind === "shut-down") power.shutDown();
    },
    async write(texts) {
      const lines = parsed(texts);
      try {
        const first = await lines.next();
        if (first.done === true) return null;
        // Without a file the service has refused it.
        if ("answer" in first.value) return first.value.answer;
        if (!("file" in first.value) || !plainName.test(first.value.file)) return null;
        const written = await writeExport(first.value.file, (append) => appendAll(lines, append));
        if (written.ok) return written.value;
        if (written.refusal === "broken-off") return null;
        return typeof written.refusal === "string"
          ? refused({ code: "export-failed" })
          : written.refusal;
      } catch (error) {
        log.error("export-broken-off", error);
        return null;
      } finally {
        await lines.return(undefined);
      }
    },
  };
}

async function* parsed(texts: AsyncIterable<string>): AsyncGenerator<ExportLine, undefined> {
  for await (const text of texts) yield JSON.parse(text) as ExportLine;
}

/** Appends the text of an export until its answer, by which alone the file is whole. */
async function appendAll(
  lines: AsyncIterable<ExportLine>,
  append: Append,
): Promise<Result<Answer<ExportVerb>, Answer<ExportVerb> | "broken-off">> {
  try {
    for await (const line of lines) {
      if ("text" in line) await append(line.text);
      if ("answer" in line) return line.answer.ok ? ok(line.answer) : refused(line.answer);
    }
  } catch (error) {
    // What the disk refuses is told by the one who writes.
    if (error instanceof Error && "syscall" in error && error.syscall === "write") throw error;
  }
  return refused("broken-off");
}
