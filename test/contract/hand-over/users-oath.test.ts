import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { usersOath } from "../../../main/adapters/hand-over/users-oath.ts";
import { otplibOneTimePasswords } from "../../../main/adapters/otplib-one-time-passwords.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { handed, isHere, secrets, textOf } from "./a-hand-over.ts";

const { codeAt } = otplibOneTimePasswords;
const [first] = handed;

test("each token is a line: secret, last code, and its time in Japan", () => {
  const code = codeAt(secrets[0], 29_583_540);
  expect(textOf(usersOath({ codeAt }))).toBe(
    `HOTP/T60/6 taro0001 - ${secrets[0].toString("hex")} 0 ${code} 2026-04-01T12:00:00L
HOTP/T60/6 hanako@example.jp - ${secrets[1].toString("hex")}
`,
  );
});

const hasPam =
  existsSync("/usr/bin/pamtester") &&
  isHere("sh", "-c", "ls /usr/lib/*/libpam_wrapper.so /usr/lib/*/security/pam_oath.so");

/** A machine whose PAM asks pam_oath alone, by the users file with this text. */
function machineWith(text: string): { readonly authenticates: (code: string) => boolean } {
  const folder = temporaryFolder();
  const services = join(folder, "pam.d");
  const users = join(folder, "users.oath");
  mkdirSync(services);
  writeFileSync(users, text, { mode: 0o600 });
  // A step more than a bank would take, so that a minute may end while the test runs.
  writeFileSync(
    join(services, "bank"),
    `auth required pam_oath.so usersfile=${users} window=2 digits=6\n`,
  );
  return {
    authenticates: (code) =>
      spawnSync("/usr/bin/pamtester", ["bank", first.loginId, "authenticate"], {
        input: `${code}\n`,
        env: {
          ...{ PATH: process.env["PATH"], LD_PRELOAD: "libpam_wrapper.so" },
          ...{ PAM_WRAPPER: "1", PAM_WRAPPER_SERVICE_DIR: services },
        },
      }).status === 0,
  };
}

const stepNow = () => Math.floor(Date.now() / 60_000);

test.skipIf(!hasPam)(
  "pam_oath accepts a code of a token that was handed over, and only once",
  () => {
    const now = stepNow();
    const token = { ...first, lastStep: now - 3 };
    const { authenticates } = machineWith(textOf(usersOath({ codeAt }), [token]));
    expect(authenticates("000000")).toBe(false);
    expect(authenticates(codeAt(first.secret, now))).toBe(true);
    expect(authenticates(codeAt(first.secret, now))).toBe(false);
    expect(authenticates(codeAt(first.secret, now + 1))).toBe(true);
  },
);

test.skipIf(!hasPam)("pam_oath refuses the code that was accepted before the hand-over", () => {
  const now = stepNow();
  const token = { ...first, lastStep: now };
  const { authenticates } = machineWith(textOf(usersOath({ codeAt }), [token]));
  expect(authenticates(codeAt(first.secret, now))).toBe(false);
  expect(authenticates(codeAt(first.secret, now + 1))).toBe(true);
});
