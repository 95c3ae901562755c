import type { Fault } from "../../preload/contract/answers.ts";

/** Where the kiosk can't say that what customers did is still there. */
export const uncertain: readonly (Fault | null)[] = ["registry-damaged", "registry-rolled-back"];

/** For staff, in plain words: what is wrong, what it means, what to do. The kiosk has changed nothing in any of these cases. */
export const faults: Readonly<Record<Fault, string>> = {
  "keychain-absent":
    "この機械の鍵の保管場所（キーチェーン）が見つかりません。秘密の情報を安全にしまえないため、受付を止めています。キーチェーンのサービスを起動してください。この機械は自動で受付を再開します。",
  "keychain-locked":
    "この機械の鍵の保管場所（キーチェーン）が開いていません。登録済みの内容はそのまま残っています。ロックを解除してください。この機械は自動で受付を再開します。",
  "keychain-restarted":
    "鍵の保管場所（キーチェーン）が起動し直されました。登録済みの内容はそのまま残っています。この機械も自動で起動し直します。起動しないときは、手で起動してください。",
  "keychain-key-missing":
    "鍵の保管場所（キーチェーン）に、この機械の鍵がありません。登録済みの内容はそのまま残っています。新しい鍵は作らず、システム担当者に連絡してください。",
  "keychain-key-different":
    "鍵の保管場所（キーチェーン）にある鍵が、この機械の登録内容と合いません。登録済みの内容はそのまま残っています。システム担当者に連絡してください。",
  "registry-newer":
    "登録内容が、このソフトウェアより新しい版で作られています。登録内容には手を加えていません。ソフトウェアを新しい版にしてください。",
  "registry-damaged":
    "登録内容のファイルが壊れています。ファイルには手を加えていません。システム担当者に連絡してください。",
  "registry-rolled-back":
    "登録内容が、この機械が覚えている時点より古いものに戻っています。新しい記録が足りないため、受付を止めています。登録内容には手を加えていません。システム担当者に連絡し、バックアップからの復元を依頼してください。復元が済むと、この機械は自動で受付を再開します。",
  "registry-unavailable":
    "登録内容の保管場所に接続できません。接続とサーバーの状態を確認してください。直ると、この機械は自動で受付を再開します。",
  "data-folder-unwritable":
    "データを保存するフォルダーに書き込めません。空き容量とフォルダーの権限を確認してください。直ると、この機械は自動で受付を再開します。",
  "clock-jumped":
    "この機械の時計が急に変わったか、記録にある時刻より前に戻っています。正しいワンタイムパスワードを誤りと数えないように、受付を止めています。登録済みの内容はそのまま残っています。時計を確かめて正しい時刻に直してください。それでも再開しないときは、システム担当者に「時計の確認」を依頼してください。時計が正しいと分かると、この機械は自動で受付を再開します。",
};
