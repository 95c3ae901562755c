/** What the package of a kiosk is told, of which no running kiosk here can tell. */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, matchesGlob } from "node:path";
import { expect, onTestFinished, test } from "vitest";
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
    // Its key would be asked of the desktop's keyring, which may ask for its password over the kiosk.
    enableCookieEncryption: false,
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

test("the Debian package names all that the kiosk needs: electron-builder's own list, and what that lacks", () => {
  const { deb, allowMissingDependencies } = parse(readFileSync("electron-builder.yml", "utf8")) as {
    deb: { depends: string[]; recommends: string[] };
    allowMissingDependencies: boolean;
  };
  const source = readFileSync("node_modules/app-builder-lib/out/targets/FpmTarget.js", "utf8");
  const [, list = "[]"] = /case "deb":\s+return (\["libgtk[^\]]*\])/.exec(source) ?? [];
  const defaults = JSON.parse(list) as string[];
  expect(defaults).toHaveLength(9);
  const further = ["libasound2 | libasound2t64", "libgbm1", "dbus-bin"];
  expect(deb.depends.toSorted()).toEqual([...defaults, ...further].sort());
  expect(deb.recommends).toEqual(["gnome-keyring", "speech-dispatcher", "libspeechd2"]);
  expect(allowMissingDependencies).toBe(false);
});

test("installing gives chrome-sandbox its set-user-ID bit, whatever root may, and the program its place in the path", () => {
  const { deb, linux, productName } = parse(readFileSync("electron-builder.yml", "utf8")) as {
    deb: { afterInstall: string };
    linux: { executableName: string };
    productName: string;
  };
  const root = mkdtempSync(join(tmpdir(), "installed-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const kiosk = join(root, "opt", productName);
  for (const folder of [kiosk, join(root, "usr/bin"), join(root, "programs")]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const name of ["chrome-sandbox", linux.executableName]) {
    writeFileSync(join(kiosk, name), "", { mode: 0o755 });
  }
  // Neither of this machine is to be changed; where there is no update-alternatives a link does.
  for (const [name, code] of Object.entries({ "update-alternatives": 1, apparmor_status: 1 })) {
    writeFileSync(join(root, "programs", name), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
  }
  const macros: Record<string, string> = {
    sanitizedProductName: productName,
    executable: linux.executableName,
  };
  const script = readFileSync(deb.afterInstall, "utf8")
    .replaceAll(/\$\{([a-zA-Z]+)\}/g, (_, name: string) => macros[name] ?? "no such macro")
    .replaceAll(/'\/(?=opt|usr|etc)/g, `'${root}/`)
    .replaceAll("/usr/share/applications", join(root, "usr"));
  const env = { ...process.env, PATH: `${join(root, "programs")}:${process.env["PATH"] ?? ""}` };
  for (let times = 0; times < 2; times += 1) execFileSync("/bin/sh", ["-c", script], { env });
  expect(statSync(join(kiosk, "chrome-sandbox")).mode & 0o7777).toBe(0o4755);
  expect(readlinkSync(join(root, "usr/bin", linux.executableName))).toBe(
    join(kiosk, linux.executableName),
  );
});

test("the desktop knows the kiosk's window by the entry that the package installs", () => {
  const { linux } = parse(readFileSync("electron-builder.yml", "utf8")) as {
    linux: { executableName: string; syncDesktopName: boolean };
  };
  const { desktopName } = JSON.parse(readFileSync("package.json", "utf8")) as {
    desktopName: string;
  };
  expect(desktopName).toBe(`${linux.executableName}.desktop`);
  expect(linux.syncDesktopName).toBe(true);
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
