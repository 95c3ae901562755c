import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { compose } from "../../../main/compose.ts";
import { demoProfile } from "../../../main/config/demo-profile.ts";
import { verbs } from "../../../preload/contract/channels.ts";
import { operationsOf } from "../../fakes/operations-of.ts";
import { plainBrand } from "../../fakes/plain-brand.ts";
import { wellMachine } from "../../fakes/well-machine.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-compose-"));
  // No session bus, hence no keychain, whatever the tester's own session has.
  vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", `unix:path=${path.join(folder, "no-bus")}`);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const composeIn = async (dataDir: string) => {
  const { handle, close } = await compose(
    { config: demoProfile, brand: plainBrand },
    { dataDir, clockOffsetSeconds: 86_400 },
    wellMachine(),
  );
  return { operations: operationsOf(handle), close };
};

test("without a keychain a first start makes no registry, and says so at every verb", async () => {
  const dataDir = path.join(folder, "deep", "data");
  const { operations, close } = await composeIn(dataDir);
  expect(await operations.readKiosk({})).toMatchObject({
    ok: true,
    value: { fault: "keychain-absent", demo: true },
  });
  for (const verb of verbs) {
    if (["readKiosk", "readWords", "signOut", "staffSignOut"].includes(verb)) continue;
    expect(await operations[verb]({} as never)).toEqual({
      ok: false,
      refusal: { code: "out-of-service", fault: "keychain-absent" },
    });
  }
  await close();
  expect(existsSync(path.join(dataDir, "registry.sqlite"))).toBe(false);
  expect(readFileSync(path.join(dataDir, "logs", "kiosk.log"), "utf8")).toContain(
    '"fault":"keychain-absent"',
  );
  // For the journal, when there is one.
  expect(readFileSync(path.join(dataDir, "faults.txt"), "utf8")).toMatch(
    /^\d+ out-of-service-keychain-absent\n$/,
  );
});

test("nobody waits for a keychain that takes its time while the kiosk is out of service", async () => {
  const marks = (name: string) => path.join(folder, name);
  // Says nothing, as without a bus; while "slow" lies there, only once "go" does, unless it is given up before.
  const script = `#!/bin/sh
trap 'touch "${marks("given-up")}"; exit 1' TERM
[ -e "${marks("slow")}" ] || exit 1
touch "${marks("asked")}"
while [ ! -e "${marks("go")}" ]; do sleep 0.05; done
exit 1
`;
  writeFileSync(path.join(folder, "dbus-send"), script, { mode: 0o700 });
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
  const { operations, close } = await composeIn(path.join(folder, "data"));
  writeFileSync(marks("slow"), "");
  const later = performance.now() + 60_000;
  vi.spyOn(performance, "now").mockReturnValue(later);
  expect(await operations.readKiosk({})).toMatchObject({ value: { fault: "keychain-absent" } });
  await vi.waitFor(() => expect(existsSync(marks("asked"))).toBe(true), 50_000);
  expect(await operations.readKiosk({})).toMatchObject({ value: { fault: "keychain-absent" } });
  expect(existsSync(marks("given-up"))).toBe(false);
  writeFileSync(marks("go"), "");
  await close();
});

test("a data folder is made for its owner alone", async () => {
  const dataDir = path.join(folder, "data");
  await composeIn(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test("a data folder that can't be made is said before anything else is tried", async () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  const { operations, close } = await composeIn(path.join(file, "data"));
  expect(await operations.readKiosk({})).toMatchObject({
    value: { fault: "data-folder-unwritable" },
  });
  await close();
  expect(readFileSync(file, "utf8")).toBe("");
});

test("a damaged registry is said, and left as it was", async () => {
  const dataDir = path.join(folder, "data");
  mkdirSync(dataDir);
  const registry = path.join(dataDir, "registry.sqlite");
  writeFileSync(registry, "not a registry ".repeat(1_000));
  const before = readFileSync(registry);
  const { operations } = await composeIn(dataDir);
  expect(await operations.readKiosk({})).toMatchObject({ value: { fault: "registry-damaged" } });
  expect(readFileSync(registry)).toEqual(before);
});

test("the kiosk's clock is shifted as told", async () => {
  const { operations } = await composeIn(path.join(folder, "data"));
  const kiosk = await operations.readKiosk({});
  const shift = kiosk.ok ? kiosk.value.nowMs - Date.now() : 0;
  expect(Math.abs(shift - 86_400_000)).toBeLessThan(5_000);
});
