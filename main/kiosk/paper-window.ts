import { randomUUID } from "node:crypto";
import { BrowserWindow } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { hardPreferences } from "./hardening.ts";
import type { PaperWindow } from "./slip-printer.ts";

/**
 * Settles when the page's typeface is loaded, as far as its words need it. Printing doesn't wait for it, and a hidden
 * page may not have been laid out, before which no typeface is requested: reading a size forces the layout.
 */
const typeface = "document.body.getBoundingClientRect(); document.fonts.ready.then(() => true)";

/**
 * A hidden window with the page `html`. It has no preload, so no bridge, and the page's policy lets no script of its
 * own run; scripts are enabled only because Electron otherwise answers no question about the page. The page is in
 * `papers` at an address that can't be guessed, for the lifetime of the window.
 */
export function openPaperWindow(html: string, papers: Map<string, string>): PaperWindow {
  // The address is beside the pages of the folder, so that their style sheets are found.
  const address = `${appOrigin}/paper-${randomUUID()}.html`;
  papers.set(address, html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...hardPreferences, devTools: false },
  });
  window.once("closed", () => papers.delete(address));
  return {
    async load() {
      await window.loadURL(address);
      await window.webContents.executeJavaScript(typeface);
    },
    webContents: window.webContents,
    destroy: () => {
      window.destroy();
    },
  };
}
