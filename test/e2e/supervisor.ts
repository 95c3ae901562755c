import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

/** The keys of a unit's [Service] that the kiosk's uses, each of which the supervisor obeys. */
const keys = [
  ...["Type", "ExecStart", "Restart", "RestartSec", "RestartPreventExitStatus"],
  ...["SuccessExitStatus", "WatchdogSec", "NotifyAccess", "TimeoutStopSec"],
  ...["KillMode", "LimitCORE"],
] as const;

type Service = Readonly<Record<(typeof keys)[number], string>>;

/** Reads [Service] of the unit `file`; throws for a key that it doesn't know or misses. */
export function readService(file: string): Service {
  const [, section = ""] = /^\[Service\]\n([^[]*)/m.exec(readFileSync(file, "utf8")) ?? [];
  const lines = section.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const service: Record<string, string> = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const stated = Object.keys(service);
  if (stated.toSorted().join() !== keys.toSorted().join()) {
    throw new Error(`The supervisor knows ${keys.join()}, the unit states ${stated.join()}`);
  }
  if (service["KillMode"] !== "mixed")
    throw new Error("The supervisor tells the main process alone");
  return service as Service;
}

/** How a start ended. `by`: who ended it, the supervisor's watchdog, its stop or anything else. */
interface End {
  readonly by: "watchdog" | "stop" | "itself";
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One start of the program. */
export interface Start {
  readonly pid: number;
  /** Settles with its first sign of life. */
  readonly alive: Promise<undefined>;
  /** Settles with the address at which its pages can be looked at. */
  readonly devtools: Promise<string>;
}

export interface Supervised extends AsyncDisposable {
  /** The start of this number, from 1, once it is there. */
  start(number: number): Promise<Start>;
  /** How all starts have ended so far. */
  readonly ends: readonly End[];
  /** Settles when it is not to be started again. */
  readonly over: Promise<undefined>;
  stop(): Promise<void>;
}

/**
 * Runs `command` as systemd runs the service (systemd.service(5)), with `env`. `folder`: for the socket that it is
 * notified by. `watchdogMs`: in place of the unit's wait, so that a test need not sit it out; a start's first sign may
 * take as long as the unit says. `command` comes in ExecStart's place, as the kiosk isn't installed here.
 */
export async function supervise(
  service: Service,
  command: readonly string[],
  { env, folder, watchdogMs }: { env: Record<string, string>; folder: string; watchdogMs: number },
): Promise<Supervised> {
  const seconds = (key: "RestartSec" | "WatchdogSec" | "TimeoutStopSec") =>
    1000 * Number(service[key]);
  const lasting = service.RestartPreventExitStatus.split(" ").map(Number);
  const socket = path.join(folder, "notify");
  const ends: End[] = [];
  const starts: PromiseWithResolvers<Start>[] = [];
  const startOf = (number: number) => (starts[number - 1] ??= Promise.withResolvers<Start>());
  const over = Promise.withResolvers<undefined>();
  let running: { child: ChildProcess; end: (by: End["by"]) => void; sign: () => void } | null =
    null;
  let stopping = false;

  const ears = await hearSigns(socket, (message) => {
    // Anything but "all" hears the main process alone, and the kiosk's signs come from another.
    if (message === "WATCHDOG=1" && service.NotifyAccess === "all") running?.sign();
  });

  const go = (number: number): void => {
    const alive = Promise.withResolvers<undefined>();
    const devtools = Promise.withResolvers<string>();
    // It takes the place of setpriv, which has the kernel end it with this test, and of prlimit.
    const limited = ["prlimit", `--core=${service.LimitCORE}`, ...command];
    const child = spawn("setpriv", ["--pdeathsig", "KILL", ...limited], {
      env: { ...env, NOTIFY_SOCKET: socket, WATCHDOG_USEC: String(watchdogMs * 1000) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let by: End["by"] = "itself";
    let kill: NodeJS.Timeout | undefined;
    const end = (whose: End["by"]) => {
      by = whose;
      child.kill(whose === "watchdog" ? "SIGABRT" : "SIGTERM");
      // systemd wakes what it has told to end.
      child.kill("SIGCONT");
      kill = setTimeout(() => child.kill("SIGKILL"), seconds("TimeoutStopSec"));
    };
    const bark = () => {
      end("watchdog");
    };
    let watchdog = setTimeout(bark, seconds("WatchdogSec"));
    const sign = () => {
      alive.resolve(undefined);
      clearTimeout(watchdog);
      if (by === "itself") watchdog = setTimeout(bark, watchdogMs);
    };
    createInterface({ input: child.stderr }).on("line", (line) => {
      const [, address] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
      if (address !== undefined) devtools.resolve(address);
    });
    running = { child, end, sign };
    child.on("exit", (code, signal) => {
      clearTimeout(watchdog);
      clearTimeout(kill);
      ends.push({ by, code, signal });
      const isOver = service.Restart !== "always" || (code !== null && lasting.includes(code));
      if (stopping || isOver) over.resolve(undefined);
      else
        setTimeout(
          () => (stopping ? over.resolve(undefined) : go(number + 1)),
          seconds("RestartSec"),
        );
    });
    startOf(number).resolve({
      pid: child.pid ?? 0,
      alive: alive.promise,
      devtools: devtools.promise,
    });
  };
  const stop = async () => {
    stopping = true;
    if (running?.child.exitCode === null && running.child.signalCode === null) running.end("stop");
    await over.promise;
  };
  go(1);
  return {
    start: async (number) => startOf(number).promise,
    ends,
    over: over.promise,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      ears.kill();
    },
  };
}

/** Hears what is sent to the datagram socket `file`, which Node has no way to open; perl is part of every Debian. */
async function hearSigns(
  file: string,
  onMessage: (message: string) => void,
): Promise<ChildProcess> {
  const program = `socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die $!; bind($s, pack_sockaddr_un($ARGV[0])) or die $!;
    $| = 1; print "bound\\n"; while (defined recv($s, my $m, 4096, 0)) { print "$m\\n" }`;
  const perl = ["perl", "-MSocket", "-e", program, file];
  const ears = spawn("setpriv", ["--pdeathsig", "KILL", ...perl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: ears.stdout });
  const [bound] = (await Promise.race([once(lines, "line"), once(lines, "close")])) as string[];
  if (bound !== "bound") throw new Error("No socket to be notified by");
  lines.on("line", onMessage);
  return ears;
}
