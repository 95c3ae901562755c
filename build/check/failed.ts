/** The names of failed tests, out of the runners' JSON reports. */
import { dirname, relative } from "node:path";

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

interface PlaywrightTest {
  readonly status: string;
  /** One a try. */
  readonly results: readonly { readonly attachments: readonly { readonly path?: string }[] }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly PlaywrightTest[];
  }[];
}

/** Of Vitest's report, `null` when it wrote none: the file and the test, or the file alone that can't be loaded. */
export function vitestFailures(report: unknown): readonly string[] {
  const { testResults = [] } = (report ?? {}) as { testResults?: readonly VitestFile[] };
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((each) => each.status === "failed");
    if (failed.length === 0 && status === "failed") return [file];
    return failed.map(({ fullName }) => `${file}: ${fullName}`);
  });
}

/**
 * Of Playwright's report, `null` when it wrote none: the file and the test, and the folders with what each of its tries
 * left. A test that passed at its second try failed.
 */
export function playwrightFailures(report: unknown): readonly string[] {
  const { suites = [] } = (report ?? {}) as { suites?: readonly PlaywrightSuite[] };
  const within = (suite: PlaywrightSuite): readonly string[] => [
    ...suite.specs.flatMap(({ file, title, tests }) => {
      const failed = tests.filter(({ status }) => status === "unexpected" || status === "flaky");
      const folders = foldersOf(failed);
      if (failed.length === 0) return [];
      return [`${file}: ${title}${folders.length === 0 ? "" : ` (see ${folders.join(", ")})`}`];
    }),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return suites.flatMap(within);
}

function foldersOf(tests: readonly PlaywrightTest[]): readonly string[] {
  const files = tests
    .flatMap(({ results }) => results)
    .flatMap(({ attachments }) => attachments)
    .flatMap(({ path }) => (path === undefined ? [] : [path]));
  return [...new Set(files.map((file) => relative(process.cwd(), dirname(file))))];
}
