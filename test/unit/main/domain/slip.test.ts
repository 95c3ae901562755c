import { describe, expect, test } from "vitest";
import { hasSlip, slipAbout } from "../../../../main/core/domain/slip.ts";
import type { SlipFacts } from "../../../../main/core/domain/slip.ts";
import { slipWords } from "../../../../main/kiosk/slip-words.ts";
import { aToken } from "./a-token.ts";

const at = Date.parse("2026-03-31T23:59:30+09:00");
const minute = 60_000;

function facts(token: Partial<SlipFacts["token"]> = {}, more: Partial<SlipFacts> = {}): SlipFacts {
  return {
    bank: { name: "試験信用金庫", branch: "駅前支店", phone: "0120-000-000" },
    kiosk: "kiosk-3",
    serviceId: "10112231",
    token: {
      userId: "999800000001",
      state: "issued",
      issuedAt: at,
      setupFrom: at,
      startedAt: null,
      releasedAt: null,
      ...token,
    },
    events: [],
    limitYen: 200_000,
    reissueDays: 1,
    transferHoldHours: null,
    setupMinutes: 10,
    printedAt: at + minute,
    ...more,
  };
}

/** A slip as it is printed, and what its file is called. */
function printed(about: SlipFacts) {
  const slip = slipAbout(about);
  return { name: slip.name, ...slipWords(slip) };
}

const deed = (slip: ReturnType<typeof printed>) =>
  slip.rows.find(({ term }) => term === "お手続き内容")?.value;
const moment = (slip: ReturnType<typeof printed>) =>
  slip.rows.find(({ term }) => term === "お手続き日時")?.value;

test("a slip tells the bank, the branch, the kiosk, the times in Japan, both IDs and the telephone", () => {
  const slip = printed(facts());
  expect(slip).toMatchObject({
    name: "20260401-000030-999800000001",
    title: "控え",
    bank: "試験信用金庫",
    branch: "駅前支店",
    ids: [
      { term: "サービスID", value: "10112231" },
      { term: "ユーザID", value: "999800000001" },
    ],
    contact: { value: "0120-000-000" },
  });
  expect(moment(slip)).toBe("2026年3月31日 23時59分");
  expect(slip.notes.join("")).toContain("印刷 2026年4月1日 00時00分　機械 kiosk-3");
});

describe("after an issue", () => {
  test("the app is to be set up and the token to be started", () => {
    const slip = printed(facts());
    expect(deed(slip)).toBe("トークン発行");
    expect(slip.next.join("")).toMatch(/アプリを設定.*00:09まで.*利用開始/);
  });

  test("nothing is said of a QR code whose time is over", () => {
    const slip = printed(facts({}, { printedAt: at + 10 * minute }));
    expect(slip.next.join("")).not.toContain("まで表示");
    expect(slip.next.join("")).toContain("窓口の係員");
  });
});

test("after a start, sign-in asks for a code from the next time on", () => {
  const slip = printed(facts({ state: "in-use", startedAt: at + minute }));
  expect(deed(slip)).toBe("ワンタイムパスワード利用開始");
  expect(moment(slip)).toBe("2026年4月1日 00時00分");
  expect(slip.next.join("")).toContain("次回のログインから");
});

describe("after a release", () => {
  const released = { state: "released", startedAt: at, releasedAt: at + 2 * minute } as const;

  test("the limit and the day of a new issue are told", () => {
    const slip = printed(facts(released));
    expect(deed(slip)).toBe("ワンタイムパスワード利用解除");
    expect(slip.rows).toContainEqual({ term: "振込・振替限度額", value: "200,000円" });
    expect(slip.rows).toContainEqual({ term: "新たなトークン発行", value: "2026年4月2日から" });
    expect(slip.next.join("")).toContain("トークンの削除");
  });

  test.each([
    ["by staff, that is told", "200001", true],
    ["by the customer, it isn't", null, false],
  ])("%s", (_, staffId, told) => {
    const event = { at: at + 2 * minute, action: "release", outcome: "done", staffId };
    const slip = printed(facts(released, { events: [event] }));
    expect(deed(slip)?.includes("係員がお手続きしました")).toBe(told);
  });
});

test("of a suspended token it is told where to turn to", () => {
  const slip = printed(facts({ state: "suspended", startedAt: at }));
  expect(deed(slip)).toContain("利用停止");
  expect(moment(slip)).toBeUndefined();
  expect(slip.next.join("")).toContain("窓口の係員");
});

describe("of what staff did since", () => {
  const since = (action: string, outcome = "done", minutes = 1) => ({
    at: at + minutes * minute,
    action,
    outcome,
    staffId: "100001",
  });
  const told = (...events: SlipFacts["events"]) => deed(printed(facts({}, { events })));

  test.each([
    ["unlock", "ロックの解除"],
    ["resend-mail", "メールの再送"],
    ["allow-setup-code", "アプリ設定用QRコードの再許可"],
  ])("%s is told", (action, words) => {
    expect(told(since("sign-in"), since(action))).toBe(`${words}（係員がお手続きしました）`);
    const slip = printed(facts({}, { events: [since(action)] }));
    expect(moment(slip)).toBe("2026年4月1日 00時00分");
  });

  test("the newest is told, and none that was refused or came before", () => {
    expect(told(since("unlock", "done", 3), since("resend-mail"))).toContain("ロックの解除");
    expect(told(since("unlock", "forbidden"))).toBe("トークン発行");
    expect(told(since("unlock", "done", -1))).toBe("トークン発行");
    expect(told(since("find-customer"))).toBe("トークン発行");
  });
});

test("nothing but 12 digits is printed as a user ID", () => {
  for (const userId of [
    "taro@docomo.ne.jp",
    "99980000000",
    "９９９８００００００００１",
    "../../etc",
  ]) {
    expect(() => slipAbout(facts({ userId }))).toThrow("12 digits");
  }
});

test("there is a slip of every token but none and a replaced one", () => {
  expect(hasSlip(null)).toBe(false);
  expect(hasSlip(aToken("replaced"))).toBe(false);
  expect(hasSlip(aToken("issued"))).toBe(true);
});

test("a slip of a token in use says until when transfers may be held back, where the bank does that", () => {
  const inUse = { state: "in-use", startedAt: at } as const;
  const held =
    "安全のため、お振込・お振替は2026年4月1日 23時59分ごろまでお受けできないことがあります。";
  const next = (token: Partial<SlipFacts["token"]>, more: Partial<SlipFacts>) =>
    printed(facts(token, more)).next;
  expect(next(inUse, { transferHoldHours: 24 })).toContain(held);
  for (const [token, more] of [
    [inUse, {}],
    [inUse, { transferHoldHours: 24, printedAt: at + 24 * 60 * minute }],
    [{}, { transferHoldHours: 24 }],
    [{ ...inUse, state: "released", releasedAt: at }, { transferHoldHours: 24 }],
  ] as const) {
    expect(next(token, more).join("")).not.toContain("安全のため");
  }
});
