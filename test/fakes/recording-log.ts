import type { Log } from "../../main/core/ports/log.ts";

export interface LogEntry {
  readonly level: "info" | "error";
  readonly event: string;
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  readonly error?: unknown;
  readonly reference?: string;
}

/** Keeps every entry instead of writing it. */
export interface RecordingLog extends Log {
  readonly entries: readonly LogEntry[];
}

export function recordingLog(): RecordingLog {
  const entries: LogEntry[] = [];
  return {
    entries,
    info: (event, fields) => entries.push({ level: "info", event, ...(fields && { fields }) }),
    error: (event, error, reference) =>
      entries.push({
        level: "error",
        event,
        error,
        ...(reference !== undefined && { reference }),
      }),
  };
}
