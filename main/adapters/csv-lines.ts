import { CsvError, parse } from "csv-parse/sync";
import type { CsvFault } from "../core/ports/customers-file.ts";

/** A line of a CSV file, or why it can't be read as one. `line`: from 1, as an editor counts. */
export type CsvLine =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: CsvFault };

/** More than any line of ours has, in characters. */
const longestLine = 10_000;
/** Parsed together, as most files have few lines that are wrong. */
const linesAtOnce = 500;

interface Line {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a CSV text as RFC 4180 has them, ending in CRLF, LF or CR. Passed over is what holds nothing: empty lines,
 * rows of commas and spaces as spreadsheets leave them behind, the end mark of old systems (0x1A) and the NULs that fill a
 * block behind the last line. No field of ours has a line break, so that a quote which is never closed spoils its own line
 * and no other, and the number of a line is the one that an editor shows.
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
    // What is too long already is not gathered further.
    rest = (lines.pop() ?? "").slice(0, longestLine + 2);
    for (const ended of lines) {
      line += 1;
      if (!isEmpty(ended)) yield { line, text: ended };
    }
  }
  const last = rest.replace(/[\0\x1a]+$/, "");
  if (!isEmpty(last)) yield { line: line + 1, text: last };
}

/** CRLF and CR become LF, also where a part ends within a CRLF. */
async function* withLineFeeds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let endedInCr = false;
  for await (const part of text) {
    if (part === "") continue;
    const rest = endedInCr && part.startsWith("\n") ? part.slice(1) : part;
    endedInCr = part.endsWith("\r");
    yield rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest;
  }
}

/** No customer is without anything but separators. */
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

/** null: its quotes are against RFC 4180, which is all that the parser refuses. */
function parsed(text: string): readonly (readonly string[])[] | null {
  if (text === "") return [];
  try {
    return parse(text, { relax_column_count: true, record_delimiter: "\n" });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
