import type {
  HealthFacts,
  HealthGrade,
  HealthLine,
  HealthSubject,
  HealthWords,
  StoreFault,
} from "../../preload/contract/health.ts";
import { momentInWords } from "./formats.ts";

/** KST006 機器の状態 */
export const health = {
  title: "機器の状態",
  action: "最新の状態にする",
  takenAt: (at: number): string => `${momentInWords(at)} の状態です。`,
  reading: "機器の状態を調べています。",
} as const;

export const gradeNames: Readonly<Record<HealthGrade, string>> = {
  good: "正常",
  warning: "注意",
  fault: "異常",
};

export const subjectNames: Readonly<Record<HealthSubject, string>> = {
  keychain: "鍵の保管場所",
  service: "銀行のサーバー",
  registry: "登録内容",
  disk: "空き容量",
  clock: "時計",
  mail: "メール",
  versions: "ソフトウェアの版",
  backup: "バックアップ",
  journal: "記録",
};

const unknown = "鍵の保管場所と登録内容が正常になってから、もう一度確認してください。";
const faults: Readonly<Record<StoreFault, string>> = {
  "keychain-absent": "見つかりません。鍵を保管するサービスを起動してください。",
  "keychain-locked": "開いていません。鍵の保管場所を開いてください。",
  "keychain-damaged": "ファイルが壊れています。手を加えず、システム担当者に連絡してください。",
  "keychain-restarted": "再起動しました。この機械も再起動してください。",
  "keychain-key-missing":
    "この機械の鍵がありません。新しい鍵は作らず、システム担当者に連絡してください。",
  "keychain-key-different": "鍵が登録内容と合いません。システム担当者に連絡してください。",
  "registry-newer":
    "新しい版のソフトウェアで作られています。ソフトウェアを新しい版に更新してください。",
  "registry-damaged": "壊れています。バックアップから復元してください。",
  "registry-rolled-back":
    "この機械が覚えている時点より古いものです。バックアップから復元してください。",
  "registry-unavailable": "ほかのプログラムが使っています。終わるのを待つか、終了してください。",
  "data-folder-unwritable": "保存するフォルダーに書き込めません。権限を確認してください。",
  "data-folder-shared":
    "ネットワークなどの共有フォルダーにあります。この機械のディスクに移してください。",
};

const words: HealthWords = {
  keychain: {
    found: ({ milliseconds }) => `応答まで ${count(milliseconds)} ミリ秒`,
    toDo: {
      ...faults,
      slow: "応答が遅くなっています。ほかのプログラムを確認してください。",
      "no-password": "開いていますが、パスワードがありません。鍵が暗号化されずに保管されています。",
      "no-key-yet": "鍵はまだありません。最初の起動で作られます。",
      "key-unproven": "鍵はありますが、合わせる登録内容がありません。",
    },
  },
  service: {
    found: ({ host, endsAt }) =>
      [host, endsAt !== null && `証明書の期限 ${momentInWords(endsAt)}`]
        .filter((part) => part !== null && part !== false)
        .join("、"),
    toDo: {
      "no-standby":
        "登録内容の予備のサーバーがつながっていません。受付は続けられますが、システム担当者に連絡してください。",
      "ends-soon": "証明書の期限が近づいています。システム担当者に更新を依頼してください。",
      "service-unreachable": "接続できません。ネットワークとサーバーの状態を確認してください。",
      "service-slow": "応答が遅くなっています。ネットワークとサーバーの状態を確認してください。",
      "service-untrusted":
        "確認済みの鍵と違う鍵を使っています。設定は変えず、システム担当者に連絡してください。",
      "service-protocol":
        "この機械の版と合いません。版をそろえるよう、システム担当者に依頼してください。",
      "service-read-only": "登録内容に書き込めません。システム担当者に連絡してください。",
      "identity-missing":
        "この機械が登録されていません。システム担当者に、サーバーへの登録を依頼してください。",
      "identity-pending":
        "この機械の登録が承認を待っています。保守の方と役席の方が、サーバーで承認してください。",
      "identity-expired": "証明書の期限が過ぎています。システム担当者に更新を依頼してください。",
      "identity-revoked": "この機械の登録が取り消されています。システム担当者に連絡してください。",
    },
  },
  registry: {
    found: ({ version, bytes, milliseconds, userIdsLeft }) => {
      if (version === null) return inMegabytes(bytes);
      const left =
        typeof userIdsLeft === "number" ? `、ユーザIDの残り ${count(userIdsLeft)} 件` : "";
      return `版 ${String(version)}、${inMegabytes(bytes)}、点検 ${count(milliseconds)} ミリ秒${left}`;
    },
    toDo: {
      ...faults,
      "user-ids-few":
        "まもなくユーザIDがなくなり、発行できなくなります。システム担当者に依頼してください。",
      "user-ids-spent": "ユーザIDがなくなり、発行できません。システム担当者に依頼してください。",
      older: "以前の版で作られています。次の起動で新しくなります。",
      missing: "ありません。保存するフォルダーの設定を確認してください。",
    },
  },
  disk: {
    found: ({ freeBytes }) => inMegabytes(freeBytes),
    toDo: {
      low: "1,000 MBを下回りました。古いバックアップと記録を移してください。",
      full: "200 MBを下回りました。まもなく発行できなくなります。すぐに空けてください。",
      unreadable: "調べられません。ディスクの接続を確認してください。",
    },
  },
  clock: {
    found: ({ server, offsetMs, synchronised, phones }) =>
      [
        server === null
          ? timeService(synchronised ?? null)
          : offsetMs === null
            ? server
            : `${server} とのずれ ${count(offsetMs)} ミリ秒`,
        phones && phonesInWords(phones.minutes, phones.customers),
      ]
        .filter((part) => part)
        .join("、"),
    toDo: {
      "not-compared": "",
      unsynchronised:
        "この機械の時刻合わせのサービスが、時計を合わせていません。サービスとネットワークを確認してください。",
      "phones-differ":
        "複数のお客さまのスマートフォンと同じだけずれています。この機械の時計が違っているおそれがあります。電波時計などと比べ、違うときは合わせてください。",
      "before-journal":
        "記録にある最も新しい時刻より前です。時計を合わせてください。合っているときは、システム担当者に「clock confirm」での確認を依頼してください。",
      off: "5秒以上ずれています。時刻合わせのサービスを確認してください。",
      "far-off":
        "30秒以上ずれています。正しいワンタイムパスワードも受け付けられません。すぐに合わせてください。",
      "no-answer": "時計のサーバーから応答がありません。ネットワークを確認してください。",
    },
  },
  mail: {
    found: ({ unsent, oldestMinutes, oldestAt, rejected, expired, server }) => {
      if (unsent === null) return "";
      const since =
        oldestAt === null
          ? ""
          : `、最も古いものは ${ageInWords(oldestMinutes ?? 0)}前（${momentInWords(oldestAt)}）`;
      return [
        `未送信 ${count(unsent)} 通${since}`,
        rejected !== null && rejected > 0 && `送信不可 ${count(rejected)} 通`,
        expired !== null && expired > 0 && `期限切れ ${count(expired)} 通`,
        server !== null && unsent > 0 && serverInWords(server),
      ]
        .filter((part) => part !== false)
        .join("、");
    },
    toDo: {
      late: "送信が滞っています。メールサーバーを確認してください。",
      stuck: "1日以上送れていません。メールサーバーを直し、お客さまに連絡してください。",
      rejected:
        "アドレスが存在せず、送信できなかったメールがあります。「お客さま情報」でアドレスを訂正してください。",
      expired:
        "5日間送れず、取りやめたメールがあります。「お客さま情報」で再送するか、お客さまに連絡してください。",
      "server-authentication":
        "メールサーバーが認証を求めています。この機械からの送信を許可するよう、システム担当者に依頼してください。",
      "server-denied":
        "メールサーバーがこの機械からの送信を拒否しています。中継の許可とブロックリストを、システム担当者に確認してください。",
      "server-tls":
        "メールサーバーとの通信を暗号化できないか、証明書を確認できません。システム担当者に連絡してください。",
      unknown,
    },
  },
  versions: {
    found: ({ kiosk, electron, chromium, node, sqlite }) =>
      [
        ...[`本体 ${kiosk}`, electron && `Electron ${electron}`],
        ...[chromium && `Chromium ${chromium}`, `Node ${node}`, `SQLite ${sqlite}`],
      ]
        .filter((part) => part !== null)
        .join("、"),
    toDo: {},
  },
  backup: {
    found: ({ at }) => (at === null ? "" : `最後は ${momentInWords(at)}`),
    toDo: {
      none: "まだありません。システム担当者に依頼してください。",
      old: "7日以上前です。システム担当者に依頼してください。",
      "before-rotation":
        "その後に鍵が交換され、このバックアップからは復元できません。システム担当者に依頼してください。",
      unknown,
    },
  },
  journal: {
    found: ({ rows, at, milliseconds, brokenRow }) => {
      if (brokenRow !== null) return `${count(brokenRow)} 番が正しくありません`;
      if (rows === null || at === null) return "";
      const took = milliseconds === null ? "" : `（${count(milliseconds)} ミリ秒）`;
      return `${count(rows)} 番まで ${momentInWords(at)} に確認済み${took}`;
    },
    toDo: {
      checking: "確認を続けています。しばらくして「最新の状態にする」を押してください。",
      broken: "書き換えられたおそれがあります。そのままにして、システム担当者に連絡してください。",
      unknown,
    },
  },
};

/** The finding and the remedy, each a sentence or empty. */
export function healthWords({ subject, finding, facts }: HealthLine): {
  readonly found: string;
  readonly toDo: string;
} {
  // One table for all subjects: TypeScript can't follow the pairs of subject and facts through it.
  const { found, toDo } = words[subject] as {
    readonly found: (facts: HealthLine["facts"]) => string;
    readonly toDo: Readonly<Record<string, string>>;
  };
  return { found: found(facts), toDo: toDo[finding] ?? "" };
}

function timeService(synchronised: boolean | null): string {
  if (synchronised === null) return "登録内容と同じこの機械の時計です（比べる時計の設定なし）";
  return `この機械の時刻合わせのサービス : ${synchronised ? "時刻合わせ済み" : "未調整"}`;
}

/** `minutes`: how far the phones are ahead (+) or behind (−). */
function phonesInWords(minutes: number, customers: number): string {
  const way = minutes > 0 ? "遅れ" : "進み";
  return `お客さま ${count(customers)} 名のスマートフォンに対して約 ${count(Math.abs(minutes))} 分の${way}`;
}

function serverInWords({ reply, since }: NonNullable<HealthFacts["mail"]["server"]>): string {
  return `メールサーバーの最後の応答 ${reply ?? "応答なし"}（${momentInWords(since)} から）`;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

/** Whole days from the second on, whole hours from the second on, else minutes. */
function ageInWords(minutes: number): string {
  if (minutes >= 2 * 1_440) return `${count(Math.floor(minutes / 1_440))} 日`;
  return minutes >= 120 ? `${count(Math.floor(minutes / 60))} 時間` : `${count(minutes)} 分`;
}

function inMegabytes(bytes: number | null): string {
  return bytes === null ? "" : `${count(Math.floor(bytes / 100_000) / 10)} MB`;
}
