/**
 * True when 利用開始パスワード is the digits of the customer's own ログインID, the first thing anybody
 * would try: `0001` for `taro0001`. The other rules on its form stand in the bridge's contract.
 */
export function isLikeLoginId(startPassword: string, loginId: string): boolean {
  return startPassword === loginId.replace(/[^0-9]/g, "");
}
