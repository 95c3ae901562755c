import { readdirSync } from "node:fs";
import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { firstLine, readSection } from "./sections.ts";
import type { ConfigProblem, Section } from "./sections.ts";

/** The entries that a branding folder may have. */
const known = ["bank.yaml", "logo.svg", "logo.png", "languages"];

/** The sections that belong to the machine rather than to the bank. */
const notTheBanks = ["demo", "branding", "keychain"];

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null;
}

/**
 * Reads the `bank.yaml` of the branding folder (nothing where there is none) and gives the file's path. A mistyped name
 * in the folder would be ignored silently and is refused; names that begin with a dot are skipped.
 */
export function readBankFile(
  folder: string,
): Result<{ readonly file: string; readonly stated: Section }, ConfigProblem> {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    return refused({ path: "branding", problem: `can't be read: ${firstLine(error)}` });
  }
  const stray = names.find((name) => !name.startsWith(".") && !known.includes(name));
  if (stray !== undefined) {
    const problem = `is none of ${known.join(", ")}`;
    return refused({ path: path.join(folder, stray), problem });
  }
  const file = path.join(folder, "bank.yaml");
  if (!names.includes("bank.yaml")) return ok({ file, stated: {} });
  const read = readSection(file);
  if (!read.ok) return read;
  const token = read.value["token"];
  const rangeKey = ["firstUserId", "lastUserId"].find(
    (key) => isSection(token) && Object.hasOwn(token, key),
  );
  if (rangeKey !== undefined) {
    return refused({
      path: `${file}: token.${rangeKey}`,
      problem:
        "belongs into each kiosk's own configuration, to each a range of its own: two kiosks with the same would give the same user IDs",
    });
  }
  const wrong = notTheBanks.find((key) => Object.hasOwn(read.value, key));
  if (wrong !== undefined) {
    return refused({
      path: `${file}: ${wrong}`,
      problem: "belongs into the kiosk's own configuration",
    });
  }
  return ok({ file, stated: read.value });
}
