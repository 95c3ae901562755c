import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import { acceptedStep, stepAt, stillBurnt } from "../../../../main/core/domain/totp.ts";
import type { CodeAt } from "../../../../main/core/domain/totp.ts";

/** The secret of RFC 4226's and RFC 6238's examples. */
const rfcSecret = new TextEncoder().encode("12345678901234567890");
const rfcCodeAt: CodeAt = (counter) => otplibOneTimePasswords.codeAt(rfcSecret, counter);

/** Codes that are all different and tell their counter. */
const plainCodeAt: CodeAt = (counter) => String(counter).padStart(6, "0").slice(-6);

/** Nothing was accepted before `lastStep`, and nothing burnt. */
const after = (lastStep: number | null, burntSteps: readonly number[] = []) => ({
  lastStep,
  burntSteps,
});
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
    expect(acceptedStep(code, atStep(step), after(null), rfcCodeAt)).toBe(step);
  });

  test.each([
    [98, null],
    [99, 99],
    [100, 100],
    [101, 101],
    [102, null],
  ])("tolerance ±1 step: at step 100 the code of step %i gives %s", (step, accepted) => {
    for (const second of [0, 30, 59]) {
      expect(acceptedStep(plainCodeAt(step), atStep(100, second), after(null), plainCodeAt)).toBe(
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
      expect(acceptedStep(plainCodeAt(step), atStep(100), after(last), plainCodeAt)).toBe(accepted);
    },
  );

  test("of two steps that share a code the later is taken, so that it can't be used twice", () => {
    const sameTwice: CodeAt = (counter) =>
      counter === 99 || counter === 101 ? "424242" : "000000";
    expect(acceptedStep("424242", atStep(100), after(null), sameTwice)).toBe(101);
  });

  test("in the very first step there is none before", () => {
    const noNegative: CodeAt = (counter) => {
      if (counter < 0) throw new RangeError("negative counter");
      return plainCodeAt(counter);
    };
    expect(acceptedStep("000000", 0, after(null), noNegative)).toBe(0);
  });

  test.each(["", "00010", "0000100", "00010０", "abcdef"])("%j is no code of any step", (code) => {
    expect(acceptedStep(code, atStep(100), after(null), plainCodeAt)).toBeNull();
  });

  test("every step within the tolerance is compared, whatever matched before", () => {
    for (const code of ["000099", "000101", "999999"]) {
      const asked: number[] = [];
      acceptedStep(code, atStep(100), after(null), (counter) => {
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
          const accepted = acceptedStep(plainCodeAt(step), now, after(last), plainCodeAt);
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

describe("a burnt step", () => {
  test.each([99, 100, 101])("of %i isn't accepted, and those beside it are", (burnt) => {
    for (const step of [99, 100, 101]) {
      expect(acceptedStep(plainCodeAt(step), atStep(100), after(null, [burnt]), plainCodeAt)).toBe(
        step === burnt ? null : step,
      );
    }
  });

  test("is kept as long as it could be accepted, once", () => {
    expect(stillBurnt([98, 99, 99, 100, 640], atStep(100))).toEqual([99, 100, 640]);
  });
});
