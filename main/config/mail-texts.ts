import type { Config } from "./config.ts";

/**
 * The mails' default subjects and texts. `issued` is the manual's トークン発行のご案内, word for word; the notices on start and
 * on release advise a customer who did neither (NIST SP 800-63B-4 §4.6), and so do the notices to a customer's former
 * address.
 */
export const mailTexts: Config["mail"]["texts"] = {
  issued: {
    subject: "トークン発行のご案内",
    text: lines(
      "いつも{bankName}をご利用いただきありがとうございます。",
      "トークンアプリにサービスID、ユーザID、利用開始パスワードを入力し、トークンの設定を行ってください。",
      "サービスID : {serviceId}",
      "ユーザID : {userId}",
      "トークンアプリをお持ちでない場合には、下記のURLよりダウンロードしてください。",
      "携帯の方 : {mobileLink}",
      "スマートフォンの方 : {smartphoneLink}",
      "ご不明な点がございましたら、下記までご連絡ください。",
      "連絡先 : {phone}",
      "これからも{bankName}をよろしくお願いいたします。",
    ),
  },
  started: {
    subject: "ワンタイムパスワード利用開始のお知らせ",
    text: lines(
      "いつも{bankName}をご利用いただきありがとうございます。",
      "ワンタイムパスワードの利用開始を受け付けました。",
      "サービスID : {serviceId}",
      "ユーザID : {userId}",
      "次回ログイン時から、ワンタイムパスワードの入力が必要です。",
      "このお手続きにお心当たりのない場合は、すぐに下記までご連絡ください。",
      "連絡先 : {phone}",
      "これからも{bankName}をよろしくお願いいたします。",
    ),
  },
  released: {
    subject: "ワンタイムパスワード利用解除のお知らせ",
    text: lines(
      "いつも{bankName}をご利用いただきありがとうございます。",
      "ワンタイムパスワードの利用解除を受け付けました。",
      "サービスID : {serviceId}",
      "ユーザID : {userId}",
      "次回ログイン時から、ワンタイムパスワードの入力は不要です。",
      "ワンタイムパスワードアプリを起動し「トークンの削除」を行ってください。",
      "このお手続きにお心当たりのない場合は、すぐに下記までご連絡ください。",
      "連絡先 : {phone}",
      "これからも{bankName}をよろしくお願いいたします。",
    ),
  },
  moved: {
    subject: "メールアドレス変更のお知らせ",
    text: lines(
      "いつも{bankName}をご利用いただきありがとうございます。",
      "ワンタイムパスワードのご案内をお送りするメールアドレスが変更されました。",
      "今後のご案内は新しいメールアドレスにお送りします。",
      "このお手続きにお心当たりのない場合は、すぐに下記までご連絡ください。",
      "連絡先 : {phone}",
      "これからも{bankName}をよろしくお願いいたします。",
    ),
  },
  reissued: {
    subject: "トークン発行のお知らせ",
    text: lines(
      "いつも{bankName}をご利用いただきありがとうございます。",
      "このメールアドレスとは別のメールアドレスに、新しいトークンの発行をご案内しました。",
      "今後のご案内は新しいメールアドレスにお送りします。",
      "このお手続きにお心当たりのない場合は、すぐに下記までご連絡ください。",
      "連絡先 : {phone}",
      "これからも{bankName}をよろしくお願いいたします。",
    ),
  },
};

function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
