import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { ConfigProblem } from "./sections.ts";

/** Where a kiosk finds and keeps its things. */
export interface Placement {
  /** Absolute path of the data folder; null: Electron's userData. */
  readonly dataDir: string | null;
  /** Path of the configuration file; undefined: the demo profile. */
  readonly configPath: string | undefined;
  /** Whole seconds by which the kiosk's clock is shifted. */
  readonly clockOffsetSeconds: number;
}

/** A packaged kiosk's configuration: only an administrator writes there. */
const packagedConfigPath = "/etc/otp-enrolment-kiosk/config.yaml";

/**
 * What Electron and Node are told by their surroundings: to leave the sandbox (`ELECTRON_DISABLE_SANDBOX`), to trust any
 * mail server (`NODE_TLS_REJECT_UNAUTHORIZED`) or further authorities (`NODE_USE_SYSTEM_CA`), to run code from a folder
 * (`NODE_COMPILE_CACHE`, `NODE_PATH`), to write down what they do (`ELECTRON_ENABLE_LOGGING`, `NODE_DEBUG`). New ones come
 * with new versions, so all are refused. Libraries that are loaded first (`LD_PRELOAD`) are not looked at: they run
 * before this, and desktops have their own.
 */
const weakening = /^(?:ELECTRON_.*|NODE_.*|CHROME_DEVEL_SANDBOX|SSLKEYLOGFILE)$/;
/** A Wayland desktop may set it for all its programs; it chooses between screens. */
const ofDesktops = "ELECTRON_OZONE_PLATFORM_HINT";

/** Ten years: more is a slip of the hand. */
const greatestOffsetSeconds = 315_360_000;

/**
 * Reads `KIOSK_DATA_DIR`, `KIOSK_CONFIG` and `KIOSK_CLOCK_OFFSET_SECONDS` (whole seconds). An empty variable is
 * an unset one. A packaged kiosk reads none of them, as its starter could otherwise turn its clock back: it takes
 * `/etc/otp-enrolment-kiosk/config.yaml` and Electron's userData. It refuses what would weaken Electron or Node, set
 * to anything, as Electron asks for some by their name alone.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly packaged: boolean },
): Result<Placement, ConfigProblem> {
  if (options.packaged) {
    const weakens = Object.keys(env).find((name) => weakening.test(name) && name !== ofDesktops);
    if (weakens !== undefined) {
      return refused({ path: weakens, problem: "may not be in the environment of a kiosk" });
    }
    return ok({ dataDir: null, configPath: packagedConfigPath, clockOffsetSeconds: 0 });
  }
  const offset = env["KIOSK_CLOCK_OFFSET_SECONDS"] || "0";
  if (!/^[+-]?[0-9]{1,9}$/.test(offset) || Math.abs(Number(offset)) > greatestOffsetSeconds) {
    return refused({
      path: "KIOSK_CLOCK_OFFSET_SECONDS",
      problem: "must be whole seconds, ten years at most",
    });
  }
  const dataDir = env["KIOSK_DATA_DIR"];
  return ok({
    dataDir: dataDir ? path.resolve(dataDir) : null,
    configPath: env["KIOSK_CONFIG"] || undefined,
    clockOffsetSeconds: Number(offset),
  });
}
