import { expect, test } from "vitest";
import { maskedAddress } from "../../../../main/core/domain/masked-address.ts";

test.each([
  ["taro..d.@docomo.ne.jp", "t***@docomo.ne.jp"],
  ["a@gmail.com", "a***@gmail.com"],
  ["", ""],
  [".x@ezweb.ne.jp", ".***@ezweb.ne.jp"],
])("%s is shown as %s", (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
