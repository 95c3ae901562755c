import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HandedToken, HandOverFormat } from "../../../main/core/ports/hand-over.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** RFC 6238's secret, "12345678901234567890", and another one. */
export const secrets = [
  Buffer.from("12345678901234567890"),
  Buffer.from("00ff10203040506070809aabbccddeeff0123456", "hex"),
] as const;

export const handed: readonly [HandedToken, HandedToken] = [
  {
    ...{ userId: "999800000001", loginId: "taro0001", secret: secrets[0] },
    ...{ lastStep: 29_583_540, startedAt: 1_775_005_200_000 },
  },
  {
    ...{ userId: "999800000002", loginId: "hanako@example.jp", secret: secrets[1] },
    ...{ lastStep: null, startedAt: 1_775_005_260_000 },
  },
];

/** The whole text of a hand-over of `tokens`. */
export function textOf(format: HandOverFormat, tokens: readonly HandedToken[] = handed): string {
  const parts = tokens.map((token, index) => format.token(token, index));
  return [format.header(), ...parts, format.footer()].join("");
}

/** A file with this text, in a folder of its own, taken away with the test. */
export function fileWith(text: string, name = "tokens"): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** Debian's own Python, which has Debian's python3-pskc; another one may stand before it. */
export const debiansPython = "/usr/bin/python3";

/** Whether a program of another project is here; what needs one is skipped without it. */
export function isHere(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: "ignore" }).status === 0;
}
