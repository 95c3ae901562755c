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
  const { width, height } = pageSize;
  if (typeof width !== "number" || typeof height !== "number") {
    throw new TypeError("width and height properties are required for pageSize");
  }
  if (Math.max(top ?? 0, bottom ?? 0) > height || Math.max(left ?? 0, right ?? 0) > width) {
    throw new Error("margins must be less than or equal to pageSize");
  }
  return {
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    paperWidth: width,
    paperHeight: height,
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
  // One at a time, as in Electron's lib/browser/print-to-pdf.ts; Chromium refuses the second.
  let last: Promise<unknown> = Promise.resolve();
  return {
    async printToPDF(options) {
      const wanted = toPdf(options);
      const next = last.then(async () => (await attached).send("Page.printToPDF", wanted));
      last = next.catch(() => undefined);
      return Buffer.from((await next).data, "base64");
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
