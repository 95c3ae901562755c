import type { Fleet, FleetFinding, FleetKiosk } from "../../../preload/contract/fleet.ts";
import { ago, now } from "./values.ts";

const branches = [
  ...["本店営業部", "福島駅前支店", "会津若松支店", "郡山卸町インターチェンジ出張所", "いわき支店"],
  ...["白河支店", "喜多方支店", "須賀川支店", "相馬支店", "二本松支店"],
];

function kiosk(at: number, findings: readonly FleetFinding[], grade = "good"): FleetKiosk {
  return {
    name: `lobby-${String(at + 1).padStart(3, "0")}`,
    branch: branches[at % branches.length] ?? "",
    version: at % 7 === 3 ? "0.9.12" : "1.0.0",
    seenAt: ago(0),
    grade: grade as FleetKiosk["grade"],
    findings,
  };
}

/** Of each kind one; of the longest words several at once. */
const troubled: readonly FleetKiosk[] = [
  { ...kiosk(0, ["silent"], "fault"), seenAt: ago(2_900) },
  { ...kiosk(1, ["silent", "disk full", "clock far-off"], "fault"), seenAt: ago(14) },
  { ...kiosk(2, ["identity-ended"], "fault"), seenAt: ago(900) },
  kiosk(
    3,
    ["keychain keychain-locked", "clock unsynchronised", "identity-ends-soon", "disk low"],
    "fault",
  ),
  kiosk(4, ["disk full"], "fault"),
  kiosk(5, ["clock far-off"], "fault"),
  { ...kiosk(6, ["never-heard"], "warning"), seenAt: null, version: null },
  kiosk(7, ["not-measured"], "warning"),
  kiosk(8, ["keychain no-password"], "warning"),
  kiosk(9, ["identity-ends-soon"], "warning"),
  kiosk(10, ["clock no-answer"], "warning"),
  kiosk(11, ["keychain slow"], "warning"),
];

const journal: Fleet["lines"][number] = {
  ...{ subject: "journal", grade: "good", finding: "well" },
  facts: { rows: 48_120, at: ago(130), milliseconds: 4_210, brokenRow: null },
};

/** So many kiosks, of which twelve need a look. */
export function fleetOf(count: number): Fleet {
  const well = Array.from({ length: count - troubled.length }, (_, at) =>
    kiosk(at + troubled.length, []),
  );
  return {
    at: now,
    kiosks: [...troubled, ...well],
    pending: 2,
    lines: [
      {
        ...{ subject: "mail", grade: "warning", finding: "late" },
        facts: {
          ...{ unsent: 12, oldestMinutes: 42, oldestAt: ago(42), rejected: 0, expired: 0 },
          server: null,
        },
      },
      journal,
    ],
  };
}

export const smallFleet: Fleet = {
  at: now,
  kiosks: Array.from({ length: 3 }, (_, at) => kiosk(at, [])),
  pending: 0,
  lines: [
    {
      ...{ subject: "mail", grade: "good", finding: "well" },
      facts: {
        ...{ unsent: 0, oldestMinutes: null, oldestAt: null, rejected: 0, expired: 0 },
        server: null,
      },
    },
    journal,
  ],
};
