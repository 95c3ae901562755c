import { describe, expect, test } from "vitest";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import { diagnosedCodes, examined, stepAt } from "../../../../main/core/domain/totp.ts";
import type { CodeAt, Diagnosis } from "../../../../main/core/domain/totp.ts";

/** The secret of RFC 4226's and RFC 6238's examples. */
const rfcSecret = new TextEncoder().encode("12345678901234567890");
const rfcCodeAt: CodeAt = (counter) => otplibOneTimePasswords.codeAt(rfcSecret, counter);

/** Codes that are all different and tell their counter. */
const plainCodeAt: CodeAt = (counter) => String(counter).padStart(6, "0").slice(-6);

const diagnosis = (...tried: Parameters<typeof examined>): Diagnosis =>
  examined(...tried).diagnosis;
const atStep = (step: number, seconds = 30) => (step * 60 + seconds) * 1_000;

describe("why a code failed", () => {
  /** Far enough from the first step, and its codes are no 30 s ones. */
  const current = 100_000;
  const tried = (minutes: number) =>
    diagnosis(plainCodeAt(current + minutes), atStep(current), null, plainCodeAt);

  test.each([2, 4, 10, 11, 20, 37, 58, -2, -4, -10, -11, -37, -58])(
    "a phone's clock %i minutes off",
    (minutes) => {
      expect(tried(minutes)).toEqual({ code: "phone-clock", minutes });
    },
  );

  // Japan's time less a zone's, and the other way round.
  test.each([
    ["Beijing", 60],
    ["Hanoi", 120],
    ["Kathmandu", 195],
    ["Delhi", 210],
    ["Tehran", 330],
    ["Paris in summer", 420],
    ["London", 540],
    ["Newfoundland", 750],
    ["New York", 840],
    ["Honolulu", 1_140],
    ["Adelaide in summer", -90],
    ["Noumea", -120],
    ["the Chatham Islands", -225],
    ["Kiritimati", -300],
    ["Eucla's difference from London's", 345],
    ["a wrong half of the day", -720],
    ["a wrong date", 1_440],
  ])("a phone that takes Japan's time for that of %s", (_where, minutes) => {
    for (const sign of [1, -1]) {
      for (const late of [-1, 0, 1]) {
        expect(tried(sign * minutes + late)).toEqual({
          code: "phone-zone",
          minutes: sign * minutes,
        });
      }
    }
  });

  test.each([62, 68, -68, 307, -1_437, 1_442, 2_880])(
    "%i minutes off is no difference between zones: not told from a guess",
    (minutes) => {
      expect(tried(minutes)).toEqual({ code: "wrong" });
    },
  );

  test.each([
    [0, -2],
    [0, -1],
    [0, 0],
    [0, 2],
    [30, 1],
    [59, 3],
  ])("an app that stays at 30 s: second %i of the minute, 30 s step %i", (second, steps) => {
    const code = plainCodeAt(2 * current + steps);
    expect(diagnosis(code, atStep(current, second), null, plainCodeAt)).toEqual({
      code: "period-30",
    });
  });

  test.each([
    [0, -3],
    [0, 3],
    [30, -2],
    [30, 4],
  ])("30 s steps more than a minute away aren't tried: second %i, step %i", (second, steps) => {
    const code = plainCodeAt(2 * current + steps);
    expect(diagnosis(code, atStep(current, second), null, plainCodeAt)).toEqual({ code: "wrong" });
  });

  test("never says that a code was right but used", () => {
    for (const minutes of [-1, 0, 1, -4, -60, -540]) {
      const code = plainCodeAt(current + minutes);
      expect(diagnosis(code, atStep(current), current + 1, plainCodeAt)).toEqual({ code: "wrong" });
    }
    const later = plainCodeAt(current - 3);
    expect(diagnosis(later, atStep(current), current - 4, plainCodeAt)).toMatchObject({
      minutes: -3,
    });
  });

  test("of two minutes that share a code names the nearer, and burns all that are still to come", () => {
    const shared: CodeAt = (counter) =>
      [-3, 8, 540].includes(counter - current) ? "424242" : "000000";
    expect(examined("424242", atStep(current), null, shared)).toEqual({
      diagnosis: { code: "phone-clock", minutes: -3 },
      ahead: [current + 8, current + 540],
    });
  });

  test("what is told of the past burns nothing", () => {
    const { ahead } = examined(plainCodeAt(current - 540), atStep(current), null, plainCodeAt);
    expect(ahead).toEqual([]);
  });

  test("answers for as many codes as it says, each of them asked for whatever matched before", () => {
    for (const code of [plainCodeAt(current + 2), "------"]) {
      const asked = new Set<number>();
      examined(code, atStep(current), null, (counter) => {
        asked.add(counter);
        return plainCodeAt(counter);
      });
      expect(asked.size).toBe(diagnosedCodes + 3);
      expect(diagnosedCodes).toBe(677);
    }
  });

  test("in the very first step none is asked for before it", () => {
    const noNegative: CodeAt = (counter) => {
      if (counter < 0) throw new RangeError("negative counter");
      return plainCodeAt(counter);
    };
    expect(diagnosis("999999", 0, null, noNegative)).toEqual({ code: "wrong" });
  });

  test("with real codes: 30 s apps, clocks off and other zones are told apart", () => {
    const now = 1_780_000_000_000;
    const thirty = rfcCodeAt(Math.floor(now / 30_000));
    expect(diagnosis(thirty, now, null, rfcCodeAt)).toEqual({ code: "period-30" });
    for (const [minutes, code] of [
      [4, "phone-clock"],
      [-120, "phone-zone"],
    ] as const) {
      const off = rfcCodeAt(stepAt(now) + minutes);
      expect(diagnosis(off, now, null, rfcCodeAt)).toEqual({ code, minutes });
    }
  });
});
