import { join } from "node:path";
import { expect, test } from "vitest";
import { playwrightFailures, vitestFailures } from "../../../build/check/failed.ts";

test("Vitest's failed tests are named with their file, and a file that can't be loaded alone", () => {
  const result = (name: string, status: string, ...tests: readonly (readonly string[])[]) => ({
    name: join(process.cwd(), name),
    status,
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  });
  const testResults = [
    result("a.test.ts", "failed", ["holds", "passed"], ["breaks", "failed"], ["rests", "pending"]),
    result("b.test.ts", "failed"),
    result("c.test.ts", "passed", ["holds", "passed"]),
  ];
  expect(vitestFailures({ testResults })).toEqual(["a.test.ts: breaks", "b.test.ts"]);
});

test("Playwright's failed tests are named with their file, in groups and at a second try, too", () => {
  const spec = (title: string, status: string) => ({
    title,
    file: "a.ts",
    tests: [{ status, results: [{ attachments: [] }] }],
  });
  const suites = [
    { specs: [spec("holds", "expected"), spec("breaks", "unexpected")] },
    { specs: [], suites: [{ specs: [spec("wavers", "flaky"), spec("rests", "skipped")] }] },
  ];
  expect(playwrightFailures({ suites })).toEqual(["a.ts: breaks", "a.ts: wavers"]);
});

test("Playwright's failed tests come with the folders that their tries left", () => {
  const tried = (...files: readonly string[]) => ({
    attachments: [
      { name: "said" },
      ...files.map((file) => ({ name: file, path: join(process.cwd(), "out", file) })),
    ],
  });
  const results = [tried("once/trace.zip", "once/screen.png"), tried("again/trace.zip")];
  const specs = [
    { title: "breaks", file: "a.ts", tests: [{ status: "unexpected", results }] },
    { title: "holds", file: "a.ts", tests: [{ status: "expected", results }] },
  ];
  expect(playwrightFailures({ suites: [{ specs }] })).toEqual([
    "a.ts: breaks (see out/once, out/again)",
  ]);
});

test("without a report there is no name", () => {
  expect([vitestFailures(null), playwrightFailures(null)]).toEqual([[], []]);
});
