/** What the package of a kiosk is told, of which no running kiosk here can tell. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { leftOutside } from "../../build/vite.config.ts";

test("every fuse that electron-builder knows is stated (19 of Electron's security checklist)", () => {
  const { electronFuses } = parse(readFileSync("electron-builder.yml", "utf8")) as {
    electronFuses: Record<string, boolean>;
  };
  const schema = JSON.parse(readFileSync("node_modules/app-builder-lib/scheme.json", "utf8")) as {
    definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
  };
  const known = Object.keys(schema.definitions.FuseOptionsV1.properties);
  const macOnly = "resetAdHocDarwinSignature";
  expect(Object.keys(electronFuses).sort()).toEqual(
    known.filter((name) => name !== macOnly).sort(),
  );
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test("the package has the kiosk's bundles, its commands and its unit, and no Node of npm's", () => {
  const { files, deb } = parse(readFileSync("electron-builder.yml", "utf8")) as {
    files: readonly string[];
    deb: { fpm: readonly string[] };
  };
  // Production packages come along unless a rule takes them out; the last rule that fits decides.
  const isPacked = (file: string): boolean =>
    files.reduce((isIn, rule) => {
      if (rule.startsWith("!")) return isIn && !matchesGlob(file, rule.slice(1));
      return isIn || matchesGlob(file, rule);
    }, file.startsWith("node_modules/"));
  for (const name of Object.keys(leftOutside)) {
    expect(isPacked(`dist/${name}/index.cjs`), name).toBe(true);
    expect(isPacked(`dist/${name}/index.cjs.map`), name).toBe(false);
  }
  expect(isPacked("node_modules/@node-rs/argon2/index.js")).toBe(true);
  expect(isPacked("build/runtime/chromium-host/main.ts")).toBe(false);
  const { optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    optionalDependencies: Record<string, string>;
  };
  for (const name of Object.keys(optionalDependencies)) {
    expect(isPacked(`node_modules/${name}/bin/node`), name).toBe(false);
  }

  const installed = new Map(
    deb.fpm.map((entry) => entry.split("=").toReversed() as [string, string]),
  );
  expect([...installed.keys()]).toEqual([
    "/usr/lib/systemd/user/otp-enrolment-kiosk.service",
    "/usr/bin/otp-enrolment-kiosk-cli",
  ]);
  const launcher = installed.get("/usr/bin/otp-enrolment-kiosk-cli") ?? "";
  expect(statSync(launcher).mode & 0o111).toBe(0o111);
});

test("no source asks for what the checklist forbids (10, 11, 15, 18)", () => {
  const forbidden =
    /enableBlinkFeatures\s*:|allowpopups|<webview|\bopenExternal\b|\bshell\s*[,}].*from "electron"|loadFile\(|["'`]file:/;
  const sources = ["main", "preload", "renderer"]
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(?:ts|vue|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => forbidden.test(readFileSync(file, "utf8")))).toEqual([]);
  for (const line of ['import { app, shell } from "electron";', 'window.loadURL("file:///x")']) {
    expect(line).toMatch(forbidden);
  }
});
