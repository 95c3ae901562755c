import type { ElectronApplication } from "@playwright/test";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";

/** Asks over the bridge of the page that is there now, also of one that has replaced another. */
export async function askPage<V extends Verb>(
  app: ElectronApplication,
  verb: V,
  request: Request<V>,
): Promise<Answer<V>> {
  // As text: an object that a debugger is answered with stays in the page's memory.
  const code = `window.kiosk.${verb}(${JSON.stringify(request)}).then(JSON.stringify)`;
  const text = await app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<string>,
    code,
  );
  return JSON.parse(text) as Answer<V>;
}
