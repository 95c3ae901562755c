import { readdirSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../renderer/languages");

/** The codes of all languages that the renderer has words in. */
export const languages: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => path.basename(name, ".json"));
