import { describe, expect, test } from "vitest";
import {
  allowedAgain,
  allows,
  isLive,
  issued,
  lifecycle,
  proven,
  registrationOf,
  released,
  releasedByStaff,
  replaced,
  resumed,
  shown,
  started,
  suspended,
} from "../../../../main/core/domain/token-lifecycle.ts";
import { aToken, allStates, issueTime } from "./a-token.ts";

const now = issueTime + 300_000;

describe("the life cycle of a token (登録状況)", () => {
  test.each([
    ["トークン発行済 → 利用中 by 利用開始", "issued", "start", "in-use"],
    ["トークン発行済 → 利用解除済 by 利用解除", "issued", "release", "released"],
    ["トークン発行済 → 利用停止 by too many wrong codes", "issued", "suspend", "suspended"],
    ["トークン発行済 → replaced when issued anew", "issued", "replace", "replaced"],
    ["トークン発行済 stays when its set-up code is shown", "issued", "show", "issued"],
    ["利用中 stays at a sign-in", "in-use", "prove", "in-use"],
    ["利用中 → 利用解除済 by 利用解除", "in-use", "release", "released"],
    ["利用中 → 利用停止 by too many wrong codes", "in-use", "suspend", "suspended"],
    ["トークン発行済 → 利用解除済 by staff", "issued", "release-without-code", "released"],
    ["利用中 → 利用解除済 by staff", "in-use", "release-without-code", "released"],
    ["利用停止 → トークン発行済 by staff", "suspended", "resume-issued", "issued"],
    ["利用停止 → 利用中 by staff", "suspended", "resume-in-use", "in-use"],
    ["利用停止 → 利用解除済 by staff", "suspended", "release-without-code", "released"],
  ] as const)("%s", (_, state, event, next) => {
    expect(lifecycle[state]).toHaveProperty(event, next);
  });

  test("has no other way", () => {
    const ways = Object.values(lifecycle).flatMap((events) => Object.keys(events));
    expect(ways).toHaveLength(13);
  });

  test.each(["suspended", "released", "replaced"] as const)(
    "a customer's deeds can't leave %s",
    (state) => {
      const ways = Object.keys(lifecycle[state]);
      expect(ways.filter((way) => !/^(?:resume-|release-without-code$)/.test(way))).toEqual([]);
    },
  );

  test.each(["released", "replaced"] as const)("nor can staff's leave %s", (state) => {
    expect(allows(aToken(state), "release-without-code")).toBe(false);
    expect(() => releasedByStaff(aToken(state), now)).toThrow();
  });

  test("an event that can't happen is a bug, and names neither user ID nor address", () => {
    expect(() => started(aToken("in-use"), now, 5)).toThrow("A token that is in-use can't start");
    expect(() => released(aToken("suspended"), now, 5)).toThrow();
    expect(() => suspended(aToken("suspended"))).toThrow();
    expect(() => replaced(aToken("in-use"))).toThrow();
    expect(() => shown(aToken("in-use"))).toThrow();
    expect(() => proven(aToken("issued"), 5)).toThrow();
    expect(allows(aToken("issued"), "prove")).toBe(false);
    expect(allows(aToken("issued"), "start")).toBe(true);
  });
});

describe("what an event does to the token", () => {
  test("issue: nothing shown, no step used", () => {
    const { userId, customerId, mailAddress, startPasswordHash, sealedSecret } = aToken("issued");
    expect(
      issued({ userId, customerId, mailAddress, startPasswordHash, sealedSecret }, issueTime),
    ).toEqual(aToken("issued"));
  });

  test("start notes the time and the used step", () => {
    expect(started(aToken("issued"), now, 7)).toEqual(
      aToken("in-use", { startedAt: now, lastStep: 7, startPasswordHash: "" }),
    );
  });

  test("a sign-in notes the used step", () => {
    expect(proven(aToken("in-use"), 9)).toEqual(aToken("in-use", { lastStep: 9 }));
  });

  test("release destroys the secret and notes the time and the used step", () => {
    const token = aToken("in-use");
    expect(released(token, now, 9)).toEqual({
      ...token,
      state: "released",
      releasedAt: now,
      lastStep: 9,
      startPasswordHash: "",
      sealedSecret: null,
    });
  });

  test("release by staff destroys the secret and uses no step", () => {
    const token = aToken("suspended", { startedAt: issueTime, lastStep: 7 });
    expect(releasedByStaff(token, now)).toEqual({
      ...token,
      state: "released",
      releasedAt: now,
      startPasswordHash: "",
      sealedSecret: null,
    });
  });

  test("being replaced destroys the secret and the 利用開始パスワード", () => {
    expect(replaced(aToken("issued"))).toMatchObject({ sealedSecret: null, startPasswordHash: "" });
  });

  test("a token stopped before its start keeps the 利用開始パスワード, for staff to unlock", () => {
    expect(suspended(aToken("issued")).startPasswordHash).not.toBe("");
  });

  test("利用停止 keeps the secret, for staff to unlock", () => {
    expect(suspended(aToken("in-use")).sealedSecret).not.toBeNull();
  });

  test("unlocking leads to the state before 利用停止", () => {
    for (const token of [aToken("issued"), aToken("in-use")]) {
      expect(resumed(suspended(token))).toEqual(token);
    }
    expect(() => resumed(aToken("issued"))).toThrow();
  });

  test("a set-up code that is allowed again counts and lasts anew", () => {
    const spent = aToken("issued", { setupShowings: 3 });
    expect(allowedAgain(spent, now)).toEqual(aToken("issued", { setupFrom: now }));
    expect(() => allowedAgain(aToken("in-use"), now)).toThrow();
  });

  test("a showing is counted", () => {
    expect(shown(aToken("issued", { setupShowings: 1 })).setupShowings).toBe(2);
  });
});

describe("登録状況 and トークン情報 on BOP001", () => {
  test("未発行 is no token, or one that was replaced", () => {
    expect(registrationOf(null)).toBe("unissued");
    expect(registrationOf(aToken("replaced"))).toBe("unissued");
    expect(registrationOf(aToken("suspended"))).toBe("suspended");
  });

  test("トークン情報 stands from issue until release", () => {
    expect(allStates.filter((state) => isLive(aToken(state)))).toEqual([
      "issued",
      "in-use",
      "suspended",
    ]);
    expect(isLive(null)).toBe(false);
  });
});
