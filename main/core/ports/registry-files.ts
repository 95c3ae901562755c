import type { Result } from "../../../preload/contract/result.ts";
import type { ChangesSince } from "../domain/changes-since.ts";

/**
 * The MAC in a backup's seal (`mac`), and the text that it must be the MAC of: the hex SHA-256 of the bytes before it.
 */
export interface BackupSeal {
  readonly digest: string;
  readonly mac: string;
}

/** The registry's place, which no other process can open until disposal. */
export interface HeldRegistry extends Disposable {
  /** Puts the closed registry `next`, a file of the same folder, there; the former one is kept as `aside`. */
  replaceBy(next: string, aside: string): void;
  /**
   * The changes since the backup `file`, of the newest schema, was made; null: they can't be determined for this
   * registry.
   */
  changesSince(file: string): ChangesSince | null;
}

/** Registries as files, by their paths: for backup, examination and replacement. */
export interface RegistryFiles {
  /**
   * Writes the registry at `path` in its state of one moment into the new file `file`, sealed by `mac`, while other
   * processes use it. The name appears when all bytes are on the disk, and never replaces a file.
   */
  backUp(
    path: string,
    file: string,
    mac: (digest: string) => string,
  ): Result<null, "backup-exists" | "backup-unwritable">;
  /** Whether this kiosk could restore `file`; the file isn't changed. */
  look(file: string): "ours" | "newer" | "damaged";
  /** Cuts the seal off `file`; null: it has none, and stays unchanged. */
  takeSealOff(file: string): BackupSeal | null;
  /** Refused while any other process, such as a running kiosk, has the registry at `path` open. */
  hold(path: string): Result<HeldRegistry, "registry-unavailable">;
}
