import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { app, ipcMain, Menu, protocol, session } from "electron";
import { commandWords, foreignArgument } from "./kiosk/arguments.ts";
import { serve } from "./kiosk/serve.ts";
import type { runCommand } from "./command-line/run-command.ts";
import type { compose } from "./compose.ts";
import type { Kiosk } from "./compose/kiosk.ts";
import { noteCrash } from "./compose/note-crash.ts";
import { faultText } from "./compose/fault-text.ts";
import type { Brand, Config } from "./config/config.ts";
import { loadBrand } from "./config/load-brand.ts";
import { readEnvironment } from "./config/environment.ts";
import type { Placement } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { shortHash } from "./adapters/hashes.ts";
import { isSupervised, serveWatchdog } from "./kiosk/watchdog.ts";
import { appOrigin, appScheme, serveApp } from "./kiosk/app-protocol.ts";
import { harden } from "./kiosk/hardening.ts";
import { keepKioskWindow } from "./kiosk/kiosk-window.ts";
import type { KioskWindow } from "./kiosk/kiosk-window.ts";
import { openPaperWindow } from "./kiosk/paper-window.ts";
import { kioskPower } from "./kiosk/power.ts";
import { makeSlipPrinter } from "./kiosk/slip-printer.ts";

/** EX_CONFIG, EX_SOFTWARE and EX_TEMPFAIL of sysexits.h. */
const exitCodes = { config: 78, software: 70, spent: 75 } as const;

function start(): void {
  const packaged = app.isPackaged;
  const foreign = packaged ? foreignArgument(process.argv) : null;
  if (foreign !== null) {
    return exitOnConfig({ path: foreign, problem: "is nothing to start a kiosk with" });
  }
  const words = commandWords(process.argv);
  if (words !== null) return command(words);
  const placement = readEnvironment(process.env, { packaged });
  if (!placement.ok) return exitOnConfig(placement.refusal);
  const config = loadConfig({ path: placement.value.configPath, packaged });
  if (!config.ok) return exitOnConfig(config.refusal);
  const brand = loadBrand(config.value.branding, bundled("languages"));
  if (!brand.ok) return exitOnConfig(brand.refusal);
  // Kiosks with different data folders run side by side: each has its own Chromium profile and instance lock.
  const { dataDir } = placement.value;
  if (dataDir !== null) useProfile(shortHash(dataDir));
  if (!app.requestSingleInstanceLock()) return app.quit();
  run(config.value, brand.value, placement.value);
}

function run(config: Config, brand: Brand, placement: Placement): void {
  protocol.registerSchemesAsPrivileged([appScheme]);
  // 4 of Electron's security checklist. The call overrides the switch, without which root's network service can't
  // start.
  if (app.isPackaged || !app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  serveWatchdog(process.env);
  // Otherwise two fingers on a touch screen would enlarge the page. The swipe that goes back is Chrome's, not
  // Electron's.
  app.commandLine.appendSwitch("disable-pinch");
  // Spoken guidance: on Linux, Chromium connects to the system's voices only with this switch.
  app.commandLine.appendSwitch("enable-speech-dispatcher");

  // The window and the opening of registry and keychain don't wait for each other.
  const dataDir = placement.dataDir ?? app.getPath("userData");
  onBug = () => {
    window?.stop();
    noteCrash(dataDir, placement.clockOffsetSeconds);
  };
  // The kiosk's supervisor starts a new process.
  const exitToRestart = (): void => {
    window?.stop();
    app.exit(exitCodes.spent);
  };
  let window: KioskWindow | undefined;
  const papers = new Map<string, string>();
  const kiosk: Promise<Kiosk> = composed(
    { config, brand },
    {
      dataDir,
      clockOffsetSeconds: placement.clockOffsetSeconds,
      checkProgram: bundled("check-thread/index.cjs"),
      onSpent: exitToRestart,
    },
    {
      power: kioskPower(app, {
        close: () => close(),
        supervised: isSupervised(process.env),
        powerOff: config.kiosk.powerOff,
        onBug: exitOnBug,
      }),
      slipPrinter: makeSlipPrinter({
        ...config.print,
        folder: path.join(dataDir, "prints"),
        template: bundled("renderer/slip.html"),
        open: (html) => openPaperWindow(html, papers),
        onFailure: (reason) => {
          kiosk.then(({ log }) => log.info("print-failed", { reason })).catch(exitOnBug);
        },
      }),
    },
  );
  kiosk.catch(exitOnBug);
  let isLeaving = false;
  let isClosed = false;
  const close = async (): Promise<void> => {
    isLeaving = true;
    window?.stop();
    await (await kiosk).close();
  };

  app.on("second-instance", () => window?.focus());
  // By default Electron would end with its last window, and a page can close its window.
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (isLeaving) return;
    close()
      .then(() => {
        isClosed = true;
        app.quit();
      })
      .catch(exitOnBug);
  });

  app
    .whenReady()
    .then(() => {
      Menu.setApplicationMenu(null);
      harden(app, session.defaultSession, { origin: appOrigin });
      serveApp(protocol, { folder: bundled("renderer"), papers, logo: brand.logo });
      const kioskWindow = keepKioskWindow({
        preload: bundled("preload/index.cjs"),
        devTools: !app.isPackaged,
        mayClose: () => isClosed,
        onRestart: (reason) => {
          served
            .pageGone(async ({ handle, log }) => {
              log.info("page-restarted", { reason });
              await handle("signOut", {});
              await handle("staffSignOut", {});
            })
            .catch(exitOnBug);
        },
        onSpent: exitToRestart,
      });
      const served = serve({
        ipcMain,
        owns: kioskWindow.owns,
        origin: appOrigin,
        service: kiosk,
      });
      window = kioskWindow;
      if (!isLeaving) kioskWindow.start();
    })
    .catch(exitOnBug);
}

/** All that a window can do without is read and run in the turn after Chromium's start, and so beside it. */
async function composed(...parts: Parameters<typeof compose>): Promise<Kiosk> {
  await setImmediate();
  const { compose } = await import("./compose.ts");
  return compose(...parts);
}

function bundled(file: string): string {
  return path.join(app.getAppPath(), "dist", file);
}

/**
 * Runs a command beside the kiosk or without one: it has no window and needs no instance lock. Its bundle is loaded
 * here alone, so that the kiosk's start doesn't wait for it.
 */
function command(words: readonly string[]): void {
  const caller = { packaged: app.isPackaged, userData: app.getPath("userData") };
  useProfile("commands");
  const bundle = bundled("command-line/index.cjs");
  const commandLine = createRequire(bundle)(bundle) as { readonly runCommand: typeof runCommand };
  commandLine
    .runCommand(words, caller)
    .then((exitCode) => {
      app.exit(exitCode);
    })
    .catch(exitOnBug);
}

/** It lies outside the data folder: where that can't be written, a window must still show the fault. */
function useProfile(name: string): void {
  const profile = path.join(app.getPath("userData"), `profile-${name}`);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath("userData", profile);
}

function exitOnConfig({ path: key, problem }: { path: string; problem: string }): void {
  process.stderr.write(`Configuration: ${key} ${problem}\n`);
  app.exit(exitCodes.config);
}

/** Assigned once the location of the journal is known. */
let onBug = (): void => undefined;

function exitOnBug(error: unknown): void {
  process.stderr.write(`${faultText(error)}\n`);
  onBug();
  app.exit(exitCodes.software);
}

// Electron's default would be a dialog over the kiosk, or a warning; the supervisor starts the kiosk again.
process.on("uncaughtException", exitOnBug);
process.on("unhandledRejection", exitOnBug);
start();
