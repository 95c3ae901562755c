import { describe, expect, test } from "vitest";
import { assessed } from "../../../../main/core/domain/health.ts";
import type { MailCause } from "../../../../main/core/domain/mail-failure.ts";
import type { Measurements } from "../../../../main/core/domain/health.ts";
import { wellMeasured } from "../../../fakes/well-machine.ts";

const now = Date.UTC(2026, 10, 22, 3, 0, 0);
const minute = 60_000;
const day = 1_440 * minute;
const unread = { rows: null, at: null, milliseconds: null, brokenRow: null };

/** The report of a kiosk that is well, but for `changes`. */
function reportWith(changes: Partial<Measurements>) {
  return assessed({ ...wellMeasured(now), ...changes }, now);
}

/** Grade and finding of the line of the first subject that differs. */
function lineOf(subject: string, changes: Partial<Measurements>): string {
  const line = reportWith(changes).lines.find((each) => each.subject === subject);
  return `${String(line?.grade)} ${String(line?.finding)}`;
}

const wellRegistry = { state: "well", version: 3, bytes: 3_200_000, milliseconds: 8 } as const;
const noMail = { unsent: 0, oldestAt: null };
const oneMail = { unsent: 1, oldestAt: now };
const failedMail = (outcome: "rejected" | "expired", ago: number) => ({ outcome, at: now - ago });
const trouble = (cause: MailCause) => ({
  ...{ cause, reply: "554 5.7.1", since: now - minute },
  ...{ tries: 1, triedAt: now - minute, nextTryAt: now },
});

test("a kiosk that is well has eight green lines", () => {
  const { healthy, lines } = reportWith({});
  expect(healthy).toBe(true);
  expect(lines.map(({ subject, grade, finding }) => `${subject} ${grade} ${finding}`)).toEqual(
    ["keychain", "registry", "disk", "clock", "mail", "versions", "backup", "journal"].map(
      (subject) => `${subject} good well`,
    ),
  );
});

test("warnings leave it healthy, one fault does not", () => {
  const warned = { disk: { freeBytes: 999_999_999 }, backup: { at: null } };
  expect(reportWith(warned).healthy).toBe(true);
  expect(reportWith({ ...warned, disk: { freeBytes: 199_999_999 } }).healthy).toBe(false);
});

describe.each<[string, [Partial<Measurements>, string][]]>([
  [
    "registry",
    [
      [{ registry: { ...wellRegistry, userIdsLeft: null } }, "good well"],
      [{ registry: { ...wellRegistry, userIdsLeft: 1_000 } }, "good well"],
      [{ registry: { ...wellRegistry, userIdsLeft: 999 } }, "warning user-ids-few"],
      [{ registry: { ...wellRegistry, userIdsLeft: 0 } }, "fault user-ids-spent"],
    ],
  ],
  [
    "keychain",
    [
      [{ keychain: { state: "well", milliseconds: 999 } }, "good well"],
      [{ keychain: { state: "well", milliseconds: 1_000 } }, "warning slow"],
      [{ keychain: { state: "no-key-yet", milliseconds: 9 } }, "warning no-key-yet"],
      [{ keychain: { state: "key-unproven", milliseconds: 9 } }, "warning key-unproven"],
      [{ keychain: { state: "keychain-absent", milliseconds: 9 } }, "fault keychain-absent"],
      [{ keychain: { state: "no-password", milliseconds: 9 } }, "warning no-password"],
      [{ keychain: { state: "keychain-damaged", milliseconds: 9 } }, "fault keychain-damaged"],
      [{ keychain: { state: "keychain-locked", milliseconds: 9 } }, "fault keychain-locked"],
      [
        { keychain: { state: "keychain-key-missing", milliseconds: 9 } },
        "fault keychain-key-missing",
      ],
      [
        { keychain: { state: "keychain-key-different", milliseconds: 9 } },
        "fault keychain-key-different",
      ],
    ],
  ],
  [
    "registry",
    (
      [
        ["older", "warning"],
        ["missing", "fault"],
        ["registry-newer", "fault"],
        ["registry-damaged", "fault"],
        ["registry-rolled-back", "fault"],
        ["registry-unavailable", "fault"],
        ["data-folder-unwritable", "fault"],
      ] as const
    ).map(([state, grade]) => [
      { registry: { state, version: null, bytes: 1, milliseconds: 1 } },
      `${grade} ${state}`,
    ]),
  ],
  [
    "disk",
    [
      [{ disk: { freeBytes: 1_000_000_000 } }, "good well"],
      [{ disk: { freeBytes: 999_999_999 } }, "warning low"],
      [{ disk: { freeBytes: 200_000_000 } }, "warning low"],
      [{ disk: { freeBytes: 199_999_999 } }, "fault full"],
      [{ disk: { freeBytes: null } }, "fault unreadable"],
    ],
  ],
  [
    "clock",
    [
      [{ clock: { server: null, offsetMs: null } }, "good not-compared"],
      [{ clock: { server: "ntp", offsetMs: null } }, "warning no-answer"],
      [{ clock: { server: "ntp", offsetMs: 4_999 } }, "good well"],
      [{ clock: { server: "ntp", offsetMs: -5_000 } }, "warning off"],
      [{ clock: { server: "ntp", offsetMs: 29_999 } }, "warning off"],
      [{ clock: { server: "ntp", offsetMs: -30_000 } }, "fault far-off"],
      [{ clock: { server: null, offsetMs: null, synchronised: true } }, "good well"],
      [{ clock: { server: null, offsetMs: null, synchronised: false } }, "warning unsynchronised"],
      [
        { clock: { server: "ntp", offsetMs: 0, phones: { minutes: 5, customers: 3 } } },
        "fault phones-differ",
      ],
      [
        { clock: { server: null, offsetMs: null, phones: { minutes: -1, customers: 4 } } },
        "warning phones-differ",
      ],
      [
        { clock: { server: "ntp", offsetMs: 0, newestAt: now + minute + 1 } },
        "fault before-journal",
      ],
      [{ clock: { server: "ntp", offsetMs: 0, newestAt: now + minute } }, "good well"],
    ],
  ],
  [
    "mail",
    [
      [{ mail: null }, "warning unknown"],
      [{ mail: { unsent: 3, oldestAt: now - 15 * minute + 1 } }, "good well"],
      [{ mail: { unsent: 1, oldestAt: now - 15 * minute } }, "warning late"],
      [{ mail: { unsent: 1, oldestAt: now - day + 1 } }, "warning late"],
      [{ mail: { unsent: 1, oldestAt: now - day } }, "fault stuck"],
      [{ mail: { ...noMail, failed: [failedMail("rejected", minute)] } }, "warning rejected"],
      [{ mail: { ...noMail, failed: [failedMail("expired", minute)] } }, "fault expired"],
      [{ mail: { ...noMail, failed: [failedMail("expired", 30 * day)] } }, "good well"],
      [{ mail: { ...oneMail, trouble: trouble("denied") } }, "fault server-denied"],
      [{ mail: { ...oneMail, trouble: trouble("authentication") } }, "fault server-authentication"],
      [{ mail: { ...oneMail, trouble: trouble("tls") } }, "fault server-tls"],
      [{ mail: { ...oneMail, trouble: trouble("away") } }, "good well"],
      [{ mail: { ...noMail, trouble: trouble("denied") } }, "good well"],
    ],
  ],
  [
    "backup",
    [
      [{ backup: null }, "warning unknown"],
      [{ backup: { at: null } }, "warning none"],
      [{ backup: { at: now - 7 * day + 1 } }, "good well"],
      [{ backup: { at: now - 7 * day } }, "warning old"],
      [{ backup: { at: now - 2, rotatedAt: now - 2 } }, "good well"],
      [{ backup: { at: now - 2, rotatedAt: now - 1 } }, "warning before-rotation"],
      [{ backup: { at: now - 7 * day, rotatedAt: now - 1 } }, "warning before-rotation"],
      [{ backup: { at: null, rotatedAt: now - 1 } }, "warning none"],
    ],
  ],
  [
    "journal",
    [
      [{ journal: { state: "unknown", ...unread } }, "warning unknown"],
      [{ journal: { state: "checking", ...unread } }, "warning checking"],
      [{ journal: { state: "broken", ...unread, brokenRow: 7 } }, "fault broken"],
    ],
  ],
])("the line of %s", (subject, rules) => {
  test.each(rules)("%j is %s", (changes, expected) => {
    expect(lineOf(subject, changes)).toBe(expected);
  });
});

test("a mail's age is told in whole minutes", () => {
  const { lines } = reportWith({ mail: { unsent: 2, oldestAt: now - 119_999 } });
  expect(lines.find(({ subject }) => subject === "mail")?.facts).toEqual({
    ...{ unsent: 2, oldestMinutes: 1, oldestAt: now - 119_999 },
    ...{ rejected: 0, expired: 0, server: null },
  });
});
