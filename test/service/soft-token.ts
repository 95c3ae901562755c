import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { HsmToken } from "../../main/adapters/keychain-vault/pkcs11-keychain.ts";
import { dataFolder } from "./data-folder.ts";

/** Where Debian has SoftHSM's module. */
export const module = "/usr/lib/softhsm/libsofthsm2.so";
/** Its packages are optional. */
export const isTokenThere = existsSync(module) && existsSync("/usr/bin/pkcs11-tool");

/** A token of SoftHSM for the running test, called `bank`, with the file of its PIN. */
export function newToken(): HsmToken {
  const folder = dataFolder();
  const settings = join(folder, "softhsm2.conf");
  mkdirSync(join(folder, "tokens"));
  writeFileSync(settings, `directories.tokendir = ${join(folder, "tokens")}\n`);
  process.env["SOFTHSM2_CONF"] = settings;
  onTestFinished(() => {
    delete process.env["SOFTHSM2_CONF"];
  });
  const pinFile = join(folder, "pin");
  writeFileSync(pinFile, "987654\n");
  const pins = ["--so-pin", "12345678", "--pin", "987654"];
  execFileSync("softhsm2-util", ["--init-token", "--free", "--label", "bank", ...pins]);
  return { module, tokenLabel: "bank", pinFile };
}
