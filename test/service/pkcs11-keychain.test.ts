/** The ring in a token of SoftHSM, Debian's PKCS#11 module in software, which stands for the bank's own. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pkcs11Keychain } from "../../main/adapters/keychain-vault/pkcs11-keychain.ts";
import { openKeys } from "../../main/adapters/keychain-vault/open-keys.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { valueOf } from "../contract/sealed-tokens.ts";
import { dataFolder } from "./data-folder.ts";
import { isTokenThere, module, newToken } from "./soft-token.ts";

if (!isTokenThere) {
  process.stderr.write("Skipped: softhsm2 and opensc aren't installed (PKCS#11)\n");
}

/** A program in the place of pkcs11-tool: notes each call, and fails as `complaint`. */
function failingTool(folder: string, complaint: string) {
  return toolOf(folder, `echo '${complaint}' >&2\nexit 1`);
}

function toolOf(folder: string, does: string) {
  const [path, calls] = [join(folder, "tool"), join(folder, "calls")];
  writeFileSync(path, `#!/bin/sh\necho "$@" >>${calls}\n${does}\n`);
  chmodSync(path, 0o700);
  return { path, calls: () => readFileSync(calls, "utf8").trim().split("\n") };
}

describe.skipIf(!isTokenThere)("in a token", () => {
  test("the ring is written and read, and a former one is gone from the token", async () => {
    const token = newToken();
    const keychain = pkcs11Keychain(token);
    expect(await keychain.read()).toEqual(ok(null));
    for (const text of ["first", "second", "x".repeat(5_000)]) {
      expect(await keychain.write(text)).toEqual(ok(null));
      expect(await pkcs11Keychain(token).read()).toEqual(ok(text));
    }
    const words = ["--module", module, "--token-label", "bank", "--list-objects", "--type", "data"];
    const env = { ...process.env, PIN: "987654" };
    const seen = (...more: readonly string[]) =>
      execFileSync("pkcs11-tool", [...words, ...more], { encoding: "utf8", env });
    // Nothing without the PIN.
    expect(seen()).toBe("");
    expect(seen("--login", "--pin", "env:PIN").match(/label: .*/g)).toHaveLength(1);
    expect(keychain.trouble()).toBeNull();
  });

  test("keys are made, added and forgotten there as in any home of the ring", async () => {
    const token = newToken();
    const open = async (fingerprint: string | null) =>
      valueOf(
        await openKeys({
          ...{ keychain: pkcs11Keychain(token), fingerprint, random: systemRandom, at: 1_000 },
        }),
      );
    const first = await open(null);
    const added = valueOf(await first.keys.add(2_000));
    const [former = ""] = first.known.map(({ id }) => id);
    expect(valueOf(await first.keys.forget([former]))).toBeNull();
    const second = await open(first.fingerprint);
    expect(second.known[0]).toEqual(added);
    expect(second.proofs.mac("t")).toBe(first.proofs.mac("t"));
  });

  test("a wrong PIN is tried once", async () => {
    const token = newToken();
    writeFileSync(token.pinFile, "111111\n");
    const keychain = pkcs11Keychain(token);
    expect(await keychain.read()).toEqual(refused("keychain-locked"));
    expect(keychain.trouble()).toBe("hsm-pin-wrong");
    // The right one would be taken now, were it tried.
    writeFileSync(token.pinFile, "987654\n");
    expect(await keychain.read()).toEqual(refused("keychain-locked"));
    expect(await pkcs11Keychain(token).read()).toEqual(ok(null));
  });

  test.each([
    ["hsm-module-missing", { module: "/nowhere.so" }],
    ["hsm-token-absent", { tokenLabel: "another" }],
  ] as const)("%s", async (trouble, stated) => {
    const token = newToken();
    const keychain = pkcs11Keychain({ ...token, ...stated });
    expect(await keychain.read()).toEqual(refused("keychain-absent"));
    expect(keychain.trouble()).toBe(trouble);
  });
});

describe("without a token", () => {
  const tokenIn = (folder: string) => {
    const pinFile = join(folder, "pin");
    writeFileSync(pinFile, "987654\n");
    return { module, tokenLabel: "bank", pinFile };
  };

  test.each([
    ["final user PIN try", "hsm-pin-last-try"],
    ["user PIN locked", "hsm-pin-locked"],
  ] as const)("a token that says %s isn't logged in to", async (flag, trouble) => {
    const folder = dataFolder();
    const told = (label: string, flags: string) =>
      `  token label        : ${label}\n  token flags        : login required, ${flags}`;
    const slots = `Slot 0 (0x1): A\n${told("bank", flag)}\nSlot 1 (0x2): B\n${told("other", "rng")}`;
    const tool = toolOf(folder, `echo '${slots}'`);
    const keychain = pkcs11Keychain(tokenIn(folder), { tool: tool.path });
    await keychain.read();
    await keychain.write("ring");
    expect(keychain.trouble()).toBe(trouble);
    expect(tool.calls()).toEqual([`--module ${module} --list-token-slots`]);
    const other = { ...tokenIn(folder), tokenLabel: "other" };
    await pkcs11Keychain(other, { tool: tool.path }).read();
    expect(tool.calls().at(-1)).toContain("--login");
  });

  test("a PIN that locks isn't tried again, and no PIN is on a command line", async () => {
    const folder = dataFolder();
    const locks = "echo 'error: C_Login failed: rv = CKR_PIN_LOCKED (0xa4)' >&2; exit 1";
    const tool = toolOf(folder, `case "$*" in *--login*) ${locks};; esac`);
    const keychain = pkcs11Keychain(tokenIn(folder), { tool: tool.path });
    await keychain.read();
    await keychain.write("ring");
    expect(keychain.trouble()).toBe("hsm-pin-locked");
    expect(tool.calls().filter((words) => words.includes("--login"))).toHaveLength(1);
    expect(tool.calls().join()).not.toContain("987654");
  });

  test("a module that doesn't answer is given up, with the program that waits for it", async () => {
    const folder = dataFolder();
    const pidFile = join(folder, "pid");
    const tool = toolOf(
      folder,
      `echo $$ >${pidFile}.new\nmv ${pidFile}.new ${pidFile}\nexec sleep 3600`,
    );
    const over = new AbortController();
    const patience = () => over.signal;
    const keychain = pkcs11Keychain(tokenIn(folder), { tool: tool.path, patience });
    const reading = keychain.read();
    await expect.poll(() => existsSync(pidFile), { timeout: 60_000 }).toBe(true);
    over.abort();
    expect(await reading).toEqual(refused("keychain-absent"));
    expect(keychain.trouble()).toBe("hsm-failed");
    const pid = readFileSync(pidFile, "utf8").trim();
    await expect.poll(() => existsSync(`/proc/${pid}/exe`), { timeout: 60_000 }).toBe(false);
  });

  test("a ring that another process replaces while it is read is read anew", async () => {
    const folder = dataFolder();
    // The first is there when it is looked for, and gone when it is read.
    const tool = toolOf(
      folder,
      `[ -e ${folder}/second ] && number=2 || number=1
case "$*" in
  *--list-token-slots*) ;;
  *--list-objects*) echo "  label: 'otp-service-ring $number'";;
  *--read-object*"ring 2"*) printf second;;
  *) touch ${folder}/second; echo 'error: object not found' >&2; exit 1;;
esac`,
    );
    const keychain = pkcs11Keychain(tokenIn(folder), { tool: tool.path });
    expect(await keychain.read()).toEqual(ok("second"));
  });

  test("the tool or the PIN's file is missing, or something else is wrong", async () => {
    const folder = dataFolder();
    const token = tokenIn(folder);
    const troubleOf = async (keychain: ReturnType<typeof pkcs11Keychain>) => {
      await keychain.read();
      return keychain.trouble();
    };
    expect(await troubleOf(pkcs11Keychain(token, { tool: join(folder, "none") }))).toBe(
      "hsm-tool-missing",
    );
    const tool = failingTool(folder, "CKR_DEVICE_ERROR");
    expect(await troubleOf(pkcs11Keychain(token, { tool: tool.path }))).toBe("hsm-failed");
    const pinFile = join(folder, "none");
    expect(await troubleOf(pkcs11Keychain({ ...token, pinFile }))).toBe("hsm-pin-unreadable");
  });
});
