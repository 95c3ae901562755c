import { execFile } from "node:child_process";

/**
 * Sends systemd the signs of life of a unit with WatchdogSec, three in each interval (`WATCHDOG_USEC`, in microseconds;
 * sd_watchdog_enabled(3)); does nothing where systemd doesn't ask for them. They are sent by systemd-notify(1), as Node
 * has no datagram sockets of the file system. A main process that stands still sends none, and is restarted.
 */
export function serveWatchdog(env: Readonly<Record<string, string | undefined>>): void {
  const microseconds = Number(env["WATCHDOG_USEC"]);
  if (!isSupervised(env) || !(microseconds > 0)) return;
  const signal = () => {
    // A sign that failed is followed by the next; if all fail, systemd restarts the kiosk, which is right.
    execFile("systemd-notify", ["WATCHDOG=1"], () => undefined);
  };
  signal();
  setInterval(signal, microseconds / 3000).unref();
}

/** True under a systemd unit that receives the signs of life: it restarts the kiosk when it ends. */
export function isSupervised(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env["NOTIFY_SOCKET"]);
}
