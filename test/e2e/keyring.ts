import { type ChildProcess, execFile, spawn } from "node:child_process";
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";
import { setTimeout as pause } from "node:timers/promises";

/** A private session bus with a real gnome-keyring on it, whose daemon can be made to fail. */
export interface Keyring {
  readonly busAddress: string;
  /** The daemon is gone at once, and with it its unlocked keyring. */
  kill(): Promise<void>;
  /** Another daemon starts over the same files, with or without what unlocks them; the one before is gone. */
  start(unlocked: boolean): Promise<void>;
  /** The daemon is there and answers nothing, until it is woken. */
  freeze(): void;
  wake(): void;
  /** Takes the last of it down. */
  close(): Promise<void>;
}

const password = "of a keyring for tests";

/** Its files and sockets lie in `folder`, whose path must be short enough for a socket's. */
export async function makeKeyring(folder: string): Promise<Keyring> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const busAddress = `unix:path=${path.join(folder, "bus")}`;
  const configuration = path.join(folder, "bus.conf");
  writeFileSync(
    configuration,
    `<busconfig><type>session</type><listen>${busAddress}</listen><auth>EXTERNAL</auth>
      <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
    </busconfig>`,
  );
  const env = {
    ...process.env,
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    XDG_DATA_HOME: folder,
    XDG_RUNTIME_DIR: folder,
  };
  const begin = (...command: string[]): ChildProcess =>
    spawn("setpriv", ["--pdeathsig", "KILL", ...command], {
      env,
      stdio: ["pipe", "ignore", "ignore"],
    });
  const bus = begin("dbus-daemon", "--nofork", "--nopidfile", `--config-file=${configuration}`);
  while (!existsSync(path.join(folder, "bus"))) await pause(5);
  const program = await runnable(folder);
  let daemon: ChildProcess | null = null;

  const answers = async (): Promise<boolean> => {
    const call = ["--session", "--print-reply", "--dest=org.freedesktop.secrets"];
    const alias = "org.freedesktop.Secret.Service.ReadAlias";
    const words = [...call, "/org/freedesktop/secrets", alias, "string:default"];
    return promisify(execFile)("dbus-send", words, { env }).then(
      () => true,
      () => false,
    );
  };
  const keyring: Keyring = {
    busAddress,
    async kill() {
      await ended(daemon);
      daemon = null;
    },
    async start(unlocked) {
      await ended(daemon);
      const how = unlocked ? ["--unlock"] : [];
      daemon = begin(program, "--foreground", "--components=secrets", ...how);
      daemon.stdin?.end(unlocked ? password : "");
      const giveUpAt = performance.now() + 60_000;
      while (performance.now() < giveUpAt) {
        if (await answers()) return;
        await pause(25);
      }
      throw new Error("The keyring does not answer");
    },
    freeze: () => void daemon?.kill("SIGSTOP"),
    wake: () => void daemon?.kill("SIGCONT"),
    async close() {
      await ended(daemon);
      await ended(bus);
    },
  };
  await keyring.start(true);
  return keyring;
}

/** Its file carries a capability, which some containers refuse to run; a copy is without it. */
async function runnable(folder: string): Promise<string> {
  const name = "gnome-keyring-daemon";
  const runs = await promisify(execFile)(name, ["--version"]).then(
    () => true,
    () => false,
  );
  if (runs) return name;
  const copy = path.join(folder, name);
  const found = (process.env["PATH"] ?? "")
    .split(":")
    .map((place) => path.join(place, name))
    .find((file) => {
      try {
        accessSync(file, constants.R_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (found === undefined) throw new Error(`There is no ${name}`);
  copyFileSync(found, copy);
  return copy;
}

async function ended(child: ChildProcess | null): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
