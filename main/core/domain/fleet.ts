import type { FleetFinding, FleetKiosk } from "../../../preload/contract/fleet.ts";
import type { HealthGrade, HealthLine } from "../../../preload/contract/health.ts";
import { clockLine, diskLine, keychainLine } from "./health.ts";
import { endsSoon } from "./machine-health.ts";
import type { MachineMeasurements } from "./machine-health.ts";

/** What a kiosk of the bank's network has told about its own machine. */
export type ReportedMachine = Pick<MachineMeasurements, "keychain" | "disk" | "clock">;

/** An approved kiosk, as the service knows it. Times are epoch milliseconds. */
export interface KnownKiosk {
  readonly name: string;
  readonly branch: string;
  readonly version: string | null;
  /** When it asked to be approved. */
  readonly askedAt: number;
  readonly seenAt: number | null;
  /** The end of its certificate. */
  readonly notAfter: number;
  /** null: it has told nothing yet. */
  readonly machine: (ReportedMachine & { readonly at: number }) | null;
}

/** A kiosk is heard of three times a minute, and that is written within seconds. */
const silentMs = 120_000;
/** A kiosk tells how its machine is every ten minutes. */
const staleMs = 3_600_000;

type Finding = readonly [HealthGrade, FleetFinding];
const ranks: Readonly<Record<HealthGrade, number>> = { fault: 0, warning: 1, good: 2 };

/** The kiosks at the time `at`, the worst first; else they keep their order. */
export function fleetOf(known: readonly KnownKiosk[], at: number): readonly FleetKiosk[] {
  return known
    .filter((kiosk) => !isFollowed(kiosk, known, at))
    .map((kiosk): FleetKiosk => {
      const found = findingsOf(kiosk, at).toSorted(([one], [two]) => ranks[one] - ranks[two]);
      const { name, branch, version, seenAt } = kiosk;
      const findings = found.map(([, finding]) => finding);
      return { name, branch, version, seenAt, grade: found[0]?.[0] ?? "good", findings };
    })
    .toSorted((one, two) => ranks[one.grade] - ranks[two.grade]);
}

/** Whether it is a kiosk's former identity: nobody speaks under it any more, as another has taken its place. */
function isFollowed(kiosk: KnownKiosk, known: readonly KnownKiosk[], at: number): boolean {
  return (
    isSilent(kiosk, at) &&
    known.some(
      ({ name, branch, askedAt, seenAt }) =>
        name === kiosk.name &&
        branch === kiosk.branch &&
        askedAt > kiosk.askedAt &&
        (seenAt ?? 0) > (kiosk.seenAt ?? 0),
    )
  );
}

function isSilent({ seenAt }: KnownKiosk, at: number): boolean {
  return seenAt === null || at - seenAt > silentMs;
}

function findingsOf(kiosk: KnownKiosk, at: number): readonly Finding[] {
  const { seenAt, notAfter, machine } = kiosk;
  // Without a certificate that is valid it can't be heard of.
  if (at > notAfter) return [["fault", "identity-ended"]];
  const ending: readonly Finding[] = endsSoon(notAfter, at)
    ? [["warning", "identity-ends-soon"]]
    : [];
  if (seenAt === null) return [["warning", "never-heard"], ...ending];
  // The last that a silent kiosk has told may be why it is silent.
  const told = machine === null ? [] : toldBy(machine);
  if (isSilent(kiosk, at)) return [["fault", "silent"], ...told, ...ending];
  const isStale = machine === null || at - machine.at > staleMs;
  return [...(isStale ? [["warning", "not-measured"] as const] : told), ...ending];
}

function toldBy(machine: ReportedMachine & { readonly at: number }): readonly Finding[] {
  const lines: readonly HealthLine[] = [
    ...[keychainLine(machine), diskLine(machine), clockLine(machine, machine.at)],
  ];
  return lines.flatMap(({ subject, finding, grade }): readonly Finding[] =>
    // These are lines of a machine alone.
    grade === "good" ? [] : [[grade, `${subject} ${finding}` as FleetFinding]],
  );
}
