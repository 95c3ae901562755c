import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { ConfigProblem } from "./sections.ts";

/** Where a kiosk reads its configuration and stores its data. */
export interface Placement {
  /** Absolute path of the data folder; null: Electron's userData. */
  readonly dataDir: string | null;
  /** Path of the configuration file; undefined: the demo profile. */
  readonly configPath: string | undefined;
  /** Whole seconds by which the kiosk's clock is shifted. */
  readonly clockOffsetSeconds: number;
}

/** The configuration file of a packaged kiosk; only an administrator can write there. */
const packagedConfigPath = "/etc/otp-enrolment-kiosk/config.yaml";

/**
 * Variables by which Electron and Node can be weakened: to leave the sandbox (`ELECTRON_DISABLE_SANDBOX`), to trust any
 * mail server (`NODE_TLS_REJECT_UNAUTHORIZED`) or further authorities (`NODE_USE_SYSTEM_CA`), to run code from a folder
 * (`NODE_COMPILE_CACHE`, `NODE_PATH`), to log what they do (`ELECTRON_ENABLE_LOGGING`, `NODE_DEBUG`). New versions
 * bring new variables, so all are refused. Preloaded libraries (`LD_PRELOAD`) are not checked: they run before this
 * code, and desktops have their own.
 */
const weakening = /^(?:ELECTRON_.*|NODE_.*|CHROME_DEVEL_SANDBOX|SSLKEYLOGFILE)$/;
/** A Wayland desktop may set this variable for all its programs; it selects the display protocol. */
const ofDesktops = "ELECTRON_OZONE_PLATFORM_HINT";

/** Ten years; a greater offset is a typing error. */
const greatestOffsetSeconds = 315_360_000;

/**
 * Reads `KIOSK_DATA_DIR`, `KIOSK_CONFIG` and `KIOSK_CLOCK_OFFSET_SECONDS` (whole seconds). An empty variable counts as
 * unset. A packaged kiosk reads none of them, as the user who starts it could otherwise turn its clock back: it takes
 * `/etc/otp-enrolment-kiosk/config.yaml` and Electron's userData. It refuses variables that would weaken Electron or
 * Node, whatever their value, as Electron checks some of them by their name alone.
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
