import type { Page } from "@playwright/test";
import { median, ratioFigure } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { memoryOf, withBlank, withKiosk, withProfile } from "./windows.ts";

const pairs = 5;
const calls = 200;

/** Start, bridge call and memory of the kiosk's window against those of a blank one, opened in turn. */
export async function windowFigures(): Promise<readonly Figure[]> {
  const bundle: number[] = [];
  const kiosk = { ready: [] as number[], call: [] as number[], memory: [] as number[] };
  const blank = { ready: [] as number[], call: [] as number[], memory: [] as number[] };
  await withProfile(async (profile) => {
    await withKiosk(profile, async ({ page }) => {
      await page.getByRole("button", { name: "はじめる" }).waitFor();
    });
    for (let pair = 0; pair < pairs; pair += 1) {
      await withKiosk(profile, async ({ app, page, readyMs }) => {
        kiosk.ready.push(readyMs);
        bundle.push(await app.evaluate(bundleMs));
        await page.getByRole("button", { name: "はじめる" }).waitFor();
        kiosk.call.push(await callMs(page, "kiosk", "prolong"));
        kiosk.memory.push(await memoryOf(app));
      });
      await withBlank(profile, async ({ app, page, readyMs }) => {
        blank.ready.push(readyMs);
        blank.call.push(await callMs(page, "blank", "empty"));
        blank.memory.push(await memoryOf(app));
      });
    }
  });
  return [
    ratioFigure("window ready", "ms", kiosk.ready, blank.ready, "<= 1.3"),
    ratioFigure("of it: loading what opens the window", "ms", bundle, kiosk.ready, "-"),
    ratioFigure("bridge call", "ms", kiosk.call, blank.call, "-"),
    ratioFigure("memory (PSS, all processes)", "MB", kiosk.memory, blank.memory, "<= 1.3"),
  ];
}

/** How long the bundle that opens the running kiosk's window took to load; see main/boot.ts. */
function bundleMs(): number {
  const [measure] = performance.getEntriesByName("main bundle");
  if (measure === undefined) throw new Error("The kiosk did not measure its bundle");
  return measure.duration;
}

/** Median milliseconds of one call of a bridge verb, awaited in the page. */
async function callMs(page: Page, bridge: string, verb: string): Promise<number> {
  const samples = await page.evaluate(
    async ({ bridge, verb, calls }) => {
      const api = (
        globalThis as unknown as Record<string, Record<string, (r: object) => Promise<unknown>>>
      )[bridge];
      const call = api?.[verb];
      if (call === undefined) throw new Error(`no ${bridge}.${verb}`);
      const taken: number[] = [];
      for (let at = 0; at < calls; at += 1) {
        const started = performance.now();
        await call({});
        taken.push(performance.now() - started);
      }
      return taken;
    },
    { bridge, verb, calls },
  );
  return median(samples);
}
