import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { fileURLToPath } from "node:url";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { interfaceCharacters, makeFaces, typefacePackage } from "./faces.ts";
import type { Face } from "./faces.ts";

const kept = fileURLToPath(new URL("../../out/typeface", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * The faces of BIZ UDPGothic before the rules of `styles/fonts.css`, and a preload of those that the first screen is
 * drawn with. A build takes two seconds of processor time for them, so they are kept in out/typeface/ until what they
 * are made of changes.
 */
export const typeface: Plugin = {
  name: "typeface",
  enforce: "pre",
  async buildStart() {
    await keepFaces();
  },
  transform: {
    filter: { id: /\/styles\/fonts\.css$/ },
    handler: (rules) => `${rules}\n${readFileSync(`${kept}/faces.css`, "utf8")}`,
  },
  transformIndexHtml: {
    order: "post",
    handler: (_page, { bundle = {}, path }) =>
      path.endsWith("/index.html") ? Object.keys(bundle).filter(isCore).map(preload) : [],
  },
};

const isCore = (file: string): boolean => /core-[47]00-[^/]*\.woff2$/.test(file);

function preload(file: string): HtmlTagDescriptor {
  const attrs = { rel: "preload", as: "font", crossorigin: true, href: `./${file}` };
  return { tag: "link", attrs, injectTo: "head" };
}

async function keepFaces(): Promise<void> {
  const key = keyOf();
  const known = `${kept}/key`;
  if (existsSync(known) && readFileSync(known, "utf8") === key) return;
  const faces = await makeFaces();
  // Another build may read them at the same time.
  const fresh = `${kept}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const face of faces) writeFileSync(`${fresh}/${fileOf(face)}`, face.font);
  writeFileSync(`${fresh}/faces.css`, rulesOf(faces));
  writeFileSync(`${fresh}/key`, key);
  rmSync(kept, { recursive: true, force: true });
  renameSync(fresh, kept);
}

/** What the faces are made of: the package, the characters of the interface, and this code. */
function keyOf(): string {
  const sources = [
    `${typefacePackage}/package.json`,
    ...readdirSync(here).map((name) => here + name),
  ];
  const hash = createHash("sha256").update(JSON.stringify([...interfaceCharacters()]));
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest("hex");
}

const fileOf = ({ name, weight }: Face): string =>
  `${name}-${String(weight)}.${name === "core" ? "woff2" : "ttf"}`;

/**
 * Of rules that speak for the same characters the last one is asked first (CSS Fonts 4, 5.2). So the core, which alone
 * names its characters, stands last; what it lacks is looked for in `common`, and what that lacks in `rare`.
 */
function rulesOf(faces: readonly Face[]): string {
  const order = ["rare", "common", "core"] as const;
  const rules = order.flatMap((name) =>
    faces
      .filter((face) => face.name === name)
      .map((face) => {
        const range = name === "core" ? `unicode-range: ${ranges(face.characters)};` : "";
        const source = `src: url("${kept}/${fileOf(face)}");`;
        return `@font-face { font-family: "BIZ UDPGothic"; font-weight: ${String(face.weight)}; font-display: block; ${source} ${range} }`;
      }),
  );
  return rules.join("\n");
}

/** The code points as ranges in a style sheet's form, such as `U+20-7e, U+3000`. */
function ranges(characters: readonly number[]): string {
  const found: { first: number; last: number }[] = [];
  for (const code of characters.toSorted((a, b) => a - b)) {
    const range = found.at(-1);
    if (range && code === range.last + 1) range.last = code;
    else found.push({ first: code, last: code });
  }
  return found.map(({ first, last }) => `U+${first.toString(16)}-${last.toString(16)}`).join(", ");
}
