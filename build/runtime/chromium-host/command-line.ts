import type { CommandLine } from "electron";
import { implemented, missing } from "./implemented.ts";

/** Electron's command line: what the app may still change of it, and what Chromium is started with. */
export interface Switches {
  readonly api: CommandLine;
  /** `app.enableSandbox`, before the app is ready. */
  readonly enableSandbox: () => void;
  /** From here on nothing can be changed; the switches for Chromium. */
  readonly seal: () => readonly string[];
}

const NO_SANDBOX = "--no-sandbox";
let networkDies = false;

/** True where Electron's network service can't live: nothing that the app's pages ask for is ever answered. */
export const isNetworkDead = (): boolean => networkDies;

/**
 * @param given the switches of the command line
 * @param known those which Chromium is started with here anyway; no others of their names may be added
 */
export function makeSwitches(given: readonly string[], known: readonly string[]): Switches {
  const isRoot = process.getuid?.() === 0;
  const inherited = process.env["ELECTRON_DISABLE_SANDBOX"] === undefined ? [] : [NO_SANDBOX];
  let switches = [...given, ...inherited];
  let isSealed = false;
  const nameOf = (flag: string) => flag.split("=", 1)[0] ?? "";
  const find = (name: string) => switches.findLast((flag) => nameOf(flag) === `--${name}`);
  const change = (call: string, act: () => void) => {
    if (isSealed) throw missing(`app.commandLine.${call} after the app is ready`);
    act();
  };
  if (isRoot && (!find("no-sandbox") || find("enable-sandbox"))) dieAsRoot();

  const api = implemented<CommandLine>("app.commandLine", {
    appendSwitch(name, value) {
      change("appendSwitch", () => {
        const flag = value ? `--${name}=${value}` : `--${name}`;
        if (known.includes(flag)) return;
        if (known.some((ours) => nameOf(ours) === `--${name}`)) {
          throw missing(`app.commandLine.appendSwitch('${name}')`);
        }
        switches.push(flag);
      });
    },
    removeSwitch(name) {
      change("removeSwitch", () => {
        switches = switches.filter((flag) => nameOf(flag) !== `--${name}`);
      });
    },
    hasSwitch: (name) => find(name) !== undefined,
    getSwitchValue: (name) => find(name)?.slice(`--${name}=`.length) ?? "",
  });
  return {
    api,
    enableSandbox() {
      if (isSealed) throw new Error("app.enableSandbox() can only be called before app is ready");
      // It takes --no-sandbox back (App::EnableSandbox), and no child that needs a sandbox lives as root.
      networkDies = isRoot;
      switches = [...switches.filter((flag) => flag !== NO_SANDBOX), "--enable-sandbox"];
    },
    seal() {
      isSealed = true;
      const forElectron = switches.filter((flag) => flag !== "--enable-sandbox");
      // Without a sandbox of its own it would not even start for root.
      return isRoot ? [...forElectron, NO_SANDBOX] : forElectron;
    },
  };
}

/** What LOG(FATAL) does in ElectronMainDelegate::BasicStartupComplete. */
function dieAsRoot(): never {
  process.stderr.write(
    "FATAL: Running as root without --no-sandbox is not supported. See https://crbug.com/638180.\n",
  );
  process.kill(process.pid, "SIGTRAP");
  // The signal arrives with the next turn at the latest.
  for (;;);
}
