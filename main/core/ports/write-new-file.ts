import type { Result } from "../../../preload/contract/result.ts";

/** Adds text (UTF-8) to the file that is being written. */
export type Append = (text: string) => Promise<void>;

/**
 * Writes what `write` appends into the new file `name`, which only its owner may read. The name appears when all bytes
 * are on the disk, never replaces a file, and doesn't appear when `write` refuses.
 */
export type WriteNewFile = <Value, Refusal>(
  name: string,
  write: (append: Append) => Promise<Result<Value, Refusal>>,
) => Promise<Result<Value, Refusal | "file-exists" | "file-unwritable">>;
