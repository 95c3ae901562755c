import { randomUUID } from "node:crypto";
import { BrowserWindow } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { hardPreferences } from "./hardening.ts";
import type { PaperWindow } from "./slip-printer.ts";

/**
 * A window that is never shown, with the page `html`. It has no preload, so no bridge, and runs no script. The page stands
 * in `papers` at an address that nobody can guess, as long as the window is there.
 */
export function openPaperWindow(html: string, papers: Map<string, string>): PaperWindow {
  // Beside the pages of the folder, so that their style sheets are found.
  const address = `${appOrigin}/paper-${randomUUID()}.html`;
  papers.set(address, html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...hardPreferences, javascript: false, devTools: false },
  });
  window.once("closed", () => papers.delete(address));
  return {
    load: () => window.loadURL(address),
    webContents: window.webContents,
    destroy: () => {
      window.destroy();
    },
  };
}
