import { expect, test } from "vitest";
import { isLikeLoginId } from "../../../../main/core/domain/start-password.ts";

test.each([
  ["0001", "taro0001", true],
  ["00010002", "0001-taro-0002", true],
  ["9382", "9382", true],
  ["0002", "taro0001", false],
  ["00011", "taro0001", false],
  ["4826", "taro", false],
])("利用開始パスワード %s for ログインID %s: like it? %s", (password, loginId, like) => {
  expect(isLikeLoginId(password, loginId)).toBe(like);
});
