/** Enough of a mail address to recognise it by: `taro..d.@docomo.ne.jp` → `t***@docomo.ne.jp`. */
export function maskedAddress(address: string): string {
  return address.replace(/^"?(.).*(?=@)/u, "$1***");
}
