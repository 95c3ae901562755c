import { expect, test } from "vitest";
import {
  changeOfLimit,
  changesByIssue,
  changesByUpdate,
} from "../../../../main/core/domain/token-change.ts";
import {
  released,
  replaced,
  resumed,
  shown,
  started,
  suspended,
} from "../../../../main/core/domain/token-lifecycle.ts";
import { aToken } from "./a-token.ts";

const customer = { loginId: "taro0001", transferLimitYen: 1_000_000 };
const fresh = aToken("issued", { mailAddress: "a@b.jp" });
const inUse = started(fresh, 2_000, 5);
const about = { loginId: "taro0001", userId: "999800000001" };

test("an issue is told, and that the address is another one than before, never which", () => {
  const data = { ...about, state: "issued" };
  expect(changesByIssue(fresh, "", customer)).toEqual([{ type: "token.issued", data }]);
  expect(changesByIssue(fresh, "a@b.jp", customer)).toHaveLength(1);
  const both = [
    { type: "token.issued", data },
    { type: "address.changed", data },
  ];
  expect(changesByIssue(fresh, "former@b.jp", customer)).toEqual(both);
});

test.each([
  [fresh, inUse, "token.started", { state: "in-use", startedAt: 2_000, limitBefore: 1_000_000 }],
  [fresh, suspended(fresh), "token.suspended", { state: "suspended" }],
  [inUse, suspended(inUse), "token.suspended", { state: "suspended" }],
  [suspended(fresh), resumed(suspended(fresh)), "token.resumed", { state: "issued" }],
  [suspended(inUse), resumed(suspended(inUse)), "token.resumed", { state: "in-use" }],
  [inUse, released(inUse, 3_000, 6), "token.released", { state: "released", releasedAt: 3_000 }],
  [fresh, { ...fresh, mailAddress: "c@d.jp" }, "address.changed", { state: "issued" }],
] as const)("a change is told as what it is (%#)", (before, after, type, facts) => {
  const data = { ...about, ...facts };
  expect(changesByUpdate(before, after, customer)).toEqual([{ type, data }]);
});

test.each([
  ["shown", fresh, shown(fresh)],
  ["replaced by another issue", fresh, replaced(fresh)],
  ["without its address after retention", inUse, { ...inUse, mailAddress: "" }],
  ["with another step", inUse, { ...inUse, lastStep: 7 }],
])("a token that is %s is nothing to tell", (_how, before, after) => {
  expect(changesByUpdate(before, after, customer)).toEqual([]);
});

test("only a limit that is lower is told", () => {
  const data = { ...about, state: "in-use", limitBefore: 1_000_000, limit: 200_000 };
  expect(changeOfLimit(inUse, customer, 200_000)).toEqual({ type: "limit.lowered", data });
  expect(changeOfLimit(inUse, customer, 1_000_000)).toBeNull();
});
