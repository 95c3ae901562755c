import type { CustomerSheet } from "../../../preload/contract/customer-sheet.ts";

/** KST004 of a customer who never had a token. */
export const plainSheet: CustomerSheet = {
  customerId: "demo-taro",
  loginId: "taro0001",
  name: "福島 太郎",
  kana: "フクシマ タロウ",
  transferLimitYen: 200_000,
  status: "active",
  registration: "unissued",
  token: null,
  issue: { available: true },
  release: { available: false, reason: "not-issued" },
  setupCode: { available: false, reason: "not-issued" },
  failures: [],
  mails: [],
  events: [],
};
