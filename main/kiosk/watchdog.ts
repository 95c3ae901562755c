import { execFile } from "node:child_process";

/**
 * Gives systemd the signs of life that a unit with WatchdogSec waits for, three in each wait (`WATCHDOG_USEC`, in
 * microseconds; sd_watchdog_enabled(3)); does nothing where no systemd asks. They are sent by systemd-notify(1), as
 * Node has no datagram sockets of the file system. A main process that stands still sends none, and is restarted.
 */
export function serveWatchdog(env: Readonly<Record<string, string | undefined>>): void {
  const microseconds = Number(env["WATCHDOG_USEC"]);
  if (!isSupervised(env) || !(microseconds > 0)) return;
  const signal = () => {
    // One that was not sent is followed by the next; without any, systemd restarts the kiosk, which is right.
    execFile("systemd-notify", ["WATCHDOG=1"], () => undefined);
  };
  signal();
  setInterval(signal, microseconds / 3000).unref();
}

/** True under a systemd unit that hears the kiosk: what ends, it starts again. */
export function isSupervised(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env["NOTIFY_SOCKET"]);
}
