import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { App } from "electron";
import type { Power } from "../core/ports/machine.ts";

/** A code beyond those of sysexits.h: the unit of build/linux doesn't start a kiosk again that ended with it. */
const shutDownExitCode = 79;

/**
 * Ends the program once `close` has closed registry and mail. Its supervisor (`supervised`: systemd) starts it again
 * after a restart's exit code 0; without one Electron starts it again. A second instance started by Electron would die
 * with the first one's unit.
 */
export function kioskPower(
  app: Pick<App, "relaunch" | "exit">,
  options: {
    readonly close: () => Promise<void>;
    readonly supervised: boolean;
    /** Whether the machine is switched off with the kiosk. */
    readonly powerOff: boolean;
    readonly onBug: (error: unknown) => void;
  },
): Power {
  let leaving = false;
  const leave = (end: () => Promise<void>) => {
    if (leaving) return;
    leaving = true;
    options.close().then(end).catch(options.onBug);
  };
  return {
    restart() {
      leave(async () => {
        if (!options.supervised) app.relaunch();
        app.exit(0);
      });
    },
    shutDown() {
      leave(async () => {
        if (options.powerOff) await switchOff();
        app.exit(shutDownExitCode);
      });
    },
  };
}

/** Asks systemd, which allows this to the desktop session's user; where it refuses, the kiosk still ends. */
async function switchOff(): Promise<void> {
  try {
    await promisify(execFile)("systemctl", ["poweroff"], { timeout: 5_000 });
  } catch (error) {
    process.stderr.write(`The machine wasn't switched off: ${String(error)}\n`);
  }
}
