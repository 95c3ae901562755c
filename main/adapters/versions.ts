import manifest from "../../package.json" with { type: "json" };

/** Versions of the kiosk and of the runtimes of this process; null: the process has no such runtime. */
export function versionsHere(): {
  readonly kiosk: string;
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly node: string;
  readonly sqlite: string;
} {
  // Node's types promise versions that only Electron has.
  const versions: Partial<NodeJS.ProcessVersions> = process.versions;
  const { electron = null, chrome = null, node = "", sqlite = "" } = versions;
  return { kiosk: manifest.version, electron, chromium: chrome, node, sqlite };
}
