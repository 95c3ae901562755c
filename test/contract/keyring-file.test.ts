import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { formOf } from "../../main/adapters/keychain-vault/keyring-file.ts";
import { makeKeyring } from "../e2e/keyring.ts";
import { commandLine } from "./kiosk-session.ts";
import { firstStart, noScreen, run, withKeyring } from "./keyring-session.ts";
import { temporaryFolder } from "./temporary-folder.ts";

// Each test starts several sessions, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const plain =
  "[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n";

function keyringFile(folder: string): string {
  const keyrings = join(folder, "session", "keyrings");
  mkdirSync(keyrings, { recursive: true, mode: 0o700 });
  return join(keyrings, "login.keyring");
}

describe("a keyring without a password", () => {
  /** A session whose sign-in gave no password, as an autologin: it begins locked. */
  const afterAutologin = async () => {
    const folder = temporaryFolder();
    const keyring = await makeKeyring(folder);
    onTestFinished(() => keyring.close());
    await keyring.kill();
    const file = join(folder, "keyrings", "login.keyring");
    writeFileSync(file, plain, { mode: 0o600 });
    await keyring.start(false);
    const environment = { DBUS_SESSION_BUS_ADDRESS: keyring.busAddress, HOME: folder, ...noScreen };
    return { folder, keyring, file, environment };
  };

  test("that is locked is opened without a prompt, and keeps the kiosk's key", async () => {
    const { keyring, file, environment } = await afterAutologin();
    const first = await run(firstStart, [], environment);
    expect(first).toMatchObject({ refusal: null, remembered: null });
    expect(readFileSync(file, "utf8")).toContain("master-key");
    const { fingerprint, sealed } = first;
    const later = { ...firstStart, fingerprint, sealed: sealed ?? "" };
    await keyring.start(false);
    const found = { fingerprint, opened: "secret" };
    expect(await run(later, [], environment)).toMatchObject(found);
  });

  test("is told of by doctor, and served with", async () => {
    const { folder, environment } = await afterAutologin();
    const data = join(folder, "data");
    const env = { ...process.env, ...environment, KIOSK_DATA_DIR: data };
    const program = async (...words: readonly string[]) => {
      const running = promisify(execFile)(process.execPath, words, { env });
      running.child.stdin?.end();
      return (await running).stdout;
    };
    const kiosk = join(commandLine, "../busy-kiosk.mjs");
    expect(await program(kiosk, data, join(folder, "secrets.json"))).toBe("serving\n");
    expect(await program(commandLine, "doctor")).toMatch(
      /warning +keychain .*This keyring has no password/,
    );
  });
});

test("a keyring with a password that is locked stays so, and shows no prompt", async () => {
  const folder = temporaryFolder();
  const keyring = await makeKeyring(folder);
  onTestFinished(() => keyring.close());
  const environment = { DBUS_SESSION_BUS_ADDRESS: keyring.busAddress, HOME: folder, ...noScreen };
  expect(await run(firstStart, [], environment)).toMatchObject({ refusal: null });
  await keyring.start(false);
  for (let times = 0; times < 3; times += 1) {
    expect(await run(firstStart, [], environment)).toMatchObject({ refusal: "keychain-locked" });
  }
});

describe("a damaged keyring", () => {
  /** A busy machine's keychain takes its time to make the first key. */
  const patient = { ...firstStart, timeoutMs: 60_000 };
  const damages: readonly (readonly [string, (file: Buffer) => Buffer])[] = [
    ["cut off", (file) => file.subarray(0, 60)],
    ["cut off near its end", (file) => file.subarray(0, file.length - 20)],
    ["empty", () => Buffer.alloc(0)],
    ["zeros", (file) => Buffer.alloc(file.length)],
    ["another file", () => Buffer.from("[keyrin")],
  ];

  test.each(damages)("%s: is told as damaged, and left as it is", async (_what, damage) => {
    const folder = temporaryFolder();
    const { fingerprint } = await withKeyring(folder, patient);
    const file = keyringFile(folder);
    const whole = readFileSync(file);
    expect(formOf(whole)).toBe("sealed");
    writeFileSync(file, damage(whole));
    const order = { ...firstStart, fingerprint };
    const damaged = { refusal: "keychain-damaged", remembered: "keychain-damaged" };
    expect(await withKeyring(folder, order)).toMatchObject(damaged);
    expect(readFileSync(file)).toEqual(damage(whole));
    // Brought back from a copy, it is there again.
    writeFileSync(file, whole);
    expect(await withKeyring(folder, order)).toMatchObject({ refusal: null, fingerprint });
  });

  test.each(damages)("%s is known by its bytes", async (_what, damage) => {
    const folder = temporaryFolder();
    expect(await withKeyring(folder, patient)).toMatchObject({ refusal: null });
    expect(formOf(damage(readFileSync(keyringFile(folder))))).toBe("damaged");
  });
});

test("the forms of gnome-keyring are known by their beginning", () => {
  expect(formOf(Buffer.from(plain))).toBe("plain");
  expect(formOf(Buffer.from(`# words\n\n${plain}`))).toBe("plain");
  expect(formOf(Buffer.from("GnomeKeyring\n\r\0\n"))).toBe("damaged");
});
