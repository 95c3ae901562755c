import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { addGlyphs } from "./add-glyphs.ts";
import type { Source } from "./add-glyphs.ts";
import { charactersOf, readTables } from "./true-type.ts";

/** One file of the typeface. */
export interface Face {
  readonly name: "core" | "common" | "rare";
  readonly weight: 400 | 700;
  readonly font: Buffer;
  readonly characters: readonly number[];
}

const weights = [400, 700] as const;
/** The package that the typeface comes in. */
export const typefacePackage = path.dirname(
  createRequire(import.meta.url).resolve("@fontsource/biz-udpgothic/package.json"),
);
const files = path.join(typefacePackage, "files");
const renderer = fileURLToPath(new URL("../../renderer/", import.meta.url));

/**
 * BIZ UDPGothic in three files a weight, in place of the 120 of its package, most of whose names every start would have
 * to read: `core` has what the interface itself says, `common` the rest of JIS X 0208's first level, which names and
 * addresses are mostly made of, `rare` every other character. No file of the package has all of them.
 */
export async function makeFaces(): Promise<Face[]> {
  const core = interfaceCharacters();
  const common = firstLevel();
  const faces = weights.map(async (weight) => {
    const whole = await wholeFont(weight);
    const all = [...charactersOf(readTables(whole)).keys()];
    const parts = Object.groupBy(all, (code) =>
      core.has(code) ? "core" : common.has(code) ? "common" : "rare",
    );
    return Promise.all(
      (["core", "common", "rare"] as const).map(async (name) => {
        const characters = parts[name] ?? [];
        // What each start reads is packed; the others are read without the work of unpacking.
        const targetFormat = name === "core" ? "woff2" : "sfnt";
        const font = await subsetFont(whole, text(characters), { targetFormat });
        return { name, weight, font, characters };
      }),
    );
  });
  return (await Promise.all(faces)).flat();
}

/** All glyphs of one weight in one uncompressed font. */
async function wholeFont(weight: number): Promise<Buffer> {
  const fonts = await Promise.all(packagedFiles(weight).map(unpackFont));
  const known = new Set<number>();
  const sources = fonts.map((font): Source => {
    const characters = [...charactersOf(readTables(font)).keys()].filter(
      (code) => !known.has(code),
    );
    for (const code of characters) known.add(code);
    return { font, characters };
  });
  const [first, ...others] = sources;
  if (first === undefined) throw new Error(`No file of the typeface has the weight ${weight}`);
  return addGlyphs(first.font, others);
}

/** The package's files of one weight; the largest comes first. */
export function packagedFiles(weight: number): string[] {
  const ending = `-${String(weight)}-normal.woff2`;
  const largest = `biz-udpgothic-japanese${ending}`;
  const names = readdirSync(files).filter((name) => name.endsWith(ending) && name !== largest);
  return [largest, ...names].map((name) => path.join(files, name));
}

/** The font of a WOFF2 file, uncompressed and whole. */
export function unpackFont(file: string): Promise<Buffer> {
  const options = { keepAllGlyphs: true, targetFormat: "sfnt" } as const;
  return subsetFont(readFileSync(file), undefined, options);
}

const text = (characters: readonly number[]): string => String.fromCodePoint(...characters);

/**
 * Prefectures and kinds of institutions: most banks' names, which the first screen shows, are made of them. One
 * character that is missing here costs a start the reading of `common`, ten times the size.
 */
const bankNames =
  "北海道青森岩手宮城秋田山形福島茨城栃木群馬埼玉千葉東京神奈川新潟富山石川福井山梨長野岐阜静岡愛知三重滋賀京都" +
  "大阪兵庫奈良和歌山鳥取島根岡山広島山口徳島香川愛媛高知福岡佐賀長崎熊本大分宮崎鹿児島沖縄都道府県西南中央" +
  "銀行信用金庫信用組合信託労働農業漁業協同組合農林連合会商工第一本店支店出張所営業部";

/** What the screens say by themselves in Japanese, to customers and to staff, what banks are named by, and ASCII. */
export function interfaceCharacters(): ReadonlySet<number> {
  const sources = readdirSync(renderer, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:vue|ts)$|^languages\/ja.*\.json$/.test(name))
    .map((name) => readFileSync(`${renderer}/${name}`, "utf8"));
  const ascii = Array.from({ length: 0x7e - 0x20 + 1 }, (_, at) => 0x20 + at);
  const letters = [...sources, bankNames].join("");
  return new Set([...ascii, ...[...letters].map((letter) => letter.codePointAt(0) ?? 0)]);
}

/** Kana, signs and the first level's kanji: rows 1 to 47 of JIS X 0208, as Shift_JIS orders them. */
function firstLevel(): ReadonlySet<number> {
  const decoder = new TextDecoder("shift_jis");
  const characters = new Set<number>();
  for (let lead = 0x81; lead <= 0x98; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      if (lead === 0x98 && trail > 0x72) break;
      const [code, ...more] = [...decoder.decode(Uint8Array.of(lead, trail))];
      if (code !== undefined && code !== "\ufffd" && more.length === 0) {
        characters.add(code.codePointAt(0) ?? 0);
      }
    }
  }
  return characters;
}
