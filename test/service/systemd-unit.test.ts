/** The unit of the service, as systemd itself judges it. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const unit = "build/linux/otp-enrolment-service.service";
const isThere = spawnSync("systemd-analyze", ["--version"], { stdio: "ignore" }).status === 0;

test.skipIf(!isThere)("its exposure is 2.0 at most", () => {
  const words = ["security", "--offline=true", "--threshold=20", "--no-pager", unit];
  const said = execFileSync("systemd-analyze", words, { encoding: "utf8" });
  const [, exposure] = /Overall exposure level for .*: ([\d.]+)/.exec(said) ?? [];
  expect(Number(exposure)).toBeLessThanOrEqual(2);
});

test("it starts the program that `npm run service` starts, and restarts it unless its configuration is wrong", () => {
  const text = readFileSync(unit, "utf8");
  const [, program = ""] = /^ExecStart=\S+ (.+)$/m.exec(text) ?? [];
  expect(existsSync(program)).toBe(true);
  expect(readFileSync("package.json", "utf8")).toContain(`node ${program}"`);
  expect(text).toMatch(/^RestartPreventExitStatus=78$/m);
  expect(text).toMatch(/^LoadCredential=otp-service-ring$/m);
});
