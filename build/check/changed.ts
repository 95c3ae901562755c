/** What was changed in a checkout, and which of it each check looks at. */
import { execFileSync } from "node:child_process";

/** What changed since `base`, as paths from the checkout's root. */
interface Changed {
  readonly base: string;
  readonly files: readonly string[];
}

/** The branches that work is merged into, the first of them that is there. */
const TRUNKS = ["main", "master", "origin/main", "origin/master"];

/** The branch among `refs` that others are merged into; `null` where there is none. */
export function trunkAmong(refs: readonly string[]): string | null {
  return TRUNKS.find((trunk) => refs.includes(trunk)) ?? null;
}

/**
 * The files of the checkout `folder` that differ from `since`: committed, staged, in the work tree and untracked ones,
 * without those that are gone. Where nothing is stated they are compared with the point at which this branch left
 * the main one, which on the main branch itself is the last commit. Throws outside of a checkout.
 */
export function changedFiles(folder: string, since?: string): Changed {
  const git = (...rest: string[]): string =>
    execFileSync("git", rest, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const base = since ?? mergeBase(git) ?? "HEAD";
  const listed = [
    git("diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", base, "--"),
    git("ls-files", "--others", "--exclude-standard", "-z"),
  ];
  const files = listed.flatMap((list) => list.split("\0")).filter((file) => file !== "");
  return { base: git("rev-parse", "--short", "--verify", base).trim(), files: files.toSorted() };
}

function mergeBase(git: (...rest: string[]) => string): string | null {
  const refs = git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes");
  const trunk = trunkAmong(refs.split("\n"));
  if (trunk === null) return null;
  try {
    return git("merge-base", "HEAD", trunk).trim();
  } catch {
    return null; // a history without a common beginning, as a shallow one
  }
}

/** What ESLint has rules for. */
export const lintable = (file: string): boolean => /\.(?:ts|vue|js|cjs)$/.test(file);

/** What can make a type wrong somewhere. */
export const typed = (file: string): boolean => /\.(?:ts|vue|json)$/.test(file);

/**
 * What a test can import. Of a changed manifest or a changed setting of the tests Vitest says that it touches every
 * test, which is true and takes minutes.
 */
export const importable = (file: string): boolean =>
  /\.(?:ts|vue|json|css)$/.test(file) &&
  !/^package(?:-lock)?\.json$/.test(file) &&
  !file.endsWith(".config.ts");
