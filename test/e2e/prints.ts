import { execFileSync } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Profile } from "./profile.ts";

/** A PDF of `prints/`, read by independent programs. */
export interface Print {
  readonly name: string;
  /** Permission bits. */
  readonly mode: number;
  /** All its words, without spaces and line ends. */
  readonly words: string;
  readonly pages: number;
  /** Whole millimetres. */
  readonly size: readonly [width: number, height: number];
  /** Names of the typefaces within it. */
  readonly typefaces: readonly string[];
}

const millimetresPerPoint = 25.4 / 72;

/** The PDFs that the kiosk of `profile` has left so far for the token of `userId`, or for all, in the order of their names. */
export async function prints(profile: Profile, userId = ""): Promise<readonly Print[]> {
  const folder = path.join(profile.dataDir, "prints");
  const all = await readdir(folder).catch(() => []);
  const names = all.filter((name) => name.endsWith(`${userId}.pdf`));
  return Promise.all(
    names.sort().map(async (name) => {
      const file = path.join(folder, name);
      const read = (program: string, ...args: string[]) =>
        execFileSync(program, args, { encoding: "utf8" });
      const facts = read("pdfinfo", file);
      const [, width, height] = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(facts) ?? [];
      const millimetres = (points = "") => Math.round(Number(points) * millimetresPerPoint);
      const faces = read("pdffonts", file).matchAll(/^[A-Z]{6}\+(\S+)/gm);
      return {
        name,
        mode: (await stat(file)).mode & 0o777,
        words: read("pdftotext", file, "-").replaceAll(/\s/g, ""),
        pages: Number(/^Pages: +(\d+)/m.exec(facts)?.[1]),
        size: [millimetres(width), millimetres(height)] as const,
        typefaces: [...new Set(Array.from(faces, ([, face = ""]) => face.replace(/-.*/, "")))],
      };
    }),
  );
}
