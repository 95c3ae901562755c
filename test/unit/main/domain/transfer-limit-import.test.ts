import fc from "fast-check";
import { expect, test } from "vitest";
import { limitAfterImport } from "../../../../main/core/domain/transfer-limit.ts";

const yen = fc.constantFrom<number[]>(0, 100_000, 200_000, 500_000, 1_000_000);
const state = fc.record({
  transferLimitYen: yen,
  importedLimitYen: fc.option(yen),
  limitCeilingYen: fc.option(yen),
});

test("a file that states what the last one did changes nothing without the bank's word", () => {
  fc.assert(
    fc.property(state, yen, (before, file) => {
      const once = limitAfterImport(before, file, false);
      expect(once.importedLimitYen).toBe(file);
      expect(limitAfterImport(once, file, false)).toEqual(once);
    }),
  );
});

test("no file raises a limit above what a release set without the bank's word", () => {
  fc.assert(
    fc.property(state, fc.array(yen), (before, files) => {
      const after = files.reduce((each, file) => limitAfterImport(each, file, false), before);
      const { transferLimitYen, limitCeilingYen } = after;
      expect(limitCeilingYen).toBe(before.limitCeilingYen);
      const most = Math.max(before.transferLimitYen, limitCeilingYen ?? Infinity);
      expect(transferLimitYen).toBeLessThanOrEqual(most);
    }),
  );
});

test("with it the file's limit holds, and is bounded no more where it is above", () => {
  fc.assert(
    fc.property(state, yen, (before, file) => {
      const { limitCeilingYen } = before;
      if (limitCeilingYen === null || file <= limitCeilingYen) return;
      expect(limitAfterImport(before, file, true)).toEqual({
        transferLimitYen: file,
        importedLimitYen: file,
        limitCeilingYen: null,
      });
    }),
  );
});
