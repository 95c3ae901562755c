import { readFileSync, statSync } from "node:fs";
import * as v from "valibot";
import { parse } from "yaml";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";

/**
 * `path`: the key's path (`mail.smtp.port`), or the file's where no key can be named; `problem` completes the sentence.
 */
export interface ConfigProblem {
  readonly path: string;
  readonly problem: string;
}

/** Keys and values of a file. */
export type Section = Readonly<Record<string, unknown>>;

export function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** This is many times the size of any valid file; the kiosk doesn't start before the file is read. */
const mostBytes = 500_000;

/** Reads a YAML or JSON file of 500,000 bytes at most; refused by the file's path. */
export function readSection(file: string): Result<Section, ConfigProblem> {
  let stated: unknown;
  try {
    if (statSync(file).size > mostBytes) {
      return refused({ path: file, problem: `must have ${String(mostBytes)} bytes at most` });
    }
    stated = parse(readFileSync(file, "utf8"), { prettyErrors: true });
  } catch (error) {
    return refused({ path: file, problem: firstLine(error) });
  }
  if (!isSection(stated)) return refused({ path: file, problem: "must hold keys and values" });
  return ok(stated);
}

/**
 * Overlays `above` on `below`, key by key; a value that isn't a section, such as a list, replaces the one below as a
 * whole.
 */
export function overlay(below: unknown, above: unknown): unknown {
  if (!isSection(below) || !isSection(above)) return above;
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above))
    merged.set(key, overlay(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** A schema's issue as a problem of the key at its path. */
export function problemOf(issue: v.BaseIssue<unknown>): ConfigProblem {
  const path = v.getDotPath(issue) ?? "";
  if (isUnknownKey(issue)) return { path, problem: "is no known key" };
  if (issue.type === "strict_object" && issue.received === "undefined") {
    return { path, problem: "is missing" };
  }
  if (issue.kind === "validation") return { path, problem: issue.message };
  const quoted = issue.expected === "string" ? " (write it in quotes)" : "";
  return {
    path,
    problem: `must be ${issue.expected ?? "otherwise"}, not ${issue.received}${quoted}`,
  };
}

export function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

/** An error's first line, which fits into a sentence. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1).join("");
}
