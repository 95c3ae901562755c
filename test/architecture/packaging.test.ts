/** What the package of a kiosk is told, of which no running kiosk here can tell. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

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
