import type { KioskProfile, SetupCode, TokenStatus } from "../../../preload/contract/answers.ts";
import type { Refused } from "../../../preload/contract/result.ts";
import type { FieldCode } from "../../../preload/contract/fields.ts";
import type { FieldsRefusal } from "../../../preload/contract/refusals.ts";
import type { FieldName } from "../../../preload/contract/requests.ts";
import en from "../../../renderer/languages/en.json" with { type: "json" };
import easy from "../../../renderer/languages/ja-easy.json" with { type: "json" };
import ja from "../../../renderer/languages/ja.json" with { type: "json" };
import pt from "../../../renderer/languages/pt.json" with { type: "json" };
import vi from "../../../renderer/languages/vi.json" with { type: "json" };
import zh from "../../../renderer/languages/zh-Hans.json" with { type: "json" };
import { profile as demo } from "../../fakes/profile.ts";
import type { Before, Step } from "./case.ts";

/** 2026-11-24, 10:15:30 in Japan, when the gallery's clock stands. */
export const now = Date.UTC(2026, 10, 24, 1, 15, 30);
const minute = 60_000;

/** `minutes` before the gallery's now, epoch milliseconds. */
export function ago(minutes: number): number {
  return now - minutes * minute;
}

/** Every language that comes with the kiosk, in its order. */
const languages = [ja, easy, en, pt, vi, zh].map(({ language: { code, name } }) => ({
  code,
  name,
}));

export const profile: KioskProfile = { ...demo, demo: false, nowMs: now, languages };

/** The tests' second bank, as `test/brands/mizuumi` has it. */
export const secondBank = {
  colours: {
    ...{ primary: "#0b5d4e", primaryPressed: "#06382f" },
    ...{ tint: "#edf6f2", tintStrong: "#cfe6dd" },
  },
};

export const token = { serviceId: "10112231", userId: "999800000001" };
export const mailAddress = "taro.fukushima@example.ne.jp";

const notIssued = { available: false, reason: "not-issued" } as const;

export const unissued: TokenStatus = {
  registration: "unissued",
  token: null,
  issue: { available: true },
  start: notIssued,
  release: notIssued,
  setupCode: notIssued,
};
export const issued: TokenStatus = {
  registration: "issued",
  token,
  issue: { available: true },
  start: { available: true },
  release: { available: true },
  setupCode: { available: true, showingsLeft: 3 },
};
export const inUse: TokenStatus = {
  registration: "in-use",
  token,
  issue: { available: false, reason: "already-in-use" },
  start: { available: false, reason: "already-in-use" },
  release: { available: true },
  setupCode: notIssued,
};
export const suspended: TokenStatus = {
  ...inUse,
  registration: "suspended",
  issue: { available: false, reason: "suspended" },
  start: { available: false, reason: "suspended" },
  release: { available: false, reason: "suspended" },
};
export const released: TokenStatus = {
  ...unissued,
  registration: "released",
  issue: { available: false, reason: "reissue-waits", from: "2026-11-25" },
  start: { available: false, reason: "already-released" },
  release: { available: false, reason: "already-released" },
};

/** A symbol of the size that a set-up code has; it leads nowhere. */
const modules = Array.from({ length: 41 }, (_, y) =>
  Array.from({ length: 41 }, (_, x) => module(x, y)).join(""),
);

function module(x: number, y: number): string {
  for (const [left, top] of [
    [0, 0],
    [34, 0],
    [0, 34],
  ] as const) {
    const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
    if (ring <= 4) return ring === 2 || ring === 4 ? "0" : "1";
  }
  return (x * x * 7 + y * y * 5 + x * y * 3) % 11 < 5 ? "1" : "0";
}

export const setupCode: SetupCode = {
  modules,
  key: "MADE UPKE YTHA TLEA DSNO WHER EABC DEFG",
  secondsLeft: 120,
  showingsLeft: 2,
};

/** Fields that are refused, each with its code. */
export function refusedFields(
  fields: Readonly<Partial<Record<FieldName, FieldCode>>>,
  minutes?: number,
): Refused<FieldsRefusal> {
  const refusal = { code: "fields", fields } as const;
  return { ok: false, refusal: minutes === undefined ? refusal : { ...refusal, minutes } };
}

export const unexpected = {
  ok: false,
  refusal: { code: "unexpected", reference: "K7Q2" },
} as const;

export const signedIn: Before = {
  session: { pending: null, stage: "signed-in", customerName: "福島 太郎" },
};

/** 入力完了 of the software keyboard. */
export const accept: Step = { act: "press", at: "[data-keyboard] .functions button:last-child" };
export const primary: Step = { act: "press", at: "footer [data-primary]" };
/** The first button at the left of the action bar. */
export const firstAtLeft: Step = { act: "press", at: "footer .back button" };
/** Until the warning that nobody touches the kiosk. */
export const untilWarning: Step = { act: "wait", seconds: 62 };
