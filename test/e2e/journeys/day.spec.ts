import { sample } from "../../soak/day-figures.ts";
import { startDayKiosk } from "../../soak/day-kiosk.ts";
import { simulatedDay } from "../../soak/day.ts";
import { expect, test } from "../fixtures.ts";

test("a short day of customers, over the bridge and through the screens, loses nothing", async () => {
  const day = await simulatedDay({ hours: 1, bridgeJourneys: 1, screenJourneys: 1 });
  expect(day.losses).toEqual([]);
  expect(day.tried).toBe("1 h, 4 journeys (1 through the screens), 2 faults");
});

test("what a kiosk loses hold of is seen in its figures", async ({ profile }) => {
  const noServer = 1;
  const kiosk = await startDayKiosk(profile, noServer);
  const { app, page } = kiosk;
  try {
    const before = await sample(kiosk);
    await app.evaluate(() => {
      const { openSync } = process.getBuiltinModule("node:fs");
      const handles = Array.from({ length: 5 }, () => openSync("/dev/null", "r"));
      const rows = Array.from({ length: 200_000 }, (_, number) => ({ number }));
      Object.assign(globalThis, { lost: { handles, rows } });
    });
    await page.evaluate(() => {
      for (let number = 0; number < 2_000; number += 1) {
        const element = document.createElement("p");
        element.addEventListener("click", () => element.remove());
        document.body.append(element);
      }
      const rows = Array.from({ length: 200_000 }, (_, number) => ({ number }));
      Object.assign(window, { lost: rows });
    });
    const after = await sample(kiosk);
    const grown = (figure: string) => (after[figure] ?? NaN) - (before[figure] ?? NaN);
    expect(grown("main process, heap without compiled code")).toBeGreaterThan(3);
    expect(grown("main process, open handles")).toBeGreaterThanOrEqual(5);
    expect(grown("page, heap in use")).toBeGreaterThan(3);
    expect(grown("page, DOM nodes")).toBeGreaterThan(1_000);
    expect(grown("page, event listeners")).toBeGreaterThan(1_000);
    expect(grown("all processes, memory of their own")).toBeGreaterThan(6);
  } finally {
    await app.close();
  }
});
