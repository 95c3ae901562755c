import { described } from "../adapters/pino-log.ts";

/** What of an error may be written where there is no log. */
export function faultText(error: unknown): string {
  return described(error);
}
