import { expect, test } from "vitest";
import { aboveJapanese, filledMailText } from "../../../../main/core/domain/mail-text.ts";

const values = {
  bankName: "福島県商工信用組合",
  serviceId: "10112231",
  userId: "999800000001",
  phone: "024-991-1000",
  mobileLink: "https://mobile.example",
  smartphoneLink: "https://phone.example",
};

test("every placeholder is filled, as often as it stands there", () => {
  expect(
    filledMailText(
      "{bankName} {serviceId} {userId} {phone} {mobileLink} {smartphoneLink} {bankName}",
      values,
    ),
  ).toBe(
    "福島県商工信用組合 10112231 999800000001 024-991-1000 https://mobile.example https://phone.example 福島県商工信用組合",
  );
});

test("a filled-in value is not looked at again", () => {
  expect(filledMailText("{bankName}", { ...values, bankName: "{phone} $& $1" })).toBe(
    "{phone} $& $1",
  );
});

test.each(["{startPassword}", "{}", "{ userId }", "{toString}"])(
  "%s is a mistake and never sent",
  (template) => {
    expect(() => filledMailText(template, values)).toThrow("Unknown placeholder");
  },
);

test("a mail in another language has the Japanese one below a line", () => {
  const japanese = { subject: "トークン発行のご案内", text: "ユーザID : 1\n" };
  const mail = aboveJapanese({ subject: "Your token", text: "User ID: 1\n" }, japanese);
  expect(mail).toEqual({
    subject: "Your token / トークン発行のご案内",
    text: "User ID: 1\n\n――――――――――――――――――――\n\nユーザID : 1\n",
  });
});

test("furigana become readings in brackets, and leave the subject", () => {
  const japanese = { subject: "トークン発行のご案内", text: "原文\n" };
  const easy = {
    subject: "トークンを｜発行《はっこう》しました",
    text: "銀行《ぎんこう》の｜お知《し》らせ\n",
  };
  expect(aboveJapanese(easy, japanese)).toEqual({
    subject: "トークンを発行しました / トークン発行のご案内",
    text: "銀行（ぎんこう）のお知（し）らせ\n\n――――――――――――――――――――\n\n原文\n",
  });
});

test("one subject is said once", () => {
  const japanese = { subject: "トークン発行のご案内", text: "原文\n" };
  const easy = { subject: "トークン発行《はっこう》のご案内《あんない》", text: "" };
  expect(aboveJapanese(easy, japanese).subject).toBe("トークン発行のご案内");
});
