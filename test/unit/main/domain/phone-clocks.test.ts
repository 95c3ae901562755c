import { describe, expect, test } from "vitest";
import {
  commonOffset,
  phoneDetail,
  phoneMinutes,
} from "../../../../main/core/domain/phone-clocks.ts";

/** Each customer's phone, in minutes from the kiosk's clock. */
const phones = (...minutes: readonly number[]) =>
  minutes.map((each, at) => ({ customerId: `customer-${String(at)}`, minutes: each }));

describe("the offset that several customers' phones have in common", () => {
  test.each([
    ["three alike", [-5, -5, -5], -5],
    ["of another zone", [540, 540, 540], 540],
    ["a minute more or less", [4, 5, 6], 5],
    ["more than half", [5, 5, 5, 0, -1], 5],
    ["all a minute ahead", [1, 1, 1], 1],
    ["nearly all a minute behind", [-1, -1, -1, -1, 0], -1],
  ])("%s", (_what, minutes, common) => {
    expect(commonOffset(phones(...minutes))?.minutes).toBe(common);
  });

  test.each([
    ["two are not several", [5, 5]],
    ["as many as have none", [5, 5, 5, 0, 0, -1]],
    ["each another one", [5, -9, 30]],
    ["none is off", [0, 0, 0, 0]],
    ["many codes are of the minute before", [-1, -1, -1, 0]],
    ["and a slow hand's isn't a wrong clock's", [-1, -1, -2]],
  ])("none: %s", (_what, minutes) => {
    expect(commonOffset(phones(...minutes))).toBeNull();
  });

  test("one customer counts once, however often they try, and by the newest code", () => {
    const often = Array.from({ length: 9 }, () => ({ customerId: "one", minutes: 5 }));
    expect(commonOffset([...often, ...phones(5)])).toBeNull();
    expect(commonOffset([...phones(5, 5, 5), ...phones(0, 0, 0)])).toBeNull();
    expect(commonOffset([...phones(0, 0, 0), ...phones(5, 5, 5)])).toEqual({
      minutes: 5,
      customers: 3,
    });
  });
});

test.each([0, -1, 540, -1_440])("%i is read from the journal as it was written", (minutes) => {
  expect(phoneMinutes(phoneDetail(minutes).detail ?? null)).toBe(minutes);
});

test("a phone that is right leaves nothing in the journal", () => {
  expect(phoneDetail(0)).toEqual({});
});
