import { mailKinds } from "./customers.ts";
import { staffRoles } from "./staff.ts";
import { evidences, releaseReasons } from "./staff-release.ts";

const names: Readonly<Record<string, string>> = {
  reason: "理由",
  evidence: "書類",
  approver: "承認",
  staff: "係員",
  role: "役割",
  rows: "件数",
  "journal-rows": "記録の件数",
  file: "ファイル",
  by: "操作",
  kind: "種類",
  since: "起点",
  mail: "メール",
  address: "送付先",
  seal: "封印",
  status: "状態",
  token: "トークン",
  from: "前",
  to: "後",
  added: "追加",
  changed: "変更",
  hashed: "パスワード",
  "limits-kept": "限度額据置",
  "limits-raised": "限度額引上げ",
  statuses: "状態変更",
  addresses: "アドレス",
  prints: "控え",
  exports: "書き出し",
  spool: "メールのファイル",
  key: "鍵",
  former: "前の鍵",
  kiosk: "端末",
  kiosks: "端末の台数",
  "to-check": "要確認",
  fingerprint: "指紋",
};

const values: Readonly<Record<string, string>> = {
  ...releaseReasons,
  ...evidences,
  ...staffRoles,
  "command-line": "コマンド",
  mistyped: "入力間違い",
  "by-others": "本人以外の入力",
  ...mailKinds,
  same: "同じ",
  corrected: "訂正",
  unknown: "不明",
  all: "全件",
  none: "なし",
  active: "利用可",
  suspended: "停止",
  closed: "解約",
  released: "利用解除",
  resumed: "再開",
};

/** The statements of staff, `key=value` joined by spaces, in words: 「理由 紛失、承認 200001」. Unknown parts stay unchanged. */
export function detailWords(detail: string): string {
  return detail.split(" ").map(partWords).join("、");
}

function partWords(part: string): string {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(part) ?? [];
  if (!Object.hasOwn(names, name)) return part;
  // A value may have a further part after a colon, such as the last characters of a document's number.
  const [code = "", ...more] = value.split(":");
  const words = (Object.hasOwn(values, code) && values[code]) || code;
  return `${names[name] ?? name} ${[words, ...more].join(" ")}`;
}
