import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import { acceptedStep, diagnosis, stepAt } from "../../../../main/domain/totp.ts";
import type { CodeAt } from "../../../../main/domain/totp.ts";

/** The secret of RFC 4226's and RFC 6238's examples. */
const rfcSecret = new TextEncoder().encode("12345678901234567890");
const rfcCodeAt: CodeAt = (counter) => otplibOneTimePasswords.codeAt(rfcSecret, counter);

/** Codes that are all different and tell their counter. */
const plainCodeAt: CodeAt = (counter) => String(counter).padStart(6, "0").slice(-6);

const atStep = (step: number, seconds = 30) => (step * 60 + seconds) * 1_000;

describe("TOTP, period 60 s", () => {
  test("a step lasts from its second 0 to its second 59", () => {
    expect([0, 59_999, 60_000, 119_999, 120_000].map(stepAt)).toEqual([0, 0, 1, 1, 2]);
  });

  test.each([
    [0x0000000000000001, "287082"],
    [0x00000000023523ec, "081804"],
    [0x00000000023523ed, "050471"],
    [0x000000000273ef07, "005924"],
    [0x0000000003f940aa, "279037"],
    [0x0000000027bc86aa, "353130"],
  ])("RFC 6238 appendix B, cut to 6 digits: step %i accepts %s", (step, code) => {
    expect(acceptedStep(code, atStep(step), null, rfcCodeAt)).toBe(step);
  });

  test.each([
    [98, null],
    [99, 99],
    [100, 100],
    [101, 101],
    [102, null],
  ])("tolerance ±1 step: at step 100 the code of step %i gives %s", (step, accepted) => {
    for (const second of [0, 30, 59]) {
      expect(acceptedStep(plainCodeAt(step), atStep(100, second), null, plainCodeAt)).toBe(
        accepted,
      );
    }
  });

  test.each([
    [99, 99, null],
    [99, 100, 100],
    [100, 99, null],
    [100, 100, null],
    [100, 101, 101],
    [101, 101, null],
    [250, 100, null],
  ])(
    "a step is accepted once: after step %i the code of step %i gives %s",
    (last, step, accepted) => {
      expect(acceptedStep(plainCodeAt(step), atStep(100), last, plainCodeAt)).toBe(accepted);
    },
  );

  test("of two steps that share a code the later is taken, so that it can't be used twice", () => {
    const sameTwice: CodeAt = (counter) =>
      counter === 99 || counter === 101 ? "424242" : "000000";
    expect(acceptedStep("424242", atStep(100), null, sameTwice)).toBe(101);
  });

  test("in the very first step there is none before", () => {
    const noNegative: CodeAt = (counter) => {
      if (counter < 0) throw new RangeError("negative counter");
      return plainCodeAt(counter);
    };
    expect(acceptedStep("000000", 0, null, noNegative)).toBe(0);
    expect(diagnosis("999999", 0, null, noNegative)).toEqual({ code: "wrong" });
  });

  test.each(["", "00010", "0000100", "00010０", "abcdef"])("%j is no code of any step", (code) => {
    expect(acceptedStep(code, atStep(100), null, plainCodeAt)).toBeNull();
  });

  test("every step within the tolerance is compared, whatever matched before", () => {
    for (const code of ["000099", "000101", "999999"]) {
      const asked: number[] = [];
      acceptedStep(code, atStep(100), null, (counter) => {
        asked.push(counter);
        return plainCodeAt(counter);
      });
      expect(asked).toEqual([99, 100, 101]);
    }
  });

  test("no sequence of tries has a step accepted twice, or one before an accepted one", () => {
    const tries = fc.array(fc.record({ now: fc.nat(600_000), step: fc.nat(10) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(tries, (all) => {
        let last: number | null = null;
        for (const { now, step } of all) {
          const accepted = acceptedStep(plainCodeAt(step), now, last, plainCodeAt);
          if (accepted === null) continue;
          expect(accepted).toBe(step);
          expect(Math.abs(accepted - stepAt(now))).toBeLessThanOrEqual(1);
          expect(accepted).toBeGreaterThan(last ?? -1);
          last = accepted;
        }
      }),
    );
  });
});

describe("why a code failed (BOK001)", () => {
  test.each([2, 4, 10, -2, -4, -10])("a phone's clock %i minutes off", (minutes) => {
    expect(diagnosis(plainCodeAt(100 + minutes), atStep(100), null, plainCodeAt)).toEqual({
      code: "phone-clock",
      minutes,
    });
  });

  test.each([11, -11, 60, -60])("%i minutes off is too far to be told from a guess", (minutes) => {
    expect(diagnosis(plainCodeAt(100 + minutes), atStep(100), null, plainCodeAt)).toEqual({
      code: "wrong",
    });
  });

  test.each([
    [0, 198],
    [0, 199],
    [0, 200],
    [0, 202],
    [30, 201],
    [59, 203],
  ])("an app that stays at 30 s: second %i of the minute, 30 s step %i", (second, counter) => {
    expect(diagnosis(plainCodeAt(counter), atStep(100, second), null, plainCodeAt)).toEqual({
      code: "period-30",
    });
  });

  test.each([
    [0, 197],
    [0, 203],
    [30, 198],
    [30, 204],
  ])("30 s steps more than a minute away aren't tried: second %i, step %i", (second, counter) => {
    expect(diagnosis(plainCodeAt(counter), atStep(100, second), null, plainCodeAt)).toEqual({
      code: "wrong",
    });
  });

  test("never says that a code was right but used", () => {
    for (const step of [99, 100, 101]) {
      expect(diagnosis(plainCodeAt(step), atStep(100), 101, plainCodeAt)).toEqual({
        code: "wrong",
      });
    }
    expect(diagnosis(plainCodeAt(96), atStep(100), 96, plainCodeAt)).toEqual({ code: "wrong" });
    expect(diagnosis(plainCodeAt(97), atStep(100), 96, plainCodeAt)).toMatchObject({ minutes: -3 });
  });

  test("of two minutes that share a code names the nearer", () => {
    const sameTwice: CodeAt = (counter) =>
      counter === 97 || counter === 108 ? "424242" : "000000";
    expect(diagnosis("424242", atStep(100), null, sameTwice)).toMatchObject({ minutes: -3 });
  });

  test("with real codes: 30 s apps and clocks off are told apart", () => {
    const now = 1_780_000_000_000;
    const thirty = rfcCodeAt(Math.floor(now / 30_000));
    expect(diagnosis(thirty, now, null, rfcCodeAt)).toEqual({ code: "period-30" });
    const ahead = rfcCodeAt(stepAt(now) + 4);
    expect(diagnosis(ahead, now, null, rfcCodeAt)).toEqual({ code: "phone-clock", minutes: 4 });
  });
});
