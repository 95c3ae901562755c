import { readFileSync } from "node:fs";
import * as v from "valibot";
import { parse } from "yaml";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Config } from "../config.ts";
import { defaults } from "./defaults.ts";
import { demoProfile } from "./demo-profile.ts";
import { configSchema } from "./schema.ts";

/** `path`: the key's path (`mail.smtp.port`), or the file's where there is no key to name; `problem` completes the sentence. */
export interface ConfigProblem {
  readonly path: string;
  readonly problem: string;
}

/**
 * The kiosk's configuration, deep-frozen. `path`: a YAML or JSON file; none is the demo profile.
 *
 * A file lies over the defaults and states `bank`, `token`, `kiosk.branch` and `mail` itself; one that says `demo: true` lies
 * over the demo profile. Lists replace the default's list. An unknown key, a wrong type or value is refused, and so is
 * the demo profile in a packaged kiosk, whose customers would take it for the real one.
 */
export function loadConfig(options: {
  readonly path?: string | undefined;
  readonly packaged: boolean;
}): Result<Config, ConfigProblem> {
  const loaded = options.path === undefined ? ok(demoProfile) : fromFile(options.path);
  if (loaded.ok && loaded.value.demo && options.packaged) {
    return refused({ path: "demo", problem: "may not be set on a packaged kiosk" });
  }
  return loaded.ok ? ok(deepFreeze(loaded.value)) : loaded;
}

function fromFile(path: string): Result<Config, ConfigProblem> {
  let stated: unknown;
  try {
    stated = parse(readFileSync(path, "utf8"), { prettyErrors: true });
  } catch (error) {
    return refused({ path, problem: firstLine(error) });
  }
  if (!isSection(stated)) return refused({ path, problem: "must hold keys and values" });
  const parsed = v.safeParse(
    configSchema,
    overlay(stated["demo"] === true ? demoProfile : defaults, stated),
  );
  // A mistyped key also leaves the right one missing; the former is what the reader wants to hear of.
  return parsed.success
    ? ok(parsed.output)
    : refused(problemOf(parsed.issues.find(isUnknownKey) ?? parsed.issues[0]));
}

function overlay(below: unknown, above: unknown): unknown {
  if (!isSection(below) || !isSection(above)) return above;
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above))
    merged.set(key, overlay(merged.get(key), value));
  return Object.fromEntries(merged);
}

function problemOf(issue: v.BaseIssue<unknown>): ConfigProblem {
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

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1).join("");
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
