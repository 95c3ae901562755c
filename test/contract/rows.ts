import type { Customer } from "../../main/core/domain/customer.ts";
import type { OutgoingMail } from "../../main/core/domain/outgoing-mail.ts";
import type { Token } from "../../main/core/domain/token.ts";

export const taro: Customer = {
  id: "customer-1",
  loginId: "taro0001",
  name: "福島 太郎",
  kana: "フクシマ タロウ",
  loginPasswordHash: "hash of the login password",
  confirmationPasswordHash: "hash of the confirmation password",
  transferLimitYen: 1_000_000,
  importedLimitYen: 1_000_000,
  limitCeilingYen: null,
  status: "active",
};

export const hanako: Customer = {
  ...taro,
  id: "customer-2",
  loginId: "hanako01",
  name: "会津 花子",
};

/** Taro's token as it is issued. */
export const issuedToken: Token = {
  userId: "999800000001",
  customerId: taro.id,
  state: "issued",
  mailAddress: "taro..d.@docomo.ne.jp",
  startPasswordHash: "hash of the start password",
  sealedSecret: Uint8Array.from({ length: 49 }, (_, at) => (at * 37) % 256),
  issuedAt: Date.UTC(2026, 2, 2, 1),
  setupFrom: Date.UTC(2026, 2, 2, 1),
  startedAt: null,
  releasedAt: null,
  lastStep: null,
  burntSteps: [29_540_002, 29_540_540],
  setupShowings: 0,
};

/** The same token at its end. */
export const releasedToken: Token = {
  ...issuedToken,
  state: "released",
  sealedSecret: null,
  startedAt: issuedToken.issuedAt + 60_000,
  releasedAt: issuedToken.issuedAt + 120_000,
  lastStep: 29_540_000,
  setupShowings: 3,
};

export const firstMail: OutgoingMail = {
  id: "mail-1",
  kind: "issued",
  to: "taro..d.@docomo.ne.jp",
  userId: issuedToken.userId,
  createdAt: issuedToken.issuedAt,
  language: "zh-Hans",
};
