import type { BankDatabase } from "./bank-database.ts";
import type { Kiosk } from "./kiosk.ts";

/** A kiosk that is handed on from journey to journey. */
export interface LastingKiosk extends Kiosk {
  /**
   * Leaves it as if it had just started: nobody is signed in, its page was loaded anew, and its time has passed to the
   * beginning of a time step, as that of a new one.
   */
  beginAnew(): Promise<void>;
}

const secondsPerStep = 60;

/** Takes the time of a kiosk into one's hand, and its page; in a network, the time of its `bank`, too. */
export async function lastingKiosk(
  { app, page, now }: Kiosk,
  bank?: Pick<BankDatabase, "putAhead">,
): Promise<LastingKiosk> {
  await app.evaluate(() => {
    const hand = { aheadMs: 0 };
    const [clock, monotonicClock] = [Date.now, performance.now.bind(performance)];
    Date.now = () => clock() + hand.aheadMs;
    performance.now = () => monotonicClock() + hand.aheadMs;
    // The time that nobody sets, as the kiosk reads it: time that has passed is no jump of the clock.
    const os = process.getBuiltinModule("node:os");
    const uptime = os.uptime;
    os.uptime = () => uptime() + hand.aheadMs / 1_000;
    Object.assign(globalThis, { hand });
  });
  let ahead = 0;
  const nowAhead = () => now() + ahead;
  return {
    ...{ app, page, now: nowAhead },
    async beginAnew() {
      await page.evaluate(() =>
        Promise.all([window.kiosk.signOut({}), window.kiosk.staffSignOut({})]),
      );
      ahead += secondsPerStep - (nowAhead() % secondsPerStep);
      await bank?.putAhead(nowAhead() - Math.floor(Date.now() / 1_000));
      await app.evaluate(({ BrowserWindow }, aheadMs) => {
        Object.assign(Reflect.get(globalThis, "hand") as object, { aheadMs });
        // Were it asked meanwhile, a page that loads slowly on a busy machine would be held for one that hangs.
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents === undefined) throw new Error("The kiosk has no window");
        const ask = contents.executeJavaScript;
        contents.executeJavaScript = () => Promise.resolve(true);
        Object.assign(globalThis, {
          askAgain: () => {
            contents.executeJavaScript = ask;
          },
        });
      }, ahead * 1_000);
      await page.reload();
      await page.locator('main[data-screen-id="KWT001"]').waitFor();
      await app.evaluate(() => {
        (Reflect.get(globalThis, "askAgain") as () => void)();
      });
    },
  };
}
