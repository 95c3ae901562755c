import path from "node:path";
import { loadBrand } from "../../main/config/load-brand.ts";
import type { Brand } from "../../main/config/config.ts";

/** The folder of the languages that the kiosk brings along. */
const builtInLanguages = path.resolve(import.meta.dirname, "../../renderer/languages");

/** A kiosk's own languages, and nothing of a bank's. */
export const plainBrand: Brand = plain();

function plain(): Brand {
  const brand = loadBrand(null, builtInLanguages);
  if (!brand.ok) throw new Error(brand.refusal.problem);
  return brand.value;
}
