import { expect, test } from "vitest";
import { filledMailText } from "../../../../main/domain/mail-text.ts";

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
