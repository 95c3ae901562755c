import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { sizes } from "../e2e/sizes.ts";
import { launchOptions } from "../gallery/browser.ts";
import { customerCases } from "../gallery/cases/all.ts";
import { languages } from "../gallery/languages.ts";
import { themes } from "../gallery/page/setting.ts";
import { buildGallery, serveGallery } from "../gallery/serve.ts";
import { screensPage } from "./screens-page.ts";
import type { ScreenPicture } from "./screens-page.ts";

/** A busy machine takes its time for each page. */
const patienceMs = 300_000;

const shown = customerCases.filter(({ main }) => main === true);

/** Leaves every screen of a customer's in every language and theme in `folder`, with `index.html`; answers how many. */
export async function pictureScreens(folder: string): Promise<number> {
  await buildGallery();
  const { address, close } = await serveGallery();
  const browser = await chromium.launch(launchOptions);
  await mkdir(folder, { recursive: true });
  const waiting = [...shown];
  const work = async (): Promise<readonly ScreenPicture[]> => {
    const made: ScreenPicture[] = [];
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      made.push(...(await picturesOf(each, browser, address, folder)));
    }
    return made;
  };
  try {
    const made = (await Promise.all([work(), work()])).flat();
    await writeFile(path.join(folder, "index.html"), screensPage(made));
    return made.length;
  } finally {
    await browser.close();
    await close();
  }
}

async function picturesOf(
  { id, what }: (typeof shown)[number],
  browser: Browser,
  address: string,
  folder: string,
): Promise<readonly ScreenPicture[]> {
  const page = await browser.newPage({ viewport: sizes[0] });
  page.setDefaultTimeout(patienceMs);
  await page.goto(address);
  const made: ScreenPicture[] = [];
  for (const language of languages) {
    await page.evaluate(async (asked) => window.gallery.show(asked.id, asked.setting), {
      id,
      setting: { theme: "standard", language } as const,
    });
    for (const theme of themes) {
      await page.evaluate(async (asked) => window.gallery.choose(asked), { theme, language });
      const file = `${id}-${language}-${theme}.jpg`;
      await page.screenshot({ path: path.join(folder, file), type: "jpeg", quality: 80 });
      made.push({ id, what, language, theme, file });
    }
  }
  await page.close();
  return made;
}
