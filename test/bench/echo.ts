import type { Locator, Page } from "@playwright/test";

/**
 * Milliseconds from each real press of one of `keys` in turn (the event's own time stamp) to the first task after
 * the frame that painted its echo.
 */
export async function pressToPaint(
  page: Page,
  keys: readonly Locator[],
  presses: number,
): Promise<number[]> {
  await page.evaluate(() => {
    const samples: number[] = [];
    Object.assign(globalThis, { echoSamples: samples });
    addEventListener(
      "click",
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => samples.push(performance.now() - event.timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let press = 0; press < presses; press += 1) await keys[press % keys.length]?.click();
  await page.waitForTimeout(100);
  return page.evaluate(() => (globalThis as unknown as { echoSamples: number[] }).echoSamples);
}
