import type { ElectronApplication } from "@playwright/test";

/** How a page comes to an end: `blank`: it has gone elsewhere; `closed`: its window is gone. */
type End = "crash" | "hang" | "blank" | "closed";

/**
 * Lets the page of `app` end, waits for the one that takes its place at KWT001, and says how many milliseconds after it
 * that one was there; Infinity: not within two minutes. Playwright holds a crashed page for lost, so the main process is
 * asked.
 */
export function replaced(app: ElectronApplication, how: End): Promise<number> {
  return app.evaluate(async ({ BrowserWindow }, how) => {
    const contents = () => BrowserWindow.getAllWindows()[0]?.webContents;
    await contents()?.executeJavaScript("void Object.assign(window, { former: true })");
    const begun = performance.now();
    if (how === "crash") contents()?.forcefullyCrashRenderer();
    // As after a page's own window.close(), which in Electron asks no window.
    else if (how === "closed") BrowserWindow.getAllWindows()[0]?.destroy();
    // As after a page's own navigation, of which Electron tells nobody beforehand.
    else if (how === "blank") await contents()?.loadURL("about:blank");
    else await contents()?.executeJavaScript("void setTimeout(() => { for (;;); })");
    const isWhole = `document.readyState === "complete" && document.querySelector('[data-screen-id="KWT001"]') !== null`;
    const ask = `${isWhole} && !("former" in window)`;
    const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
    while (performance.now() - begun < 120_000) {
      // A page that is dying need not answer at all.
      const isThere: unknown = await Promise.race([
        contents()
          ?.executeJavaScript(ask)
          .catch(() => false),
        wait(200),
      ]);
      if (isThere === true) return Math.round(performance.now() - begun);
      await wait(20);
    }
    return Infinity;
  }, how);
}
