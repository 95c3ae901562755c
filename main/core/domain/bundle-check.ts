import { refused, ok } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { bundleFormat, bundleVersion, linkOf, signedText } from "./journal-bundle.ts";
import type { BundleHash } from "./journal-bundle.ts";

/** What is wrong with a bundle: one of its rows, or another part. */
export type BundleFault =
  | { readonly row: number; readonly problem: BundleProblem }
  | "no-bundle"
  | "bundle-newer"
  | "bundle-header-changed"
  | "bundle-signature-missing"
  | "bundle-signature-wrong"
  | "bundle-goes-on";

/** `misplaced`: its number doesn't belong there; `changed`: its text isn't the text that was linked. */
export type BundleProblem = "misplaced" | "missing" | "changed";

/** The contents of a valid bundle: of the journal's `count` rows those from `first` to `last`; null: none. */
export interface BundleReport {
  readonly kiosk: string;
  readonly at: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number;
  readonly publicKey: string;
}

/** Checks a bundle line by line, without the line feeds; after the first fault there is no further call. */
export interface BundleCheck {
  next(line: string): BundleFault | null;
  /** `rest`: the text after the last line feed. */
  end(rest: string): Result<BundleReport, BundleFault>;
}

interface Tools {
  readonly hash: BundleHash;
  readonly isSignedBy: (publicKey: string, text: string, signature: string) => boolean;
}

/**
 * The check needs nothing but the bundle: neither the chain's key nor a registry. It proves that nothing was changed
 * since the holder of the header's key signed it; whose key that is must be compared by other means.
 */
export function bundleCheck({ hash, isSignedBy }: Tools): BundleCheck {
  let report: BundleReport | null = null;
  let link = "";
  let number = 0;
  let signed = false;

  function header(line: string): BundleFault | null {
    const content = fieldsOf(line);
    if (content?.["format"] !== bundleFormat) return "no-bundle";
    if (content["version"] !== bundleVersion) return "bundle-newer";
    const read = reportFrom(content);
    if (read === null || !isLinked(line)) return "bundle-header-changed";
    report = read;
    number = (read.first ?? 1) - 1;
    return null;
  }

  function row(line: string): BundleFault | null {
    const next = number + 1;
    const content = fieldsOf(line);
    // A signature in the place of a row: the rows before it were cut off.
    if (content !== null && "signature" in content) return { row: next, problem: "missing" };
    const stated = content?.["number"];
    if (typeof stated === "number" && stated > next) return { row: next, problem: "missing" };
    if (typeof stated === "number" && stated < next) {
      return { row: stated, problem: "misplaced" };
    }
    if (!isLinked(line)) return { row: next, problem: "changed" };
    number = next;
    return null;
  }

  function isLinked(line: string): boolean {
    const [, body = "", statedLink] = /^(.+),"link":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
    const right = linkOf(body, link, hash);
    link = right;
    return statedLink === right;
  }

  function signature(line: string, { publicKey }: BundleReport): BundleFault | null {
    const text = fieldsOf(line)?.["signature"];
    if (typeof text !== "string") {
      const more = fieldsOf(line)?.["number"];
      if (typeof more === "number") return { row: more, problem: "misplaced" };
      return "bundle-signature-missing";
    }
    const isExact = line === JSON.stringify({ signature: text });
    if (!isExact || !isSignedBy(publicKey, signedText(link), text)) return "bundle-signature-wrong";
    signed = true;
    return null;
  }

  return {
    next(line) {
      if (signed) return "bundle-goes-on";
      if (report === null) return header(line);
      return number < (report.last ?? 0) ? row(line) : signature(line, report);
    },
    end(rest) {
      if (signed && rest !== "") return refused("bundle-goes-on");
      if (report === null) return refused("no-bundle");
      if (number < (report.last ?? 0)) return refused({ row: number + 1, problem: "missing" });
      return signed ? ok(report) : refused("bundle-signature-missing");
    },
  };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const content: unknown = JSON.parse(line);
    return typeof content === "object" && content !== null ? { ...content } : null;
  } catch {
    return null;
  }
}

function reportFrom(content: Readonly<Record<string, unknown>>): BundleReport | null {
  const { kiosk, at, from, to, first, last, head, publicKey } = content;
  const count = typeof head === "object" && head !== null && "count" in head ? head.count : null;
  if (typeof kiosk !== "string" || typeof publicKey !== "string") return null;
  if (typeof at !== "number" || typeof count !== "number") return null;
  if (!isTextOrNull(from) || !isTextOrNull(to)) return null;
  if (!isNumberOrNull(first) || !isNumberOrNull(last)) return null;
  return { kiosk, at, from, to, first, last, count, publicKey };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === "number";
}
