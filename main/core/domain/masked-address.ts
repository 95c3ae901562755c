/** Masks a mail address but leaves it recognisable: `taro..d.@docomo.ne.jp` → `t***@docomo.ne.jp`. */
export function maskedAddress(address: string): string {
  return address.replace(/^"?(.).*(?=@)/u, "$1***");
}
