import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { connect, type Session } from "./cdp.ts";

/** A running Chromium without a window. */
export interface Chromium {
  /** The session with this id, without one the browser's own. */
  readonly session: (id?: string) => Session;
  /** The line by which a debugger finds the port that it has asked for. */
  readonly devtoolsLine: Promise<string>;
  /** Settles when the process and its temporary files are gone, whoever ended it. */
  readonly ended: Promise<unknown>;
}

/** What Chromium is always started with; it takes the last of two flags of one name and forgets the other. */
export const FLAGS: readonly string[] = [
  "--remote-debugging-pipe", // ours; Chromium ends by itself when this end of it dies
  "--no-startup-window",
  "--keep-alive-for-test", // Electron goes on without a window as long as the app wants to
  "--kiosk", // no hint about leaving full screen
  "--no-first-run",
  "--hide-crash-restore-bubble",
  "--blink-settings=allowScriptsToCloseWindows=true", // as in ElectronBrowserClient
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-sync",
  "--disable-search-engine-choice-screen",
  "--disable-gpu",
  "--password-store=basic",
  "--force-color-profile=srgb",
  // What Chrome has and Electron hasn't: translation, the page cache of the back button, prompts
  // before a page reaches loopback addresses, pages behind the address bar's suggestions (a renderer of their own, and a
  // third of the processor time of a start). Electron itself turns the spare renderer off (feature_list.cc).
  "--disable-features=Translate,BackForwardCache,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,MediaRouter,OptimizationHints,PaintHolding,WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
  "--webrtc-ip-handling-policy=disable_non_proxied_udp", // what webContents.setWebRTCIPHandlingPolicy may ask for
  // Cameras and screens would be offered in Chromium's own dialogs, which no app can answer.
  "--use-fake-ui-for-media-stream=deny",
  "--host-resolver-rules=MAP *.invalid ~NOTFOUND", // our stand-ins for custom schemes never reach a resolver
];

/** Chrome's own services around a page, none of which Electron has. */
const PREFERENCES = {
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  autofill: { profile_enabled: false, credit_card_enabled: false },
  profile: {
    password_manager_enabled: false,
    // 2: refused. Devices too would be offered in Chromium's own dialogs.
    default_content_setting_values: {
      bluetooth_guard: 2,
      hid_guard: 2,
      file_system_read_guard: 2,
      file_system_write_guard: 2,
      serial_guard: 2,
      usb_guard: 2,
    },
  },
};

type Pipes = [null, null, Readable, Writable, Readable];

/**
 * Starts Chromium with its profile in `userData`, where Electron has its own and leaves it.
 * `switches` are further command line flags.
 */
export function startChromium(userData: string, switches: readonly string[]): Chromium {
  mkdirSync(join(userData, "Default"), { recursive: true });
  writeFileSync(join(userData, "Default/Preferences"), JSON.stringify(PREFERENCES));
  // Who holds the profile is the app's to ask (requestSingleInstanceLock); Chromium's own lock would hand this
  // start over to another one's Chromium, or to a dead one's.
  for (const name of ["Lock", "Socket", "Cookie"]) {
    rmSync(join(userData, `Singleton${name}`), { force: true });
  }
  // A socket's path has 107 bytes at most, and Chromium's own lies 67 below this folder.
  const base = tmpdir().length > 40 ? "/tmp" : tmpdir();
  const temporary = mkdtempSync(join(base, "kiosk-chromium-"));
  const profile = [`--user-data-dir=${userData}`, `--disk-cache-dir=${userData}`];
  // The shell removes the folder also when this process is killed, so it is in a session of its own.
  const script = 'chromium "$@"; status=$?; rm -rf "$0" || { sleep 1; rm -rf "$0"; }; exit $status';
  const shell = spawn("/bin/sh", ["-c", script, temporary, ...FLAGS, ...profile, ...switches], {
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });

  // Only for the pipes of its standard streams does Node's type know that they are there.
  const [, , stderr, toChromium, fromChromium] = shell.stdio as unknown as Pipes;
  const devtoolsLine = Promise.withResolvers<string>();
  const lastWords: string[] = [];
  createInterface({ input: stderr }).on("line", (line) => {
    if (line.startsWith("DevTools listening on ")) devtoolsLine.resolve(line);
    lastWords.push(line);
  });
  const ended = Promise.withResolvers<undefined>();
  shell.on("close", (code) => {
    if (code !== 0) {
      const hint = code === 127 ? "It is missing; build/setup.sh installs it." : "";
      console.error([`Chromium ended with ${code}. ${hint}`, ...lastWords.slice(-5)].join("\n"));
    }
    ended.resolve(undefined);
  });
  const session = connect(toChromium, fromChromium);
  return { session, devtoolsLine: devtoolsLine.promise, ended: ended.promise };
}
