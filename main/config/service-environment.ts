import { homedir, userInfo } from "node:os";
import path from "node:path";

/** Where the bank's service reads its configuration, stores its data and gets what systemd hands over. */
export interface ServicePlacement {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Path of the configuration file; undefined: the demo profile. */
  readonly configPath: string | undefined;
  /** The folder of systemd's credentials; undefined: there is none. */
  readonly credentials: string | undefined;
}

/**
 * Reads `SERVICE_DATA_DIR`, `SERVICE_CONFIG`, and systemd's `STATE_DIRECTORY` and `CREDENTIALS_DIRECTORY`; an empty
 * variable counts as unset. Root's data folder is where PostgreSQL's user can get to it, which is in nobody's home.
 */
export function readServiceEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): ServicePlacement {
  const name = "otp-enrolment-service";
  const isRoot = userInfo().uid === 0;
  const home = env["XDG_DATA_HOME"] || path.join(homedir(), ".local", "share");
  const usual = path.join(isRoot ? "/var/lib" : home, name);
  return {
    dataDir: path.resolve(env["SERVICE_DATA_DIR"] || env["STATE_DIRECTORY"] || usual),
    configPath: env["SERVICE_CONFIG"] || undefined,
    credentials: env["CREDENTIALS_DIRECTORY"] || undefined,
  };
}
