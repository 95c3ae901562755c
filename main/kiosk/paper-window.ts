import { randomUUID } from "node:crypto";
import { BrowserWindow } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { hardPreferences } from "./hardening.ts";
import type { PaperWindow } from "./slip-printer.ts";

/**
 * Settles when the page's typeface is there, as far as its words need it. Printing doesn't wait for it, and a page that
 * nobody sees may not have been laid out, before which no typeface is asked for: to ask for a size lays it out.
 */
const typeface = "document.body.getBoundingClientRect(); document.fonts.ready.then(() => true)";

/**
 * A window that is never shown, with the page `html`. It has no preload, so no bridge, and the page's policy lets no
 * script of its own run; scripts are on only because Electron else answers no question about the page. The page stands
 * in `papers` at an address that nobody can guess, as long as the window is there.
 */
export function openPaperWindow(html: string, papers: Map<string, string>): PaperWindow {
  // Beside the pages of the folder, so that their style sheets are found.
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
