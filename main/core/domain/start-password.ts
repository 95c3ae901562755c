/**
 * Whether 利用開始パスワード is the digits of the customer's own ログインID, which is the first guess: `0001` for `taro0001`. The
 * other rules of its form are in the bridge's contract.
 */
export function isLikeLoginId(startPassword: string, loginId: string): boolean {
  return startPassword === loginId.replace(/[^0-9]/g, "");
}
