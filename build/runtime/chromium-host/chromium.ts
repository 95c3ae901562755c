import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { connect, type Session } from "./cdp.ts";

/** A running Chromium without a window. */
export interface Chromium {
  /** The session with this id, without one the browser's own. */
  readonly session: (id?: string) => Session;
  /** The line by which Playwright finds the debugging port. */
  readonly devtoolsLine: Promise<string>;
  /** Settles when the process and its profile folder are gone, whoever ended it. */
  readonly ended: Promise<unknown>;
}

const FLAGS = [
  "--remote-debugging-pipe", // ours; Chromium ends by itself when this end of it dies
  "--remote-debugging-port=0", // Playwright's
  "--no-startup-window",
  "--keep-alive-for-test", // Electron goes on without a window as long as the app wants to
  "--kiosk", // no hint about leaving full screen
  "--no-first-run",
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

/** Whether this flag is set here already; Chromium would take the last of two and forget the other. */
export const isOurFlag = (flag: string): boolean =>
  FLAGS.some((ours) => ours.split("=")[0] === flag);

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
      serial_guard: 2,
      usb_guard: 2,
    },
  },
};

type Pipes = [null, null, Readable, Writable, Readable];

/** Starts Chromium with a profile of its own; `switches` are further command line flags. */
export function startChromium(switches: readonly string[]): Chromium {
  // A socket's path has 107 bytes at most, and Chromium's own lies 67 below this folder.
  const base = tmpdir().length > 40 ? "/tmp" : tmpdir();
  const profile = mkdtempSync(join(base, "kiosk-chromium-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(PREFERENCES));
  const isRoot = process.getuid?.() === 0;
  const flags = [...FLAGS, `--user-data-dir=${profile}`, ...(isRoot ? ["--no-sandbox"] : [])];
  // The shell removes the profile also when this process is killed, so it is in a session of its own.
  const script = 'chromium "$@"; status=$?; rm -rf "$0" || { sleep 1; rm -rf "$0"; }; exit $status';
  const shell = spawn("/bin/sh", ["-c", script, profile, ...flags, ...switches], {
    detached: true,
    env: { ...process.env, TMPDIR: profile },
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
