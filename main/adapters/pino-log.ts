import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname, format, parse } from "node:path";
import { pino, stdTimeFunctions } from "pino";
import type { Log } from "../core/ports/log.ts";

/** 5 MB in use and five rotated files: months of an unattended kiosk, and never more than 30 MB. */
const bounds = { bytes: 5_000_000, setAside: 5 };
const longestText = 200;

/**
 * Writes JSON lines (mode 600) to `path`, each before the call returns; the file's folder is made when it is missing,
 * its parent isn't. A line that would bring the file above `bytes` begins a new one: `kiosk.log` becomes `kiosk.1.log`,
 * that one `kiosk.2.log`, and files beyond `setAside` are deleted. A log that can't be written is never a reason to
 * stop serving: its lines are lost.
 */
export function pinoLog(path: string, { bytes, setAside } = bounds): Log {
  attempt(() => {
    chmodSync(path, 0o600);
  });
  // The file is opened again for each line, so that a rotated file is never written to again.
  const append = (line: string) => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0 && size + Buffer.byteLength(line) > bytes) attempt(() => turn(path, setAside));
    appendFileSync(path, line, { mode: 0o600 });
  };
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

/** Oldest first, so that each name is free before it is used; the last rename replaces the oldest file. */
function turn(path: string, setAside: number): void {
  const { dir, name, ext } = parse(path);
  const nameOf = (age: number) =>
    age === 0 ? path : format({ dir, name: `${name}.${String(age)}`, ext });
  for (let age = setAside; age > 0; age -= 1) {
    if (existsSync(nameOf(age - 1))) renameSync(nameOf(age - 1), nameOf(age));
  }
}

function attempt(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false; // A full disk or a lost folder: this can't be reported anywhere.
  }
}

/** A caller may pass an object against the types; it could carry anything and is left out. */
function onlyScalars(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const scalars: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "number" || typeof value === "boolean") scalars[name] = value;
    if (typeof value === "string") scalars[name] = clean(value).slice(0, longestText);
  }
  return scalars;
}

/** Name, message and stack alone: a library's error may carry the request that failed. */
export function described(error: unknown): string {
  return clean(error instanceof Error ? (error.stack ?? error.message) : typeof error);
}

/**
 * Mail servers repeat the recipient in their refusals; an address that isn't a dot-atom is in quotes there (RFC 5321
 * §4.1.2).
 */
function clean(text: string): string {
  const address = /(?:"[^"\n]*"|[^\s<>()":;,\\]+)@[\w-]+(?:\.[\w-]+)+/g;
  return text.replaceAll(address, "[mail address]");
}
