import type { FleetFinding } from "../../preload/contract/fleet.ts";

/** KST010 端末の一覧 */
export const fleet = {
  title: "端末の一覧",
  action: "最新の状態にする",
  reading: "端末の状態を調べています。",
  summary: (all: number, toCheck: number): string =>
    `${String(all)} 台、うち要確認 ${String(toCheck)} 台`,
  pending: (pending: number): string => `ほかに、承認待ち ${String(pending)} 台`,
  shown: "表示する端末",
  toCheck: "要確認",
  all: "すべて",
  noneToCheck: "確認が必要な端末はありません。",
  none: "承認された端末はありません。",
  columns: ["状態", "店舗", "端末", "内容", "版", "最後の応答"],
} as const;

const keychain = "鍵の保管場所";

/** Each finding in a few words; what to do about it is said on that kiosk's KST006. */
const words: Readonly<Record<FleetFinding, string>> = {
  silent: "応答なし",
  "never-heard": "承認後の接続なし",
  "not-measured": "状態の報告なし",
  "identity-ended": "証明書の期限切れ",
  "identity-ends-soon": "証明書の期限が近い",
  "keychain slow": `${keychain}の応答が遅い`,
  "keychain no-password": `${keychain}にパスワードなし`,
  "keychain no-key-yet": "鍵なし",
  "keychain key-unproven": "鍵が未確認",
  "keychain keychain-absent": `${keychain}が見つからない`,
  "keychain keychain-locked": `${keychain}が開いていない`,
  "keychain keychain-damaged": `${keychain}が壊れている`,
  "keychain keychain-restarted": `${keychain}が再起動した`,
  "keychain keychain-key-missing": "鍵が失われた",
  "keychain keychain-key-different": "鍵が合わない",
  "disk low": "空き容量 1,000 MB未満",
  "disk full": "空き容量 200 MB未満",
  "disk unreadable": "空き容量が不明",
  "clock off": "時計のずれ 5秒以上",
  "clock far-off": "時計のずれ 30秒以上",
  "clock unsynchronised": "時計が未調整",
  "clock no-answer": "時計のサーバーの応答なし",
};

/** The findings about one kiosk, the worst first. */
export function findingsInWords(findings: readonly FleetFinding[]): string {
  return findings.map((finding) => words[finding]).join("、");
}
