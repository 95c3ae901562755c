import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextUserId, userIdsLeft } from "../../../../main/core/domain/user-id.ts";

describe("the next ユーザID", () => {
  test.each([
    [null, "999800000001", "999800000001"],
    ["999800000001", "999800000001", "999800000002"],
    ["999800000009", "999800000001", "999800000010"],
    ["000000000041", "000000000001", "000000000042"],
    ["999800000007", "100000000001", "999800000008"],
    ["100000000007", "999800000001", "999800000001"],
  ])("after %s, with %s first, is %s", (greatest, first, next) => {
    expect(nextUserId(greatest, first)).toBe(next);
  });

  test("is never one given before, and always 12 digits", () => {
    const userId = fc.nat(999_999_999_998).map((number) => String(number).padStart(12, "0"));
    fc.assert(
      fc.property(userId, userId, (greatest, first) => {
        const next = nextUserId(greatest, first);
        expect(next).toMatch(/^[0-9]{12}$/);
        expect(next > greatest && next >= first).toBe(true);
      }),
    );
  });

  test("there is none after the last", () => {
    expect(() => nextUserId("999999999999", "999800000001")).toThrow("no user ID left");
  });
});

describe("the ユーザID that are left", () => {
  test.each([
    [null, "999800000001", "999800000010", 10],
    ["999800000007", "999800000001", "999800000010", 3],
    ["999800000010", "999800000001", "999800000010", 0],
    ["999800000099", "999800000001", "999800000010", 0],
    ["999700000099", "999800000001", "999800000010", 10],
    [null, "000000000000", "000000000000", 1],
    ["999999999998", "999800000001", null, 1],
    ["999999999999", "999800000001", null, 0],
  ])("after %s, from %s to %s, are %i", (greatest, firstUserId, lastUserId, left) => {
    expect(userIdsLeft(greatest, { firstUserId, lastUserId })).toBe(left);
  });
});
