import type { DownloadItem } from "electron";
import { browser } from "./browser.ts";
import { placeOf } from "./frames.ts";
import { implemented, missing, preventable } from "./implemented.ts";
import { toApp } from "./protocol.ts";
import { sessionEvents } from "./session.ts";

/** Tells the app about each download, which then is refused: nothing is ever written to a disk. */
export function refuseDownloads(): void {
  const { send, on } = browser();
  on("Browser.downloadWillBegin", ({ guid, url, suggestedFilename, frameId }) => {
    const { event, isPrevented } = preventable("will-download");
    const item = implemented<DownloadItem>("DownloadItem", {
      getURL: () => toApp(url),
      getFilename: () => suggestedFilename,
    });
    sessionEvents.emit("will-download", event, item, placeOf(frameId)?.contents.api);
    if (!isPrevented()) console.error(missing("download that is not prevented").message);
    void send("Browser.cancelDownload", { guid });
  });
  void send("Browser.setDownloadBehavior", { behavior: "deny", eventsEnabled: true });
}
