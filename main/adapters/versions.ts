import manifest from "../../package.json" with { type: "json" };

/** Versions of the kiosk and of what this process runs on; null: that isn't part of it. */
export function versionsHere(): {
  readonly kiosk: string;
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly node: string;
  readonly sqlite: string;
} {
  // Node's types promise what only Electron has.
  const versions: Partial<NodeJS.ProcessVersions> = process.versions;
  const { electron = null, chrome = null, node = "", sqlite = "" } = versions;
  return { kiosk: manifest.version, electron, chromium: chrome, node, sqlite };
}
