import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type ICruiseResult, cruise } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BREACHES, SOUND_FILES, brokenProject } from "./breaches.ts";
import { RULES } from "./dependency-rules.ts";

const SIDES = ["main", "preload", "renderer"];

async function importsBelow(root: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    SIDES,
    {
      baseDir: root,
      ruleSet: { forbidden: RULES },
      validate: true,
      // Types count as imports: a domain that knows an adapter's types is tied to it all the same.
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      combinedDependencies: true,
      preserveSymlinks: true,
    },
    {
      extensions: [".ts", ".vue", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser answered in words");
  return output;
}

const violations = ({ summary }: ICruiseResult): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

/** The npm packages that each adapter (a file or a folder of main/adapters) imports. */
function librariesOfAdapters({ modules }: ICruiseResult): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const adapter = /^main\/adapters\/[^/]+/.exec(source)?.[0];
    if (adapter === undefined) continue;
    const libraries = found.get(adapter) ?? new Set();
    found.set(adapter, libraries);
    for (const { resolved } of dependencies) {
      const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(resolved)?.[1];
      if (library !== undefined) libraries.add(library);
    }
  }
  return found;
}

describe("the project", () => {
  let project: ICruiseResult;
  beforeAll(async () => {
    project = await importsBelow(resolve("."));
  });

  test("keeps to the table", () => {
    expect(project.modules.length).toBeGreaterThan(50);
    expect(violations(project)).toEqual([]);
  });

  test("has adapters of one library each", () => {
    const adapters = librariesOfAdapters(project);
    expect(adapters.size).toBeGreaterThan(0);
    const several = [...adapters].filter(([, libraries]) => libraries.size > 1);
    expect(several).toEqual([]);
  });
});

describe("a project that breaks the rules", () => {
  let root: string;
  let broken: ICruiseResult;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "architecture-"));
    for (const [file, code] of brokenProject()) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      writeFileSync(join(root, file), code);
    }
    writeFileSync(join(root, "package.json"), readFileSync("package.json"));
    symlinkSync(resolve("node_modules"), join(root, "node_modules"));
    broken = await importsBelow(root);
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test.each(BREACHES)("$file: $rule", ({ file, rule }) => {
    const found = broken.summary.violations.filter(({ from }) => from === file);
    expect(found.map((violation) => violation.rule.name)).toContain(rule);
  });

  test("files that break nothing are left alone", () => {
    const accused = broken.summary.violations.map(({ from }) => from);
    expect(accused.filter((file) => SOUND_FILES.includes(file))).toEqual([]);
  });

  test("no rule is left that nothing here breaks", () => {
    const broken = new Set(BREACHES.map(({ rule }) => rule));
    expect(RULES.map(({ name }) => name ?? "").filter((name) => !broken.has(name))).toEqual([]);
  });
});
