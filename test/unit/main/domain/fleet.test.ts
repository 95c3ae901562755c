import { expect, test } from "vitest";
import { fleetOf } from "../../../../main/core/domain/fleet.ts";
import type { KnownKiosk } from "../../../../main/core/domain/fleet.ts";
import { wellMeasured } from "../../../fakes/well-machine.ts";

const now = Date.UTC(2026, 10, 24, 1, 15);
const minute = 60_000;
const day = 1_440 * minute;
const { keychain, disk, clock } = wellMeasured(now);
const well = { keychain, disk, clock, at: now - 5 * minute };

function aKiosk(changes: Partial<KnownKiosk> = {}): KnownKiosk {
  return {
    ...{ name: "lobby-1", branch: "本店営業部", version: "1.0.0" },
    ...{ askedAt: now - 100 * day, seenAt: now - 10_000, notAfter: now + 900 * day },
    machine: well,
    ...changes,
  };
}

/** What is found about one kiosk. */
function found(changes: Partial<KnownKiosk>): string {
  const [kiosk] = fleetOf([aKiosk(changes)], now);
  return `${kiosk?.grade ?? ""}: ${kiosk?.findings.join(", ") ?? ""}`;
}

test("a kiosk that is heard of and measures itself as well has no finding", () => {
  expect(fleetOf([aKiosk()], now)).toEqual([
    {
      ...{ name: "lobby-1", branch: "本店営業部", version: "1.0.0", seenAt: now - 10_000 },
      ...{ grade: "good", findings: [] },
    },
  ]);
});

test("a kiosk that wasn't heard of for two minutes is silent, with what it told last", () => {
  expect(found({ seenAt: now - 120_000 })).toBe("good: ");
  expect(found({ seenAt: now - 120_001 })).toBe("fault: silent");
  const full = { ...well, disk: { freeBytes: 1 }, at: now - 3 * day };
  expect(found({ seenAt: now - 3 * day, machine: full })).toBe("fault: silent, disk full");
});

test("one that was never heard of is being set up", () => {
  expect(found({ seenAt: null, machine: null, version: null })).toBe("warning: never-heard");
});

test("its own machine is graded as at that kiosk, the worst first", () => {
  const machine = {
    ...well,
    keychain: { state: "no-password", milliseconds: 1 },
    disk: { freeBytes: 900_000_000 },
    clock: { server: null, offsetMs: -40_000 },
  } as const;
  expect(found({ machine })).toBe("fault: clock far-off, keychain no-password, disk low");
  expect(found({ machine: { ...well, clock: { server: null, offsetMs: null } } })).toBe("good: ");
});

test("what was measured long ago, or never, says nothing about now", () => {
  const old = { ...well, disk: { freeBytes: 1 }, at: now - 61 * minute };
  expect(found({ machine: old })).toBe("warning: not-measured");
  expect(found({ machine: null })).toBe("warning: not-measured");
});

test("the end of a certificate is told before it comes, and then keeps the kiosk away", () => {
  expect(found({ notAfter: now + 89 * day })).toBe("warning: identity-ends-soon");
  expect(found({ notAfter: now - 1, seenAt: now - day })).toBe("fault: identity-ended");
});

test("an identity that another one of the same kiosk has followed is no kiosk", () => {
  const former = aKiosk({ seenAt: now - 3 * day, notAfter: now + day });
  const following = aKiosk({ askedAt: now - 9 * day });
  expect(fleetOf([former, following], now)).toHaveLength(1);
  expect(fleetOf([following, former], now)).toMatchObject([{ grade: "good" }]);
  // It isn't followed yet, or both speak: two machines with one name.
  expect(fleetOf([former, aKiosk({ askedAt: now, seenAt: null })], now)).toHaveLength(2);
  expect(fleetOf([aKiosk(), following], now)).toHaveLength(2);
  expect(fleetOf([former, { ...following, branch: "白河支店" }], now)).toHaveLength(2);
  // A later one that has fallen silent, too: only the last to speak is the kiosk.
  const silent = { ...following, seenAt: now - day };
  expect(fleetOf([former, silent], now)).toMatchObject([
    { seenAt: now - day, findings: ["silent"] },
  ]);
});

test("faults come first, then warnings, and the order stays among equals", () => {
  const named = (name: string, seenAt: number | null, machine: KnownKiosk["machine"]) =>
    aKiosk({ name, seenAt, machine });
  const kiosks = fleetOf(
    [
      named("a", now, well),
      named("b", now, null),
      named("c", now - day, well),
      named("d", now, well),
      named("e", null, null),
      named("f", now - day, null),
    ],
    now,
  );
  expect(kiosks.map(({ name }) => name).join("")).toBe("cfbead");
});
