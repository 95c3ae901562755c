import { fill, words } from "./words.ts";

/** 事前準備 (手順1 of トークン発行). `domains`: those the kiosk's mails come from. */
export function preparations(domains: readonly string[]): readonly string[] {
  const { domain: each, preparations: lines } = words.notices;
  const named = domains.map((domain) => fill(each, { domain: `@${domain.replace(/^@/, "")}` }));
  // Without anything between them in Japanese, as in the manual.
  const list = new Intl.ListFormat(words.language.locale, { type: "unit", style: "narrow" });
  return lines.map((line) => fill(line, { domains: list.format(named) }));
}
