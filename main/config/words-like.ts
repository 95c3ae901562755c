import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Words, WordsValue } from "../../preload/contract/words-by-key.ts";
import { isSection } from "./sections.ts";
import type { ConfigProblem, Section } from "./sections.ts";

/**
 * Checks that `stated` has the shape of `model`: no other key, each value a text, a list or a section as in the model,
 * and no placeholder that the model's text, or any text of its list, lacks. `whole`, for a complete language: every
 * key, lists of the same length, and every placeholder. Otherwise some of the keys; lists may then be longer or
 * shorter, as they replace the whole list, except a flow's steps, each of which is one screen. A problem's path is the
 * key's.
 */
export function wordsLike(
  model: Words,
  stated: Section,
  whole: boolean,
): Result<Words, ConfigProblem> {
  const problem = problemIn(model, stated, { whole, prefix: "" });
  return problem === null ? ok(stated as Words) : refused(problem);
}

interface Demands {
  readonly whole: boolean;
  readonly prefix: string;
}

function problemIn(model: Words, stated: Section, demands: Demands): ConfigProblem | null {
  const { whole, prefix } = demands;
  const unknown = Object.keys(stated).find((key) => !Object.hasOwn(model, key));
  if (unknown !== undefined) return { path: prefix + unknown, problem: "is no known key" };
  for (const [key, like] of Object.entries(model)) {
    const path = prefix + key;
    if (!Object.hasOwn(stated, key)) {
      if (whole) return { path, problem: "is missing" };
      continue;
    }
    const value = stated[key];
    const found =
      isWords(like) && isSection(value)
        ? problemIn(like, value, { whole, prefix: `${path}.` })
        : (shapeProblem(like, value, path, whole) ?? placeholderProblem(like, value, path, whole));
    if (found !== null) return found;
  }
  return null;
}

function shapeProblem(
  like: WordsValue,
  value: unknown,
  path: string,
  whole: boolean,
): ConfigProblem | null {
  if (typeof like === "string") return isText(value) ? null : { path, problem: "must be a text" };
  if (isWords(like)) {
    if (!isSection(value)) return { path, problem: "must hold keys and texts" };
    const keys = Object.keys(like);
    const stray = Object.keys(value).find((key) => !keys.includes(key));
    if (stray !== undefined) return { path: `${path}.${stray}`, problem: "is no known key" };
    return firstProblem(keys, (key) => {
      const [place, model] = [`${path}.${key}`, like[key]];
      if (model === undefined || !Object.hasOwn(value, key)) {
        return { path: place, problem: "is missing" };
      }
      return shapeProblem(model, value[key], place, whole);
    });
  }
  if (!Array.isArray(value) || value.length === 0) return { path, problem: "must be a list" };
  if ((whole || isSteps(path)) && value.length !== like.length) {
    return { path, problem: `must be a list of ${String(like.length)}` };
  }
  return firstProblem([...value.keys()], (at) =>
    shapeProblem(
      like[Math.min(at, like.length - 1)] ?? "",
      value[at],
      `${path}.${String(at)}`,
      whole,
    ),
  );
}

function isSteps(path: string): boolean {
  return /(?:^|\.)(?:steps|\w+Steps)$/.test(path);
}

function placeholderProblem(
  like: WordsValue,
  value: unknown,
  path: string,
  whole: boolean,
): ConfigProblem | null {
  const [known, used] = [placeholdersIn(like), placeholdersIn(value)];
  const strange = used.find((name) => !known.includes(name));
  if (strange !== undefined) return { path, problem: `may not hold {${strange}}` };
  const absent = whole ? known.find((name) => !used.includes(name)) : undefined;
  return absent === undefined ? null : { path, problem: `must hold {${absent}}` };
}

function placeholdersIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return Array.from(value.matchAll(/\{([^{}]*)\}/g), ([, name = ""]) => name);
  }
  return Object.values(value ?? {}).flatMap(placeholdersIn);
}

function firstProblem<T>(
  all: readonly T[],
  problemOf: (one: T) => ConfigProblem | null,
): ConfigProblem | null {
  for (const one of all) {
    const problem = problemOf(one);
    if (problem !== null) return problem;
  }
  return null;
}

function isWords(value: WordsValue): value is Words {
  return isSection(value);
}

/** Line feed is the only control character that a text may have. */
function isText(value: unknown): value is string {
  return typeof value === "string" && /^(?:\P{Cc}|\n)+$/u.test(value);
}
