import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { firstLine } from "./sections.ts";

/** All certificates that Mozilla trusts together are a quarter of this. */
const mostBytes = 1_000_000;
const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Reads the certificates of the PEM file without its other contents, such as a key; refused with the reason. */
export function readCertificates(file: string): Result<string, string> {
  let content: string;
  try {
    if (statSync(file).size > mostBytes) return refused("is too large for certificates");
    content = readFileSync(file, "utf8");
  } catch (error) {
    return refused(`can't be read: ${firstLine(error)}`);
  }
  const blocks = content.match(block) ?? [];
  if (blocks.length === 0) return refused("holds no certificate in PEM");
  for (const [at, pem] of blocks.entries()) {
    try {
      new X509Certificate(pem);
    } catch {
      return refused(`holds no readable certificate at place ${String(at + 1)}`);
    }
  }
  return ok(`${blocks.join("\n")}\n`);
}
