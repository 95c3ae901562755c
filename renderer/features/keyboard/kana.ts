/** The effect of a key on the kana before the caret. */
export type KanaMark = "voiced" | "semi-voiced" | "small";

const combining = { voiced: "\u3099", "semi-voiced": "\u309a" } as const;
const large = "アイウエオツヤユヨワ";
const small = "ァィゥェォッャュョヮ";

/**
 * Adds the mark to `kana`, or removes it: カ ⇄ ガ, ハ ⇄ パ, ツ ⇄ ッ; a mark replaces another one (パ → バ). A kana that can't
 * have the mark stays unchanged.
 */
export function marked(kana: string, mark: KanaMark): string {
  if (mark === "small")
    return counterpart(kana, large, small) ?? counterpart(kana, small, large) ?? kana;
  const [base = kana] = kana.normalize("NFD");
  const composed = (base + combining[mark]).normalize("NFC");
  if (composed.length !== 1) return kana;
  return composed === kana ? base : composed;
}

function counterpart(kana: string, from: string, to: string): string | undefined {
  const at = from.indexOf(kana);
  return at < 0 ? undefined : to[at];
}
