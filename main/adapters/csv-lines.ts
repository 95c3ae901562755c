import { CsvError, parse } from "csv-parse/sync";
import type { CsvLine } from "../ports/customer-file.ts";

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
 * The lines of a CSV text as RFC 4180 has them, ending in CRLF or LF; empty ones are passed over. No field of ours has
 * a line break, so that a quote which is never closed spoils its own line and no other.
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
  for await (const part of text) {
    const lines = (rest + part).split("\n");
    // What is too long already is not gathered further.
    rest = (lines.pop() ?? "").slice(0, longestLine + 2);
    for (const ended of lines) {
      line += 1;
      const text = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      if (text !== "") yield { line, text };
    }
  }
  if (rest !== "") yield { line: line + 1, text: rest };
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
