import path from "node:path";
import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Brand } from "./config.ts";
import { readLanguages } from "./languages.ts";
import { readLogo } from "./logo.ts";
import type { ConfigProblem } from "./sections.ts";

/**
 * Reads the branding folder `folder` (null: there is none) over the languages in `builtIn`, a folder of `CODE.json`. An
 * invalid value is refused by its file and key.
 */
export function loadBrand(folder: string | null, builtIn: string): Result<Brand, ConfigProblem> {
  const logo = folder === null ? ok(null) : readLogo(folder);
  if (!logo.ok) return logo;
  const read = readLanguages(builtIn, folder === null ? null : path.join(folder, "languages"));
  return read.ok ? ok({ logo: logo.value, ...read.value }) : read;
}
