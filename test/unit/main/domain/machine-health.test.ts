import { expect, test } from "vitest";
import { assessedMachine, endsSoon } from "../../../../main/core/domain/machine-health.ts";
import type { MachineMeasurements } from "../../../../main/core/domain/machine-health.ts";
import { wellMeasured } from "../../../fakes/well-machine.ts";

const day = 86_400_000;
const now = 1_000 * day;

function serviceLine(service: Partial<MachineMeasurements["service"]>) {
  const { keychain, disk, clock, versions } = wellMeasured(now);
  const report = assessedMachine(
    {
      ...{ keychain, disk, clock, versions },
      service: {
        ...{ state: "well", host: "otp.bank.example:8443", fingerprint: "ab" },
        ...{ serviceFingerprint: "cd", endsAt: now + 91 * day, ...service },
      },
    },
    now,
  );
  const line = report.lines.find(({ subject }) => subject === "service");
  return { healthy: report.healthy, grade: line?.grade, finding: line?.finding };
}

test("a kiosk of the network has no line about a registry, a backup or mails of its own", () => {
  const { keychain, disk, clock, versions } = wellMeasured(now);
  const service = { state: "well", host: null, fingerprint: null } as const;
  const report = assessedMachine(
    {
      ...{ keychain, disk, clock, versions },
      service: { ...service, serviceFingerprint: null, endsAt: null },
    },
    now,
  );
  expect(report.healthy).toBe(true);
  expect(report.lines.map(({ subject }) => subject)).toEqual(
    "keychain service disk clock versions".split(" "),
  );
});

test("an identity that ends within 90 days warns, a missing standby too, and what keeps it from serving is a fault", () => {
  expect(serviceLine({})).toEqual({ healthy: true, grade: "good", finding: "well" });
  expect(serviceLine({ state: "no-standby" })).toMatchObject({ healthy: true, grade: "warning" });
  expect(endsSoon(now + 90 * day, now)).toBe(false);
  expect(serviceLine({ endsAt: now + 90 * day - 1 })).toEqual({
    ...{ healthy: true, grade: "warning", finding: "ends-soon" },
  });
  expect(serviceLine({ state: "identity-revoked", endsAt: now })).toEqual({
    ...{ healthy: false, grade: "fault", finding: "identity-revoked" },
  });
});
