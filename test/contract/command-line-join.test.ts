import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { identityOf } from "../../main/network/identity.ts";
import { serviceIdentity, testService } from "../fakes/test-service.ts";
import { dataFolder, kiosk, kioskTold } from "./kiosk-session.ts";

// Each command is a session with a real keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const pin = identityOf(serviceIdentity.certificate).fingerprint;
const inGroups = (fingerprint: string) => fingerprint.replace(/.{4}(?=.)/g, "$& ");

async function aService() {
  const service = await testService();
  onTestFinished(() => service[Symbol.asyncDispose]());
  return service;
}

/** The fingerprint that a command told for the kiosk's key. */
const ownIn = (said: string) =>
  /This kiosk's key .*\n {2}((?:[0-9a-f]{4} ?){16})$/m.exec(said)?.[1]?.replaceAll(" ", "") ?? "";

test("a kiosk joins: its key stays in the keyring, and is the same until another one follows", async () => {
  const data = dataFolder();
  const service = await aService();
  const url = `https://${service.name}`;
  const declined = await kioskTold(data, "no\n", "join", url);
  expect(declined).toMatchObject({ code: 1 });
  expect(declined.said).toContain(`The service's key:\n  ${inGroups(pin)}\n`);
  expect(service.joined).toEqual([]);

  const asked = await kioskTold(data, "yes\n", "join", url);
  expect(asked).toMatchObject({ code: 0 });
  expect(asked.said).toContain("保守 and 役席 approve this kiosk");
  expect(asked.said).toContain(`service: { hosts: ["${service.name}"] }`);
  const own = ownIn(asked.said);
  expect(own).toBe(ownIn(declined.said));
  expect([...service.states]).toEqual([[own, "pending"]]);
  expect(service.joined).toMatchObject([{ name: "kiosk", branch: "本店営業部" }]);

  service.states.set(own, "approved");
  // The confirmed key is known, and nobody is asked again.
  const approved = await kiosk(data, "join", url);
  expect(approved).toMatchObject({ code: 0 });
  expect(approved.said).toContain("has approved this kiosk");

  const renewed = await kiosk(data, "join", url, "--renew");
  const following = ownIn(renewed.said);
  expect([...service.states]).toEqual([
    [own, "approved"],
    [following, "pending"],
  ]);
  service.states.set(following, "approved");
  service.states.set(own, "revoked");

  const config = join(data, "config.yaml");
  writeFileSync(config, `demo: true\nservice: { hosts: ["${service.name}"] }\n`);
  vi.stubEnv("KIOSK_CONFIG", config);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { code, said } = await kiosk(data, "doctor", "--json");
  expect(code).toBe(0);
  const { lines } = JSON.parse(said) as { lines: { subject: string; finding: string }[] };
  expect(lines.map(({ subject }) => subject)).toEqual(
    "keychain service disk clock versions".split(" "),
  );
  expect(lines[1]).toMatchObject({ finding: "well", facts: { fingerprint: following } });
});

test("what isn't the service's key, no address, and no service end in words", async () => {
  const data = dataFolder();
  const service = await aService();
  const other = await kiosk(data, "join", `https://${service.name}#${"ab".repeat(32)}`);
  expect(other).toMatchObject({ code: 1 });
  expect(other.said).toContain("another machine may answer there");
  expect(service.joined).toEqual([]);
  const told = await kiosk(data, "join", `https://${service.name}#${pin}`);
  expect(told).toMatchObject({ code: 0 });
  service.states.set(ownIn(told.said), "revoked");
  const revoked = await kiosk(data, "join", `https://${service.name}`);
  expect(revoked).toMatchObject({ code: 1 });
  expect(revoked.said).toContain("has revoked this identity");
  await service.stop();
  const gone = await kiosk(data, "join", `https://${service.name}`);
  expect(gone).toMatchObject({ code: 1 });
  expect(gone.said).toContain("can't be reached");
  expect(await kiosk(data, "join", "http://service")).toMatchObject({ code: 1 });
});
