import { spawn } from "node:child_process";
import type { RelaunchOptions } from "electron";

/** Asked for, and started when this process is gone. */
const asked: RelaunchOptions[] = [];

/** Electron's `app.relaunch`: each call is one more instance, once the app ends. */
export function relaunch(options: RelaunchOptions = {}): void {
  asked.push(options);
}

/** Starts what was asked for, in a session of its own: each waits for the end of this process, and so of its lock. */
export function startRelaunched(): void {
  const [executable = "", ...args] = process.argv;
  const script = 'tail --pid="$0" --sleep-interval=0.1 -f /dev/null; exec "$@"';
  for (const wanted of asked) {
    const command = [wanted.execPath ?? executable, ...(wanted.args ?? args)];
    spawn("/bin/sh", ["-c", script, String(process.pid), ...command], {
      detached: true,
      env: lastingEnvironment(),
      stdio: "inherit",
    }).unref();
  }
}

/** A display and a bus that build/session.sh made for this process alone end with it: the next one gets its own. */
function lastingEnvironment(): NodeJS.ProcessEnv {
  const { KIOSK_SESSION, ...env } = process.env;
  const [owner, ...made] = (KIOSK_SESSION ?? "").split(" ");
  if (owner !== String(process.ppid)) return process.env;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !made.includes(name)));
}
