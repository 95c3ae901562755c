import { expect, test } from "vitest";
import { commandWords, foreignArgument } from "../../../main/kiosk/arguments.ts";

const program = "/opt/kiosk/otp-enrolment-kiosk";

test("what stands behind -- is a command, also where there is no word", () => {
  expect(commandWords([program])).toBeNull();
  expect(commandWords([program, "journal", "verify"])).toBeNull();
  expect(commandWords([program, "--"])).toEqual([]);
  expect(commandWords([program, "--disable-gpu", "--", "doctor", "--json"])).toEqual([
    "doctor",
    "--json",
  ]);
  expect(commandWords([program, "--", "restore", "--", "-file"])).toEqual([
    "restore",
    "--",
    "-file",
  ]);
});

test("a packaged kiosk takes the switches that a screen needs, and no other argument", () => {
  const taken = [
    [],
    ["--ozone-platform=wayland", "--force-device-scale-factor=1.5"],
    ["-disable-gpu"],
    ["--ozone-platform=headless", "--disable-gpu", "--", "doctor", "--json", "--no-sandbox"],
  ];
  for (const argv of taken) expect(foreignArgument([program, ...argv]), argv.join()).toBeNull();
  const refused = [
    "--remote-debugging-port=9222",
    "-remote-debugging-port=9222",
    "--remote-debugging-pipe",
    "--inspect",
    "--js-flags=--expose-gc",
    "--no-sandbox",
    "--disable-web-security",
    "--proxy-server=127.0.0.1:1",
    "--user-data-dir=/tmp/elsewhere",
    "--OZONE-PLATFORM=x11",
    "---disable-gpu",
    "-",
    "doctor",
    "/home/kiosk/page.html",
  ];
  for (const argument of refused) {
    expect(foreignArgument([program, "--disable-gpu", argument, "--", "doctor"])).toBe(argument);
  }
});
