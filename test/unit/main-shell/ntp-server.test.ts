import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../../main/config/load-config.ts";
import { temporaryFolder } from "../../contract/temporary-folder.ts";

/** A configuration whose clock is compared with `ntpServer`, as it is read. */
function load(ntpServer: string) {
  const file = path.join(temporaryFolder(), "config.json");
  writeFileSync(file, JSON.stringify({ demo: true, clock: { ntpServer } }));
  return loadConfig({ path: file, packaged: false });
}

test.each([
  ...["ntp.bank.example", "ntp.bank.example:65535", "192.0.2.7:123", "ntp:1"],
  ...["[::1]", "[::1]:123", "[2001:db8::7]:123"],
])("the clock may be compared with %j", (ntpServer) => {
  expect(load(ntpServer)).toMatchObject({ ok: true, value: { clock: { ntpServer } } });
});

test.each([
  ...["ntp.bank.example:0", "ntp.bank.example:65536", "ntp.bank.example:00", "[::1]:0"],
  ...["[::1", "[::g]:123", "[]", "::1", "[fe80::1%eth0]", ":123", "", " ", "two words"],
  ...["ntp.bank.example:", "ntp.bank.example:123:4", "ntp.bank.example: 123", "ntp:12a"],
])("%j is no server to compare the clock with", (ntpServer) => {
  expect(load(ntpServer)).toMatchObject({ ok: false, refusal: { path: "clock.ntpServer" } });
});
