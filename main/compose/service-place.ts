import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { makeFolder } from "../adapters/folders.ts";
import { fileKeychain } from "../adapters/keychain-vault/file-keychain.ts";
import { pkcs11Keychain } from "../adapters/keychain-vault/pkcs11-keychain.ts";
import type { HsmFault } from "../adapters/keychain-vault/pkcs11-keychain.ts";
import type { Keychain } from "../adapters/keychain-vault/keytar-keychain.ts";
import type { ServiceConfig } from "../config/service-config.ts";
import type { ServicePlacement } from "../config/service-environment.ts";
import type { DatabaseSettings } from "../registry/postgresql/hosts-pool.ts";
import { openCluster } from "../service/private-cluster/open-cluster.ts";
import type { ClusterFault } from "../service/private-cluster/open-cluster.ts";
import { serviceIdentity } from "../service/tls-key-pair.ts";
import type { ServiceIdentity } from "../service/tls-key-pair.ts";

/** The service that a command works on, found as the service itself finds it. */
export interface ServicePlace extends Omit<ServicePlacement, "configPath"> {
  readonly config: ServiceConfig;
}

/** Why the service has no database. */
export type PlaceFault = ClusterFault | "password-unreadable" | "data-folder-unwritable";

/** Where the database is, and how to let go of it. */
export interface DatabaseAt {
  readonly settings: DatabaseSettings;
  /** In words, for people. */
  readonly where: string;
  /** Stops a private cluster that this process has started. */
  stop(): Promise<void>;
  /** Called where a private cluster ends by itself. */
  onEnd(ended: () => void): void;
}

/** The database of the configuration, or the private cluster of the data folder. */
export async function databaseAt(
  { config, dataDir }: ServicePlace,
  purpose: "service" | "command",
): Promise<Result<DatabaseAt, PlaceFault>> {
  try {
    makeFolder(dataDir);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return refused("data-folder-unwritable");
    throw error;
  }
  if (config.database !== null) {
    const { hosts, name, user, passwordFile, ca } = config.database;
    const password = passwordFile === null ? ok(null) : firstLineOf(passwordFile);
    if (!password.ok) return password;
    return ok({
      settings: { hosts, name, user, ca, password: password.value },
      where: `${name} at ${hosts.join(", ")}`,
      stop: () => Promise.resolve(),
      onEnd: () => undefined,
    });
  }
  const opened = await openCluster(dataDir, purpose);
  if (!opened.ok) return opened;
  const { socket, database, user, stop, onEnd } = opened.value;
  return ok({
    settings: { hosts: [socket], name: database, user, password: null, ca: null },
    where: `a private cluster in ${path.join(dataDir, "postgresql")}`,
    ...{ stop, onEnd },
  });
}

function firstLineOf(file: string): Result<string, "password-unreadable"> {
  try {
    const [line = ""] = readFileSync(file, "utf8").split("\n", 1);
    return ok(line);
  } catch {
    return refused("password-unreadable");
  }
}

/** The name of the ring of keys among systemd's credentials. */
const credential = "otp-service-ring";

/** Where the ring of keys is. */
export interface RingPlace {
  readonly keychain: Keychain;
  /** In words, for people. */
  readonly where: string;
  /** Why a hardware security module doesn't give the ring; null: it does, or there is none. */
  trouble(): HsmFault | null;
}

/**
 * The home of the ring of keys: the token that is configured, or systemd's credential, which nobody writes here, or else a
 * file in the data folder.
 */
export function ringAt({ config, dataDir, credentials }: ServicePlace): RingPlace {
  const token = config.service.keys?.pkcs11;
  if (token !== undefined) {
    const keychain = pkcs11Keychain(token);
    return { keychain, where: `the token ${token.tokenLabel}`, trouble: keychain.trouble };
  }
  const trouble = () => null;
  const handed = credentials === undefined ? null : path.join(credentials, credential);
  if (handed !== null && existsSync(handed)) {
    return { keychain: fileKeychain(handed, false), where: "systemd's credential", trouble };
  }
  const file = path.join(dataDir, "keys", "ring");
  return { keychain: fileKeychain(file), where: file, trouble };
}

/** The service's own certificate, made at the first start; throws where it can't be read or made. */
export function ownIdentity({ dataDir, credentials }: ServicePlace): Promise<ServiceIdentity> {
  return serviceIdentity(dataDir, credentials, Date.now());
}
