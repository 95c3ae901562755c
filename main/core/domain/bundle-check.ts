import { refused, ok } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { fieldsOf, headerFrom } from "./bundle-header.ts";
import type { BundleReport, ChainReport } from "./bundle-header.ts";
import { linkOf, signedText } from "./journal-bundle.ts";
import type { BundleHash, BundleVersion } from "./journal-bundle.ts";
import { headsOf, witnessCheck, witnessText } from "./witness.ts";
import type { Unwitnessed, WitnessCheck } from "./witness.ts";

/** What is wrong with a bundle: one of its rows, or another part; `chain`: the row's, where there are several. */
export type BundleFault =
  | { readonly row: number; readonly problem: BundleProblem; readonly chain?: string }
  | "no-bundle"
  | "bundle-newer"
  | "bundle-header-changed"
  | "bundle-witness-changed"
  | "bundle-signature-missing"
  | "bundle-signature-wrong"
  | "bundle-goes-on";

/**
 * `misplaced`: its number doesn't belong there; `changed`: its text isn't the text that was linked; `not-witnessed`: a
 * witness has seen it, and it is another one, or its chain no longer reaches so far.
 */
export type BundleProblem = "misplaced" | "missing" | "changed" | "not-witnessed";

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

/** A bundle whose header was read. */
interface Begun {
  readonly version: BundleVersion;
  readonly report: BundleReport;
  readonly witnesses: WitnessCheck;
}

/**
 * The check needs nothing but the bundle: neither the chain's key nor a registry. It proves that nothing was changed
 * since the holder of the header's key signed it; whose key that is must be compared by other means.
 */
export function bundleCheck({ hash, isSignedBy }: Tools): BundleCheck {
  let begun: Begun | null = null;
  let link = "";
  /** The chain whose rows are read, and the number of the last one. */
  let at = -1;
  let number = 0;
  let witnessed = 0;
  let signed = false;

  function header(line: string): BundleFault | null {
    const stated = headerFrom(line);
    if (typeof stated === "string") return stated;
    if (!isLinked(line)) return "bundle-header-changed";
    const counts = new Map(stated.report.chains.map(({ chain, count }) => [chain, count]));
    begun = { ...stated, witnesses: witnessCheck(counts) };
    return null;
  }

  function witness(line: string, { report, witnesses }: Begun): BundleFault | null {
    const {
      at: time,
      heads,
      signature,
    } = { ...(fieldsOf(line)?.["witness"] ?? {}) } as Readonly<Record<string, unknown>>;
    if (typeof time !== "number" || typeof heads !== "string" || typeof signature !== "string") {
      return "bundle-witness-changed";
    }
    const seen = headsOf(heads);
    if (seen === null || !isLinked(line)) return "bundle-witness-changed";
    if (!isSignedBy(report.publicKey, witnessText(time, heads), signature)) {
      return "bundle-witness-changed";
    }
    witnessed += 1;
    return notWitnessed(witnesses.witness(seen));
  }

  /** The chain that the next row is of; null: all rows were there. */
  function chainNow({ report: { chains } }: Begun): ChainReport | null {
    let chain = chains[at];
    while (at < chains.length && (chain?.last ?? 0) <= number) {
      at += 1;
      chain = chains[at];
      number = (chain?.first ?? 1) - 1;
    }
    return chain ?? null;
  }

  function row(
    line: string,
    chain: ChainReport,
    { version, witnesses }: Begun,
  ): BundleFault | null {
    const next = number + 1;
    const of = chain.chain === "" ? {} : { chain: chain.chain };
    const content = fieldsOf(line);
    // A signature, or another chain's row, in the place of a row: the rows before it were cut off.
    const isOther = version === 2 && content?.["chain"] !== chain.chain;
    if (content !== null && ("signature" in content || isOther)) {
      return { row: next, problem: "missing", ...of };
    }
    const stated = content?.["number"];
    if (typeof stated === "number" && stated > next) {
      return { row: next, problem: "missing", ...of };
    }
    if (typeof stated === "number" && stated < next) {
      return { row: stated, problem: "misplaced", ...of };
    }
    if (!isLinked(line)) return { row: next, problem: "changed", ...of };
    number = next;
    return notWitnessed(witnesses.row(chain.chain, next, String(content?.["mac"])));
  }

  function isLinked(line: string): boolean {
    const [, body = "", statedLink] = /^(.+),"link":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
    const right = linkOf(body, link, hash);
    link = right;
    return statedLink === right;
  }

  function signature(line: string, { version, report }: Begun): BundleFault | null {
    const text = fieldsOf(line)?.["signature"];
    if (typeof text !== "string") {
      const more = fieldsOf(line)?.["number"];
      if (typeof more === "number") return { row: more, problem: "misplaced" };
      return "bundle-signature-missing";
    }
    const isExact = line === JSON.stringify({ signature: text });
    if (!isExact || !isSignedBy(report.publicKey, signedText(version, link), text)) {
      return "bundle-signature-wrong";
    }
    signed = true;
    return null;
  }

  return {
    next(line) {
      if (signed) return "bundle-goes-on";
      if (begun === null) return header(line);
      if (witnessed < begun.report.witnesses) return witness(line, begun);
      const chain = chainNow(begun);
      return chain === null ? signature(line, begun) : row(line, chain, begun);
    },
    end(rest) {
      if (signed && rest !== "") return refused("bundle-goes-on");
      if (begun === null) return refused("no-bundle");
      if (signed) return ok(begun.report);
      if (witnessed < begun.report.witnesses) return refused("bundle-witness-changed");
      const chain = chainNow(begun);
      if (chain === null) return refused("bundle-signature-missing");
      const of = chain.chain === "" ? {} : { chain: chain.chain };
      return refused({ row: number + 1, problem: "missing", ...of });
    },
  };
}

function notWitnessed(found: Unwitnessed | null): BundleFault | null {
  if (found === null) return null;
  return { row: found.number, problem: "not-witnessed", chain: found.chain };
}
