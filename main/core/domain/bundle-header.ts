import { bundleFormat } from "./journal-bundle.ts";
import type { BundleMade, BundleVersion } from "./journal-bundle.ts";

/** Of a chain's `count` rows a bundle has those from `first` to `last`; null: none. */
export interface ChainReport {
  /** "": the journal's only one. */
  readonly chain: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number;
}

/** The contents of a valid bundle. */
export interface BundleReport extends BundleMade {
  readonly chains: readonly ChainReport[];
  /** How many witnesses of the chains it has. */
  readonly witnesses: number;
}

/** What a bundle's first line states. */
export interface StatedHeader {
  readonly version: BundleVersion;
  readonly report: BundleReport;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a line; null: it is no object in JSON. */
export function fieldsOf(line: string): Fields | null {
  try {
    return asFields(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Reads the first line, whatever its link is. */
export function headerFrom(
  line: string,
): StatedHeader | "no-bundle" | "bundle-newer" | "bundle-header-changed" {
  const content = fieldsOf(line);
  if (content?.["format"] !== bundleFormat) return "no-bundle";
  const { version, kiosk, at, from, to, publicKey } = content;
  if (version !== 1 && version !== 2) return "bundle-newer";
  const chains = version === 1 ? [chainFrom({ ...content, chain: "" })] : chainsFrom(content);
  const witnesses = version === 1 ? 0 : content["witnesses"];
  const isWhole =
    typeof kiosk === "string" &&
    typeof publicKey === "string" &&
    typeof at === "number" &&
    typeof witnesses === "number" &&
    isTextOrNull(from) &&
    isTextOrNull(to) &&
    chains?.every((chain) => chain !== null) === true;
  if (!isWhole) return "bundle-header-changed";
  return { version, report: { kiosk, at, from, to, publicKey, chains, witnesses } };
}

function chainsFrom({ chains }: Fields): readonly (ChainReport | null)[] | null {
  return Array.isArray(chains) ? chains.map((each) => chainFrom(asFields(each) ?? {})) : null;
}

function chainFrom({ chain, first, last, head }: Fields): ChainReport | null {
  const count = asFields(head)?.["count"];
  if (typeof chain !== "string" || typeof count !== "number") return null;
  if (!isNumberOrNull(first) || !isNumberOrNull(last)) return null;
  return { chain, first, last, count };
}

function asFields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null ? { ...value } : null;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === "number";
}
