import { setTimeout } from "node:timers/promises";
import { quantile } from "../bench/figures.ts";
import { launchKiosk } from "../e2e/kiosk.ts";
import { makeProfile, removeProfile } from "../e2e/profile.ts";
import { replaced } from "../e2e/replaced.ts";

/** How long the real kiosk took to replace its page, in milliseconds. */
export interface PageFigures {
  readonly median: number;
  /** Infinity: one was never replaced. */
  readonly worst: number;
}

/** By then the page has given its first sign of life: one that hangs before it has the 30 s of a page that loads. */
const settledMs = 1_000;

/** Lets the page of one kiosk crash or hang `times` times, each time when the one before is replaced. */
export async function replacePages(how: "crash" | "hang", times: number): Promise<PageFigures> {
  const profile = await makeProfile();
  const { app } = await launchKiosk(profile);
  try {
    const took: number[] = [];
    while (took.length < times && took.at(-1) !== Infinity) {
      await setTimeout(settledMs);
      took.push(await replaced(app, how));
    }
    return { median: quantile(took, 0.5), worst: Math.max(...took) };
  } finally {
    await app.close();
    await removeProfile(profile);
  }
}
