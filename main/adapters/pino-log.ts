import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pino, stdTimeFunctions } from "pino";
import type { Log } from "../ports/log.ts";

const largestBytes = 10_000_000;
const longestText = 200;

/**
 * JSON lines (mode 600) at `path`, each written before the call returns; the file's folder is made when
 * it is missing, the one above isn't. A file above 10 MB is set aside as `<path>.1` at start. A log that
 * can't be written is never a reason to stop serving: its lines are lost.
 */
export function pinoLog(path: string): Log {
  attempt(() => {
    const size = statSync(path).size;
    if (size > largestBytes) renameSync(path, `${path}.1`);
    else chmodSync(path, 0o600);
  });
  const append = (line: string) => appendFileSync(path, line, { mode: 0o600 });
  const makeFolder = () => mkdirSync(dirname(path), { mode: 0o700 });
  const logger = pino(
    {
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    {
      write(line) {
        if (attempt(() => append(line))) return;
        attempt(makeFolder);
        attempt(() => append(line));
      },
    },
  );
  return {
    info: (event, fields = {}) => {
      logger.info(onlyScalars(fields), event);
    },
    error: (event, error, reference) => {
      logger.error(
        { ...(reference !== undefined && { reference }), error: described(error) },
        event,
      );
    },
  };
}

function attempt(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false; // A full disk or a lost folder: there is nowhere left to say so.
  }
}

/** Whatever a caller passes against its types: an object could carry anything, and stays out. */
function onlyScalars(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const scalars: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "number" || typeof value === "boolean") scalars[name] = value;
    if (typeof value === "string") scalars[name] = clean(value).slice(0, longestText);
  }
  return scalars;
}

/** Name, message and stack alone: a library's error may carry the request it failed at. */
function described(error: unknown): string {
  return clean(error instanceof Error ? (error.stack ?? error.message) : typeof error);
}

/** Mail servers repeat the recipient in their refusals. */
function clean(text: string): string {
  return text.replaceAll(/[^\s<>()"':;,/\\]+@[\w-]+(?:\.[\w-]+)+/g, "[mail address]");
}
