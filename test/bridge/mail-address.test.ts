import { expect, test } from "vitest";
import { parseRequest } from "../../preload/contract/parse-request.ts";

const carrier = "taro..d.@docomo.ne.jp";
test.each([
  ["quoted, as carriers' guides write it", '"taro..d."@docomo.ne.jp', carrier],
  ["quoted without need", '"taro"@docomo.ne.jp', "taro@docomo.ne.jp"],
  ["quoted pairs", String.raw`"taro\.\.d."@docomo.ne.jp`, carrier],
  ["quotes of a Japanese keyboard", "”taro..d.”＠docomo.ne.jp", carrier],
  ["full width", "ｔａｒｏ．．ｄ．＠ｄｏｃｏｍｏ．ｎｅ．ｊｐ", carrier],
  ["。 for dots", "taro。。d。@docomo。ne。jp", carrier],
  ["ー for -", "taroーd@docomo.ne.jp", "taro-d@docomo.ne.jp"],
  ["blanks around", " \u3000taro..d.@docomo.ne.jp\u00a0", carrier],
  ["a domain in capitals", "taro..d.@DoCoMo.ne.JP", carrier],
  ["the root's dot", "taro..d.@docomo.ne.jp.", carrier],
  ["a dot before", '".taro"@ezweb.ne.jp', ".taro@ezweb.ne.jp"],
  ["a plus sign", '"taro+bank"@gmail.com', "taro+bank@gmail.com"],
  ["an escaped quote", String.raw`"ta\"ro"@example.jp`, String.raw`"ta\"ro"@example.jp`],
  ["an escape without need", String.raw`"ta,\ro"@example.jp`, '"ta,ro"@example.jp'],
])("%s is the same address as the plain form, also typed twice", (_form, typed, plain) => {
  for (const [mailAddress, mailAddressAgain] of [
    [typed, plain],
    [plain, typed],
  ]) {
    const start = { startPassword: "2580", startPasswordAgain: "2580" };
    const parsed = parseRequest("draftIssue", { mailAddress, mailAddressAgain, ...start });
    expect(parsed).toMatchObject({ ok: true, value: { mailAddress: plain } });
  }
});
