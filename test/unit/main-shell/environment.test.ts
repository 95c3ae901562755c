import { expect, test } from "vitest";
import { readEnvironment } from "../../../main/config/environment.ts";

test("an empty environment leaves everything where it is", () => {
  const unset = {
    ok: true,
    value: { dataDir: null, configPath: undefined, clockOffsetSeconds: 0 },
  };
  expect(readEnvironment({}, { packaged: false })).toEqual(unset);
  const empty = { KIOSK_DATA_DIR: "", KIOSK_CONFIG: "", KIOSK_CLOCK_OFFSET_SECONDS: "" };
  expect(readEnvironment(empty, { packaged: false })).toEqual(unset);
});

test("an unpackaged kiosk takes data folder, configuration and clock from the environment", () => {
  const env = {
    KIOSK_DATA_DIR: "/srv/kiosk/../kiosk-1",
    KIOSK_CONFIG: "bank.yaml",
    KIOSK_CLOCK_OFFSET_SECONDS: "-86400",
  };
  expect(readEnvironment(env, { packaged: false })).toEqual({
    ok: true,
    value: { dataDir: "/srv/kiosk-1", configPath: "bank.yaml", clockOffsetSeconds: -86_400 },
  });
});

test("a packaged kiosk reads no variable", () => {
  const env = {
    KIOSK_DATA_DIR: "/srv/kiosk",
    KIOSK_CONFIG: "other.yaml",
    KIOSK_CLOCK_OFFSET_SECONDS: "no number",
  };
  expect(readEnvironment(env, { packaged: true })).toEqual({
    ok: true,
    value: {
      dataDir: null,
      configPath: "/etc/otp-enrolment-kiosk/config.yaml",
      clockOffsetSeconds: 0,
    },
  });
});

test.each([
  ...["ELECTRON_DISABLE_SANDBOX", "ELECTRON_RUN_AS_NODE", "ELECTRON_ENABLE_LOGGING"],
  ...["ELECTRON_LOG_FILE", "ELECTRON_FUTURE", "NODE_OPTIONS", "NODE_TLS_REJECT_UNAUTHORIZED"],
  ...["NODE_EXTRA_CA_CERTS", "NODE_USE_SYSTEM_CA", "NODE_COMPILE_CACHE", "NODE_DEBUG", "NODE_PATH"],
  ...["SSLKEYLOGFILE", "CHROME_DEVEL_SANDBOX"],
])("%s ends a packaged kiosk, whatever it is set to, and no other", (name) => {
  for (const value of ["1", "0", ""]) {
    expect(readEnvironment({ [name]: value }, { packaged: true })).toMatchObject({
      ok: false,
      refusal: { path: name },
    });
    expect(readEnvironment({ [name]: value }, { packaged: false })).toMatchObject({ ok: true });
  }
});

test("a packaged kiosk lives with what a desktop sets for all its programs", () => {
  const env = {
    ...{ ELECTRON_OZONE_PLATFORM_HINT: "auto", LD_PRELOAD: "libgtk3-nocsd.so.0", DISPLAY: ":0" },
    ...{ MY_NODE_ENV: "x", CHROME_DESKTOP: "otp-enrolment-kiosk.desktop", WATCHDOG_USEC: "1" },
  };
  expect(readEnvironment(env, { packaged: true })).toMatchObject({ ok: true });
});

test.each(["1.5", "1e3", "0x10", "tomorrow", " 1", "--1", "Infinity", "315360001", "-315360001"])(
  "a clock offset of %j is refused by its name",
  (offset) => {
    const env = { KIOSK_CLOCK_OFFSET_SECONDS: offset };
    expect(readEnvironment(env, { packaged: false })).toMatchObject({
      ok: false,
      refusal: { path: "KIOSK_CLOCK_OFFSET_SECONDS" },
    });
  },
);

test.each([
  ["315360000", 315_360_000],
  ["+60", 60],
])("a clock offset of %j is taken", (offset, seconds) => {
  const env = { KIOSK_CLOCK_OFFSET_SECONDS: offset };
  expect(readEnvironment(env, { packaged: false })).toMatchObject({
    value: { clockOffsetSeconds: seconds },
  });
});
