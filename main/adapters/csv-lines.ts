import { CsvError, parse } from "csv-parse/sync";
import type { CsvFault } from "../core/ports/customers-file.ts";

/** A line of a CSV file, or why it can't be parsed. `line` counts from 1, as an editor does. */
export type CsvLine =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: CsvFault };

/** In characters; no line of a customers' file is as long. */
const longestLine = 10_000;
/** Lines are parsed in batches, as most files have few wrong lines. */
const linesAtOnce = 500;

interface Line {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Reads the lines of a CSV text (RFC 4180) that end in CRLF, LF or CR. Lines without content are skipped: empty lines,
 * rows of commas and spaces that spreadsheets leave behind, the end mark of old systems (0x1A) and the NULs that fill a
 * block behind the last line. No field of a customers' file has a line break, so a quote that is never closed spoils
 * only its own line, and the number of a line is the one that an editor shows.
 */
export async function* csvLines(text: AsyncIterable<string>): AsyncGenerator<CsvLine> {
  let batch: Line[] = [];
  for await (const line of linesOf(text)) {
    batch.push(line);
    if (batch.length < linesAtOnce) continue;
    yield* recordsOf(batch);
    batch = [];
  }
  yield* recordsOf(batch);
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let rest = "";
  for await (const part of withLineFeeds(text)) {
    const lines = (rest + part).split("\n");
    // A line that is already too long is not gathered further.
    rest = (lines.pop() ?? "").slice(0, longestLine + 2);
    for (const ended of lines) {
      line += 1;
      if (!isEmpty(ended)) yield { line, text: ended };
    }
  }
  const last = rest.replace(/[\0\x1a]+$/, "");
  if (!isEmpty(last)) yield { line: line + 1, text: last };
}

/** CRLF and CR become LF, also where a chunk ends within a CRLF. */
async function* withLineFeeds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let endedInCr = false;
  for await (const part of text) {
    if (part === "") continue;
    const rest = endedInCr && part.startsWith("\n") ? part.slice(1) : part;
    endedInCr = part.endsWith("\r");
    yield rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest;
  }
}

/** A line of separators alone is no customer. */
function isEmpty(line: string): boolean {
  return !/[^\s,"\0\x1a]/.test(line);
}

function recordsOf(batch: readonly Line[]): readonly CsvLine[] {
  const short = batch.every(({ text }) => text.length <= longestLine);
  const records = short ? parsed(batch.map(({ text }) => text).join("\n")) : null;
  if (records?.length === batch.length) {
    return batch.map(({ line }, at) => ({ line, fields: records[at] ?? [] }));
  }
  return batch.map(recordOf);
}

function recordOf({ line, text }: Line): CsvLine {
  if (text.length > longestLine) return { line, fault: "too-long" };
  const [fields] = parsed(text) ?? [];
  return fields === undefined ? { line, fault: "quotes" } : { line, fields };
}

/** null: the quotes are against RFC 4180, the only reason for which the parser refuses a line. */
function parsed(text: string): readonly (readonly string[])[] | null {
  if (text === "") return [];
  try {
    return parse(text, { relax_column_count: true, record_delimiter: "\n" });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
