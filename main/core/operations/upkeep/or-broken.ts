import { BrokenRecord } from "../../domain/registry-errors.ts";

/** The result of `work`; `broken`: it has read a broken record, and wrote nothing then. */
export async function orBroken<T>(work: Promise<T>): Promise<T | "broken"> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BrokenRecord) return "broken";
    throw error;
  }
}
