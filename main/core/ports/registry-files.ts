import type { Result } from "../../../preload/contract/result.ts";
import type { ChangesSince } from "../domain/changes-since.ts";

/** What the seal of a backup says (`mac`), and what it must be the MAC of: the hex SHA-256 of the bytes before it. */
export interface BackupSeal {
  readonly digest: string;
  readonly mac: string;
}

/** The registry's place, which no other process can open until it is disposed of. */
export interface HeldRegistry extends Disposable {
  /** Puts the closed registry `next`, a file of the same folder, there; the former one is kept as `aside`. */
  replaceBy(next: string, aside: string): void;
  /** What has changed since the backup `file`, of the newest schema, was made; null: that can't be told of this registry. */
  changesSince(file: string): ChangesSince | null;
}

/** Registries as files, by their paths: backed up, looked at and put in another's place. */
export interface RegistryFiles {
  /**
   * Writes the registry at `path`, as it is at one moment, into the new file `file`, while others go on with it; sealed by
   * `mac`. The name appears when all is on the disk, and never replaces a file.
   */
  backUp(
    path: string,
    file: string,
    mac: (digest: string) => string,
  ): Result<null, "backup-exists" | "backup-unwritable">;
  /** Whether `file` is one that this kiosk could restore; it isn't changed. */
  look(file: string): "ours" | "newer" | "damaged";
  /** Cuts the seal off `file`; null: it has none, and stays as it is. */
  takeSealOff(file: string): BackupSeal | null;
  /** Refused while any other process, as a running kiosk, has the registry at `path` open. */
  hold(path: string): Result<HeldRegistry, "registry-unavailable">;
}
