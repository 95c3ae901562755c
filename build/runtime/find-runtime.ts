import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const electronFolder = path.join(root, "node_modules/electron");
const standIn = path.join(import.meta.dirname, "chromium-host/kiosk-chromium");
/** Remembers that Electron's release could not be fetched, so that only one command a day waits for it. */
const memory = path.join(root, "node_modules/.cache/kiosk-runtime.json");
const memoryMs = 24 * 60 * 60 * 1000;
const checkMs = 2_000;
const downloadMs = 10 * 60_000;

/** What runs the app on this machine, and why. */
export interface Runtime {
  readonly kind: "electron" | "stand-in";
  /** Absolute; to be started as `EXECUTABLE [flags] PROJECT_ROOT`. */
  readonly executablePath: string;
  readonly reason: string;
}

/**
 * Chooses Electron's own binary when it is installed or can be downloaded, else the Chromium stand-in.
 *
 * The download is tried only after a connection check of at most 2 s, and not again for a day after a
 * failure. `KIOSK_RUNTIME=stand-in` takes the stand-in without looking, `KIOSK_RUNTIME=electron` tries the
 * download whatever is remembered. Nothing here loads the package `electron` into this process, since
 * that would download on its own.
 */
export async function findRuntime(): Promise<Runtime> {
  const wish = process.env["KIOSK_RUNTIME"];
  if (wish === "stand-in") return useStandIn("KIOSK_RUNTIME asks for it");
  const installed = installedElectron();
  if (installed !== null) return useElectron(installed, "its binary is installed");
  if (wish !== "electron") {
    const failure = rememberedFailure();
    if (failure !== null) return useStandIn(failure);
  }
  const failure = fetchElectron();
  const fetched = installedElectron();
  if (fetched !== null) return useElectron(fetched, "its binary has been downloaded");
  if (wish !== "electron") remember(failure);
  return useStandIn(failure);
}

const useStandIn = (why: string): Runtime => ({
  kind: "stand-in",
  executablePath: standIn,
  reason: `The Chromium stand-in runs the app: ${why}`,
});

const useElectron = (executablePath: string, why: string): Runtime => ({
  kind: "electron",
  executablePath,
  reason: `Electron runs the app: ${why}`,
});

/** Where electron's package keeps its binary; null when it isn't there, or is another version's. */
function installedElectron(): string | null {
  const own = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  const dist = own || path.join(electronFolder, "dist");
  const binary = path.join(dist, read(path.join(electronFolder, "path.txt")) ?? "electron");
  if (!existsSync(binary)) return null;
  const version = read(path.join(dist, "version"))?.replace(/^v/, "");
  return own || version === electronVersion() ? binary : null;
}

function electronVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(electronFolder, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** Lets electron's own installer download; returns why that failed, if it did. */
function fetchElectron(): string {
  const scratch = mkdtempSync(path.join(tmpdir(), "kiosk-runtime-"));
  const check = spawnSync(process.execPath, [path.join(import.meta.dirname, "check-release.ts")], {
    cwd: electronFolder,
    env: { ...process.env, TMPDIR: scratch },
    timeout: checkMs,
    killSignal: "SIGKILL",
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  rmSync(scratch, { recursive: true, force: true });
  if (check.status !== 0) {
    return `Electron's release can't be reached (${check.stderr.trim() || `no answer in ${checkMs / 1000} s`})`;
  }
  console.error(`Downloading Electron ${electronVersion()} …`);
  const install = spawnSync(process.execPath, [path.join(electronFolder, "install.js")], {
    timeout: downloadMs,
    stdio: ["ignore", 2, 2],
  });
  return `the download of Electron ended with ${install.status ?? install.signal}`;
}

function rememberedFailure(): string | null {
  const text = read(memory);
  if (text === null) return null;
  const { version, at, failure } = JSON.parse(text) as Record<string, string>;
  const age = Date.now() - Date.parse(at ?? "");
  return version === electronVersion() && age >= 0 && age < memoryMs
    ? `${failure}, tried ${at}`
    : null;
}

function remember(failure: string): void {
  mkdirSync(path.dirname(memory), { recursive: true });
  const at = new Date().toISOString();
  writeFileSync(memory, JSON.stringify({ version: electronVersion(), at, failure }));
}

function read(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

if (import.meta.main) console.log((await findRuntime()).executablePath);
