import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

const SESSION = resolve("build/session.sh");
const KEYTAR = resolve("node_modules/keytar");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "session-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a command in a private session whose data folder lies in this test's own folder. */
function start(
  command: readonly string[],
  data = join(folder, "data"),
  screen = "640x480",
): ChildProcess {
  const env = { ...process.env, KIOSK_DATA_DIR: data, SESSION_SCREEN: screen };
  for (const name of ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS"]) {
    Reflect.deleteProperty(env, name);
  }
  return spawn(SESSION, command, { env, stdio: "pipe" });
}

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

async function finish(child: ChildProcess, input = ""): Promise<Outcome> {
  child.stdin?.end(input);
  if (child.stdout === null || child.stderr === null) throw new Error("started without pipes");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return { status: child.exitCode, out, err };
}

async function run(command: readonly string[], data?: string): Promise<Outcome> {
  return finish(start(command, data));
}

/** The processes that belong to this test: each inherits the data folder's name from its session. */
function left(): string[] {
  const ours = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`KIOSK_DATA_DIR=${folder}`);
    } catch {
      return false; // ended while we looked
    }
  };
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && ours(name));
}

async function nothingIsLeft(): Promise<boolean> {
  for (let tries = 0; tries < 1_500 && left().length > 0; tries += 1) await pause(20);
  return left().length === 0;
}

const keyring = (call: string): string[] => [
  "node",
  "-e",
  `require(${JSON.stringify(KEYTAR)}).${call}.then((answer) => process.stdout.write(String(answer)))`,
];

test("what is kept in the keyring is there in the next session on the same folder", async () => {
  await run(keyring("setPassword('service', 'account', 'kept')"));
  const second = await run(keyring("getPassword('service', 'account')"));
  expect(second).toEqual({ status: 0, out: "kept", err: "" });
});

test("another data folder has another keyring", async () => {
  await run(keyring("setPassword('service', 'account', 'kept')"));
  const other = await run(keyring("getPassword('service', 'account')"), join(folder, "other"));
  expect(other).toEqual({ status: 0, out: "null", err: "" });
});

test("two sessions at once do not disturb one another", async () => {
  const set = (name: string): Promise<Outcome> =>
    run(keyring(`setPassword('service', 'account', '${name}')`), join(folder, name));
  await Promise.all([set("one"), set("two")]);
  const read = (name: string): Promise<Outcome> =>
    run(keyring("getPassword('service', 'account')"), join(folder, name));
  expect(await Promise.all([read("one"), read("two")])).toMatchObject([
    { out: "one" },
    { out: "two" },
  ]);
});

test("the command has a display of the size asked for", async () => {
  const shown = await finish(start(["xdpyinfo"], join(folder, "data"), "800x600"));
  expect(shown.out).toContain("dimensions:    800x600 pixels");
});

test("the command is told what ends with its session, and whose it is", async () => {
  const { out } = await run(["sh", "-c", 'echo "$PPID" && echo "$KIOSK_SESSION"']);
  const [parent, told] = out.split("\n");
  const [owner, ...made] = told?.split(" ") ?? [];
  expect(owner).toBe(parent);
  expect(made.sort()).toEqual(["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "XAUTHORITY"]);
});

test("a keyring that ends by itself is told of", async () => {
  const ask = "dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /";
  const who = `${ask} org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets`;
  const abort = `set -- $(${who}) && kill -ABRT "$2" && while kill -0 "$2"; do sleep 0.05; done`;
  const { err } = await run(["sh", "-c", `{ ${abort}; } 2>/dev/null`]);
  expect(err).toContain("session: the keyring ended by itself");
});

test("a session that kept nothing leaves no data folder", async () => {
  await run(["true"]);
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("the keyring's files and its password are for their owner's eyes alone", async () => {
  await run(keyring("setPassword('service', 'account', 'kept')"));
  const mode = (path: string): number => statSync(join(folder, "data", path)).mode & 0o777;
  expect(["", "session", "session/keyrings", "session/password"].map(mode)).toEqual([
    0o700, 0o700, 0o700, 0o600,
  ]);
});

test("the command's input, output and exit code pass through, and nothing is left", async () => {
  const talk = start(["bash", "-c", "cat; echo aside >&2; echo $XAUTHORITY; exit 7"]);
  const outcome = await finish(talk, "said\n");
  expect(outcome).toMatchObject({ status: 7, err: "aside\n" });
  const [said, key = ""] = outcome.out.split("\n");
  expect(said).toBe("said");
  expect(key).toMatch(/\/kiosk-session\./);
  expect(existsSync(key)).toBe(false);
  expect(left()).toEqual([]);
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s is passed on, and the command's own exit code comes back",
  async (signal) => {
    const name = signal.slice(3);
    const child = start([
      "bash",
      "-c",
      `trap 'exit 9' ${name}; echo up; while :; do sleep 0.05; done`,
    ]);
    if (child.stdout === null) throw new Error("started without pipes");
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await finish(child)).toMatchObject({ status: 9 });
    expect(await nothingIsLeft()).toBe(true);
  },
);

test("a session that is killed leaves no process and no folder", async () => {
  const child = start(["bash", "-c", "echo $XAUTHORITY; exec sleep 600"]);
  if (child.stdout === null) throw new Error("started without pipes");
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  expect(left().length).toBeGreaterThan(4);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await nothingIsLeft()).toBe(true);
  expect(existsSync(first.toString().trim())).toBe(false);
});

test("inside a session another one adds nothing", async () => {
  const nested = await run([
    SESSION,
    "bash",
    "-c",
    "echo $PPID; tr '\\0' ' ' </proc/$PPID/cmdline",
  ]);
  expect(nested.out).toContain(`bash ${SESSION}`);
  expect(nested.out).not.toContain("--keep");
  const addresses = await run([
    "bash",
    "-c",
    `a=$DBUS_SESSION_BUS_ADDRESS$DISPLAY; b=$(${SESSION} bash -c 'echo $DBUS_SESSION_BUS_ADDRESS$DISPLAY'); [[ -n $a && $a == "$b" ]]`,
  ]);
  expect(addresses.status).toBe(0);
});

test("a data folder that cannot be made: the command runs, and a line says why", async () => {
  const outcome = await run(["bash", "-c", "echo ran $DISPLAY"], "/proc/no-such-folder");
  expect(outcome.out).toMatch(/^ran :\d+\n$/);
  expect(outcome.err).toMatch(/^session: no keyring can be kept: .*no-such-folder.*\n$/);
});
