import { expect, test } from "vitest";
import {
  goesBefore,
  losesAddress,
  losesRecipient,
  mayHaveLeapt,
} from "../../../../main/core/domain/retention.ts";

const day = 24 * 60 * 60_000;
const now = Date.parse("2026-04-08T10:00:00+09:00");
const ended = Date.parse("2026-04-01T10:00:00+09:00");
const to = "someone@example.jp";

test("what is kept for 7 days goes a millisecond after the seventh, what is kept for ever never", () => {
  expect(ended < (goesBefore(7, now) ?? 0)).toBe(false);
  expect(ended < (goesBefore(7, now + 1) ?? 0)).toBe(true);
  expect(goesBefore(null, now)).toBeNull();
});

test("a mail loses its address when it was closed before, once, and never while it waits", () => {
  expect(losesRecipient({ to, closedAt: ended }, ended)).toBe(false);
  expect(losesRecipient({ to, closedAt: ended }, ended + 1)).toBe(true);
  expect(losesRecipient({ to: "", closedAt: ended }, now)).toBe(false);
  expect(losesRecipient({ to, closedAt: null }, Number.MAX_SAFE_INTEGER)).toBe(false);
});

const token = { mailAddress: to, issuedAt: ended - 9 * day, releasedAt: null } as const;

test.each(["issued", "in-use", "suspended"] as const)("a token %s keeps its address", (state) => {
  expect(losesAddress({ ...token, state }, null, Number.MAX_SAFE_INTEGER)).toBe(false);
});

test("a released token loses its address by its release, once", () => {
  const released = { ...token, state: "released", releasedAt: ended } as const;
  expect(losesAddress(released, null, ended)).toBe(false);
  expect(losesAddress(released, null, ended + 1)).toBe(true);
  expect(losesAddress({ ...released, mailAddress: "" }, null, now)).toBe(false);
});

test("a replaced token loses its address by the issue of the next, or by its own where that is lost", () => {
  const replaced = { ...token, state: "replaced" } as const;
  expect(losesAddress(replaced, ended, ended)).toBe(false);
  expect(losesAddress(replaced, ended, ended + 1)).toBe(true);
  expect(losesAddress(replaced, null, token.issuedAt)).toBe(false);
  expect(losesAddress(replaced, null, token.issuedAt + 1)).toBe(true);
});

test.each([
  ["a day on", day, 0, false],
  ["14 days on", 14 * day, 0, false],
  ["a millisecond more", 14 * day + 1, 0, true],
  ["a month on", 28 * day, 0, true],
  ["a year on", 365 * day, 0, true],
  ["a year on, confirmed since", 365 * day, 8, false],
  ["back", -365 * day, 0, false],
])("the clock %s since the last sweep", (_, later, more, leapt) => {
  const last = { at: now, confirmedBy: 3 };
  expect(mayHaveLeapt(last, { at: now + later, confirmedBy: 3 + more })).toBe(leapt);
});
