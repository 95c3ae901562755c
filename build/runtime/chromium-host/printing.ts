import type { PrintToPDFOptions, WebContents } from "electron";
import type { Session } from "./cdp.ts";
import { missing } from "./implemented.ts";

const OPTIONS = [
  "margins",
  "pageSize",
  "preferCSSPageSize",
  "printBackground",
] satisfies (keyof PrintToPDFOptions)[];
/** Electron's defaults, in inches. */
const LETTER = { width: 8.5, height: 11 };
const CENTIMETRE = 0.4;

/** Chromium's command for what the app has asked for; throws for what would have no effect here. */
function toPdf(options: PrintToPDFOptions) {
  for (const key of Object.keys(options)) {
    if (!(OPTIONS as string[]).includes(key)) throw missing(`webContents.printToPDF ${key}`);
  }
  const { margins = {}, pageSize = LETTER } = options;
  if (typeof pageSize === "string") throw missing(`webContents.printToPDF pageSize "${pageSize}"`);
  const { top, right, bottom, left } = margins;
  return {
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    paperWidth: pageSize.width,
    paperHeight: pageSize.height,
    marginTop: top ?? CENTIMETRE,
    marginRight: right ?? CENTIMETRE,
    marginBottom: bottom ?? CENTIMETRE,
    marginLeft: left ?? CENTIMETRE,
  };
}

/** Printing of the page that `attached` will speak to. Chromium can't be asked from outside for the system's printers, so there are none. */
export function makePrinting(
  attached: Promise<Session>,
): Pick<WebContents, "print" | "printToPDF" | "getPrintersAsync"> {
  return {
    async printToPDF(options) {
      const wanted = toPdf(options);
      const { data } = await (await attached).send("Page.printToPDF", wanted);
      return Buffer.from(data, "base64");
    },
    print(options = {}, callback = () => undefined) {
      if (!options.silent) throw missing("webContents.print with a dialog");
      const named = options.deviceName !== undefined && options.deviceName !== "";
      const reason = named ? "Invalid deviceName provided" : "No printers available on the network";
      setImmediate(callback, false, reason);
    },
    getPrintersAsync: () => Promise.resolve([]),
  };
}
