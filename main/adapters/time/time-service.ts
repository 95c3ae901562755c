import { execFile } from "node:child_process";

const timeoutMs = 2_000;

/**
 * Whether the system's time service has synchronised the clock (`NTPSynchronized` of timedatectl, the kernel's own
 * mark, which is cleared when the clock is set by hand or the machine wakes, until the service has set it again); null:
 * unknown, as without systemd. It never rejects.
 */
export function isSynchronised(): Promise<boolean | null> {
  const { promise, resolve } = Promise.withResolvers<boolean | null>();
  const options = { timeout: timeoutMs, killSignal: "SIGKILL", encoding: "utf8" } as const;
  try {
    execFile("timedatectl", ["show", "--property=NTPSynchronized"], options, (failure, said) => {
      const answer = /^(?:NTPSynchronized=)?(yes|no)\s*$/m.exec(said)?.[1];
      resolve(failure !== null || answer === undefined ? null : answer === "yes");
    });
  } catch {
    resolve(null);
  }
  return promise;
}
