import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  availabilityOf,
  issuable,
  reissueFrom,
  releasable,
  releasableByStaff,
  startable,
} from "../../../../main/core/domain/availability.ts";
import { aToken, issueTime, tokyo } from "./a-token.ts";

const now = issueTime + 60_000;
const available = { available: true };
const no = (reason: string) => ({ available: false, reason });

describe("which buttons of BOP001 work", () => {
  test.each([
    ["未発行", null, available, no("not-issued"), no("not-issued")],
    ["トークン発行済", "issued", available, available, available],
    ["利用中", "in-use", no("already-in-use"), no("already-in-use"), available],
    ["利用停止", "suspended", no("suspended"), no("suspended"), no("suspended")],
    [
      "利用解除済",
      "released",
      { available: false, reason: "reissue-waits", from: "2026-04-02" },
      no("already-released"),
      no("already-released"),
    ],
    ["replaced, as 未発行", "replaced", available, no("not-issued"), no("not-issued")],
  ] as const)("%s", (_, state, issue, start, release) => {
    const token = state && aToken(state);
    expect(availabilityOf(issuable(token, now, 1))).toEqual(issue);
    expect(availabilityOf(startable(token))).toEqual(start);
    expect(availabilityOf(releasable(token))).toEqual(release);
  });

  test("利用停止 of a token that was in use, too, is for staff alone", () => {
    const token = aToken("suspended", { startedAt: issueTime });
    expect(issuable(token, now + 1e12, 0).ok).toBe(false);
    expect(releasable(token).ok).toBe(false);
  });
});

test.each([
  ["未発行", null, no("not-issued")],
  ["トークン発行済", "issued", available],
  ["利用中", "in-use", available],
  ["利用停止", "suspended", available],
  ["利用解除済", "released", no("already-released")],
  ["replaced, as 未発行", "replaced", no("not-issued")],
] as const)("whether staff can release without a code: %s", (_, state, release) => {
  expect(availabilityOf(releasableByStaff(state && aToken(state)))).toEqual(release);
});

describe("an issued token whose customer never starts it", () => {
  test("may be issued anew at once, and is then the one to replace", () => {
    const token = aToken("issued");
    expect(issuable(token, token.issuedAt, 1)).toEqual({ ok: true, value: token });
  });

  test("nothing is replaced where nothing was issued, or it was released", () => {
    expect(issuable(null, now, 1)).toEqual({ ok: true, value: null });
    expect(issuable(aToken("released"), now + 2 * 86_400_000, 1)).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe("re-issue after release (翌日以降)", () => {
  const releasedAt = (time: string) => aToken("released", { releasedAt: tokyo(time) });

  test.each(["2026-04-01 00:00:00", "2026-04-01 12:00:00", "2026-04-01 23:59:59"])(
    "released at %s in Tokyo: not at 23:59:59 that day, from 00:00:00 of the next",
    (time) => {
      const token = releasedAt(time);
      expect(issuable(token, tokyo("2026-04-01 23:59:59"), 1)).toEqual({
        ok: false,
        refusal: { code: "unavailable", reason: "reissue-waits", from: "2026-04-02" },
      });
      expect(issuable(token, tokyo("2026-04-02 00:00:00") - 1, 1).ok).toBe(false);
      expect(issuable(token, tokyo("2026-04-02 00:00:00"), 1).ok).toBe(true);
    },
  );

  test("the days are configurable, across months; 0 asks for no waiting", () => {
    const token = releasedAt("2026-02-27 09:00:00");
    expect(reissueFrom(tokyo("2026-02-27 09:00:00"), 3)).toBe("2026-03-02");
    expect(issuable(token, tokyo("2026-03-01 23:59:59"), 3).ok).toBe(false);
    expect(issuable(token, tokyo("2026-03-02 00:00:00"), 3).ok).toBe(true);
    expect(issuable(token, tokyo("2026-02-27 09:00:00"), 0).ok).toBe(true);
  });

  test("waits on while the kiosk's clock has gone back behind the release", () => {
    expect(issuable(releasedAt("2026-04-01 12:00:00"), tokyo("2026-03-01 12:00:00"), 1).ok).toBe(
      false,
    );
  });

  test("the day it names is the first that works, whenever the release was", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: tokyo("2099-12-31 23:59:59") }),
        fc.integer({ min: 1, max: 30 }),
        (at, days) => {
          const token = aToken("released", { releasedAt: at });
          const first = tokyo(`${reissueFrom(at, days)} 00:00:00`);
          expect(issuable(token, first - 1, days).ok).toBe(false);
          expect(issuable(token, first, days).ok).toBe(true);
        },
      ),
    );
  });
});
