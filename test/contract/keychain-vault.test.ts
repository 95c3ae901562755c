import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { firstStart, noScreen, run, withKeyring } from "./keyring-session.ts";
import { temporaryFolder } from "./temporary-folder.ts";

// Each test starts several sessions, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** Makes the keyring's password another one, so that its next session can't unlock it. */
function losePassword(folder: string): void {
  writeFileSync(join(folder, "session", "password"), "another password");
}

/** Options that put `code`, CommonJS, in keytar's place. */
function insteadOfKeytar(code: string): readonly string[] {
  const file = join(temporaryFolder(), "keytar.cjs");
  writeFileSync(file, code);
  const url = pathToFileURL(file).href;
  const hook = `import { registerHooks } from "node:module"; registerHooks({ resolve: (name, context, next) =>
    name === "keytar" ? { url: ${JSON.stringify(url)}, format: "commonjs", shortCircuit: true } : next(name, context) });`;
  return ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
}

const base64Key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const sha256 = (value: string | Buffer) => createHash("sha256").update(value).digest("hex");

describe("with a keyring that opens", () => {
  test("a first start makes the key, and every later start finds it", async () => {
    const folder = temporaryFolder();
    const first = await withKeyring(folder, firstStart);
    expect(first.refusal).toBeNull();
    const { fingerprint, sealed } = first;
    const later = { ...firstStart, fingerprint, sealed: sealed ?? "" };
    expect(await withKeyring(folder, later)).toMatchObject({ fingerprint, opened: "secret" });

    // The machine died between the keychain's write and the registry's.
    const again = { ...later, fingerprint: null };
    expect(await withKeyring(folder, again)).toMatchObject({ fingerprint, opened: "secret" });
  });

  test("the journal's anchor is remembered beside the key, and the last one holds", async () => {
    const folder = temporaryFolder();
    const anchor = { count: 9, lastMac: "ab".repeat(32) };
    const first = await withKeyring(folder, { ...firstStart, anchor });
    expect(first).toMatchObject({ remembered: null, anchorRefusal: null });
    const { fingerprint, sealed } = first;
    const next = { count: 1_234_567, lastMac: "cd".repeat(32) };
    const later = { ...firstStart, fingerprint, sealed: sealed ?? "", anchor: next };
    expect(await withKeyring(folder, later)).toMatchObject({
      remembered: anchor,
      opened: "secret",
    });
    expect(await withKeyring(folder, firstStart)).toMatchObject({ remembered: next, fingerprint });
    const other = { ...firstStart, service: "kiosk-contract-2" };
    expect((await withKeyring(folder, other)).remembered).toBeNull();
  });

  test("the key of another service is no key of this kiosk", async () => {
    const folder = temporaryFolder();
    const { fingerprint } = await withKeyring(folder, firstStart);
    const other = { ...firstStart, service: "kiosk-contract-2", fingerprint };
    expect((await withKeyring(folder, other)).refusal).toBe("keychain-key-missing");
  });

  test("an existing key is adopted", async () => {
    const plant = base64Key(7);
    const report = await withKeyring(temporaryFolder(), { ...firstStart, plant });
    expect(report).toMatchObject({
      fingerprint: sha256(Buffer.alloc(32, 7)),
      held: sha256(plant),
    });
  });

  test("another key than the recorded one stops the kiosk and stays", async () => {
    const fingerprint = sha256(Buffer.alloc(32, 1));
    const plant = base64Key(2);
    const report = await withKeyring(temporaryFolder(), { ...firstStart, fingerprint, plant });
    expect(report).toMatchObject({ refusal: "keychain-key-different", held: sha256(plant) });
  });

  test("a keyring whose files were lost stops the kiosk", async () => {
    const folder = temporaryFolder();
    const { fingerprint } = await withKeyring(folder, firstStart);
    rmSync(join(folder, "session"), { recursive: true });
    const order = { ...firstStart, fingerprint };
    expect((await withKeyring(folder, order)).refusal).toBe("keychain-key-missing");
    expect((await withKeyring(folder, order)).refusal).toBe("keychain-key-missing");
  });
});

describe("with a locked keyring", () => {
  test("nothing is read, nothing made, and the key is there when it opens again", async () => {
    const folder = temporaryFolder();
    const { fingerprint, sealed } = await withKeyring(folder, firstStart);
    const password = readFileSync(join(folder, "session", "password"));
    losePassword(folder);
    const order = { ...firstStart, fingerprint, sealed: sealed ?? "" };
    const anchor = { count: 9, lastMac: "ab".repeat(32) };
    expect(await withKeyring(folder, { ...order, anchor })).toMatchObject({
      refusal: "keychain-locked",
      remembered: "keychain-locked",
      anchorRefusal: "keychain-locked",
    });
    expect((await withKeyring(folder, firstStart)).refusal).toBe("keychain-locked");
    writeFileSync(join(folder, "session", "password"), password);
    const found = { fingerprint, opened: "secret", remembered: null };
    expect(await withKeyring(folder, order)).toMatchObject(found);
  });

  test("that never answers, the kiosk waits no longer than it was told", async () => {
    const silent = "module.exports = { getPassword: () => new Promise(() => {}) };";
    const order = { ...firstStart, timeoutMs: 500 };
    const report = await withKeyring(temporaryFolder(), order, insteadOfKeytar(silent));
    expect(report.refusal).toBe("keychain-locked");
    expect(report.milliseconds).toBeLessThan(30_000);
  });
});

describe("without a keychain", () => {
  test.each([
    ["no bus at all", {}],
    ["no bus, but a screen", noScreen],
    ["a bus that is gone", { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere/bus" }],
  ])("%s", async (_what, environment) => {
    const report = await run(firstStart, [], { HOME: temporaryFolder(), ...environment });
    expect(report).toMatchObject({ refusal: "keychain-absent", fingerprint: null });
  });

  test("a bus without a secret service", async () => {
    const folder = temporaryFolder();
    const config = join(folder, "bus.conf");
    writeFileSync(
      config,
      `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><auth>EXTERNAL</auth>
        <policy context="default"><allow send_destination="*"/><allow own="*"/></policy></busconfig>`,
    );
    const wrapper = ["dbus-run-session", `--config-file=${config}`, "--"];
    const report = await run(firstStart, wrapper, { HOME: folder });
    expect(report).toMatchObject({ refusal: "keychain-absent", fingerprint: null });
  });

  test("keytar that can't be loaded, as without libsecret", async () => {
    const broken = 'throw new Error("libsecret-1.so.0: cannot open shared object file");';
    const report = await withKeyring(temporaryFolder(), firstStart, insteadOfKeytar(broken));
    expect(report).toMatchObject({ refusal: "keychain-absent", fingerprint: null });
    expect(report.keytarFailure).toContain("libsecret-1.so.0");
  });
});
