import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { WebContents } from "electron";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Slip } from "../core/domain/slip.ts";
import type { SlipPrinter } from "../core/ports/machine.ts";
import { papers, slipPage } from "./slip-page.ts";
import type { Paper } from "./slip-page.ts";
import { slipWords } from "./slip-words.ts";

/** A slip takes a second or so; a request waits no longer than this for one that fails. */
const patienceMs = 15_000;
const millimetresPerInch = 25.4;
const micronsPerMillimetre = 1_000;

/** The page has its own margins. */
const noMargins = { top: 0, right: 0, bottom: 0, left: 0 };

/** A hidden page for printing. */
export interface PaperWindow {
  /** Resolves when the page is loaded with its style and typeface. */
  load(): Promise<void>;
  readonly webContents: Pick<WebContents, "print" | "printToPDF">;
  destroy(): void;
}

/**
 * Prints slips on the system's printer `printer`, or, where it is null, into `folder` (made with mode 700) as PDF files
 * of mode 600. Each is drawn in a window of its own, which is destroyed afterwards.
 *
 * A printer that is unknown or refuses, a full disk and a page that isn't loaded in 15 s are `print-failed`;
 * `onFailure` gets the cause.
 */
export function makeSlipPrinter(options: {
  readonly printer: string | null;
  readonly paper: Paper;
  readonly folder: string;
  /** Path of the built `slip.html`. */
  readonly template: string;
  readonly open: (html: string) => PaperWindow;
  readonly onFailure: (reason: string) => void;
}): { readonly print: (slip: Slip) => ReturnType<SlipPrinter["print"]> } {
  const { printer, paper, folder } = options;
  const [width, height] = papers[paper];

  async function printInto(name: string, contents: PaperWindow["webContents"]): Promise<string> {
    const pageSize = { width: width / millimetresPerInch, height: height / millimetresPerInch };
    const pdf = await contents.printToPDF({ printBackground: true, pageSize, margins: noMargins });
    if (!existsSync(folder)) await mkdir(folder, { mode: 0o700 });
    return writeWhole(folder, name, pdf);
  }

  return {
    async print(slip) {
      try {
        const html = slipPage(await readFile(options.template, "utf8"), slipWords(slip), paper);
        const window = options.open(html);
        const work = async (): Promise<string | null> => {
          await window.load();
          if (printer === null) return printInto(slip.name, window.webContents);
          const pageSize = {
            width: width * micronsPerMillimetre,
            height: height * micronsPerMillimetre,
          };
          await printOn(window.webContents, { deviceName: printer, pageSize });
          return null;
        };
        const file = await inTime(work).finally(() => {
          window.destroy();
        });
        return ok({ file });
      } catch (error) {
        options.onFailure(error instanceof Error ? error.message : String(error));
        return refused("print-failed");
      }
    },
  };
}

function printOn(
  contents: PaperWindow["webContents"],
  wanted: Electron.WebContentsPrintOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const whole = { silent: true, printBackground: true, margins: { marginType: "none" } } as const;
    contents.print({ ...wanted, ...whole }, (success, reason) => {
      if (success) resolve();
      else reject(new Error(reason));
    });
  });
}

/** Answers the name of the new file; a file that could not be written completely is removed. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const file = `${name}.pdf`;
  const place = path.join(folder, file);
  try {
    await writeFile(place, bytes, { mode: 0o600 });
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
  return file;
}

async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Nothing after ${String(patienceMs)} ms`));
    }, patienceMs);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
