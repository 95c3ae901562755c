import type { Contents } from "./frames.ts";
import { rules } from "./session.ts";

/** A request as the app is asked about it. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly resourceType: Electron.OnBeforeRequestListenerDetails["resourceType"];
  readonly contents: Contents | undefined;
}

let count = 0;

function detailsOf({ contents, ...asked }: Asked) {
  count += 1;
  const page = contents && {
    webContentsId: contents.id,
    webContents: contents.api,
    frame: contents.api.mainFrame,
  };
  return { ...asked, ...page, id: count, timestamp: Date.now(), referrer: "", uploadData: [] };
}

/** The app's word on a request that is about to leave a page: to cancel it, or not. */
export async function askApp(asked: Asked): Promise<Electron.CallbackResponse> {
  const { promise, resolve } = Promise.withResolvers<Electron.CallbackResponse>();
  if (rules.beforeRequest) rules.beforeRequest(detailsOf(asked), resolve);
  else resolve({});
  return promise;
}
