import { BrokenRecord } from "../../domain/broken-record.ts";

/** What `work` gives; `broken`: it met a broken record, of which nothing was written then. */
export async function orBroken<T>(work: Promise<T>): Promise<T | "broken"> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BrokenRecord) return "broken";
    throw error;
  }
}
