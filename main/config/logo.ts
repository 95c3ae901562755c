import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Logo } from "./config.ts";
import { firstLine } from "./sections.ts";
import type { ConfigProblem } from "./sections.ts";

const mostBytes = 200_000;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The prologue before `<svg`, without a declaration of entities, by which a small file can expand to a huge one. */
const svgStart =
  /^\uFEFF?(?:\s|<\?xml[^>]*\?>|<!--(?:(?!-->)[^])*-->|<!DOCTYPE svg[^>[]*>)*<svg[\s>]/;

const files = {
  "logo.svg": { type: "image/svg+xml", is: (content: Buffer) => svgStart.test(content.toString()) },
  "logo.png": {
    type: "image/png",
    is: (content: Buffer) => content.subarray(0, pngSignature.length).equals(pngSignature),
  },
} as const;

/**
 * The branding folder's `logo.svg` or `logo.png`, null without one. Its contents match its extension, and it has
 * 200,000 bytes at most.
 */
export function readLogo(folder: string): Result<Logo | null, ConfigProblem> {
  const there = (["logo.svg", "logo.png"] as const).filter(
    (name) => statSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined,
  );
  const [name, other] = there;
  if (name === undefined) return ok(null);
  const file = path.join(folder, name);
  if (other !== undefined) return refused({ path: file, problem: `and ${other} are one too many` });
  try {
    if (statSync(file).size > mostBytes) {
      return refused({ path: file, problem: `must have ${String(mostBytes)} bytes at most` });
    }
    const content = readFileSync(file);
    const { type, is } = files[name];
    return is(content)
      ? ok({ type, content: new Uint8Array(content) })
      : refused({ path: file, problem: `must be ${type}` });
  } catch (error) {
    return refused({ path: file, problem: `can't be read: ${firstLine(error)}` });
  }
}
