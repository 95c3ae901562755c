import { fill, words } from "./words.ts";

/** 事前準備 (手順1 of トークン発行). `domains`: the senders' domains of the kiosk's mails. */
export function preparations(domains: readonly string[]): readonly string[] {
  const { domain: each, preparations: lines } = words.notices;
  const named = domains.map((domain) => fill(each, { domain: `@${domain.replace(/^@/, "")}` }));
  // In Japanese the list has no separators, as in the manual.
  const list = new Intl.ListFormat(words.language.locale, { type: "unit", style: "narrow" });
  return lines.map((line) => fill(line, { domains: list.format(named) }));
}
