import type { BrowserWindowConstructorOptions, WebPreferences } from "electron";
import { missing } from "./implemented.ts";

const OPTIONS = [
  "x",
  "y",
  "width",
  "height",
  "kiosk",
  "fullscreen",
  "frame",
  "show",
  "backgroundColor",
  "title",
  "icon",
  "autoHideMenuBar",
] satisfies (keyof BrowserWindowConstructorOptions)[];

/** The values with which Chromium does what Electron would. */
const PREFERENCES = {
  sandbox: [true],
  contextIsolation: [true],
  nodeIntegration: [false],
  nodeIntegrationInWorker: [false],
  nodeIntegrationInSubFrames: [false],
  webSecurity: [true],
  allowRunningInsecureContent: [false],
  experimentalFeatures: [false],
  webviewTag: [false],
  navigateOnDragDrop: [false],
  spellcheck: [false],
  // Nothing can open them from the app, and on a developer's desk the keys for them do no harm.
  devTools: [true, false],
  disableDialogs: [true, false],
  javascript: [true, false],
} satisfies { [Key in keyof WebPreferences]: WebPreferences[Key][] };

/** Throws for the first option or preference that would have no effect here, or another one. */
export function checkOptions({
  webPreferences = {},
  ...options
}: BrowserWindowConstructorOptions): void {
  for (const [key, value] of Object.entries(options) as [string, unknown][]) {
    if (value !== undefined && !(OPTIONS as string[]).includes(key)) {
      throw missing(`BrowserWindow options.${key}`);
    }
  }
  for (const [key, value] of Object.entries(webPreferences) as [string, unknown][]) {
    const known = (PREFERENCES as Record<string, unknown[]>)[key];
    if (key === "preload" || value === undefined) continue;
    if (!known) throw missing(`webPreferences.${key}`);
    if (!known.includes(value)) throw missing(`webPreferences.${key} = ${JSON.stringify(value)}`);
  }
}
