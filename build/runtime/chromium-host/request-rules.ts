import type { HeadersReceivedResponse } from "electron";
import type { Contents } from "./frames.ts";
import { rules } from "./session.ts";

export type HeaderLists = Record<string, string[]>;

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

/** The app's word on a request that is about to leave a page: to cancel it, or another address. */
export async function askApp(asked: Asked): Promise<Electron.CallbackResponse> {
  const { promise, resolve } = Promise.withResolvers<Electron.CallbackResponse>();
  if (rules.beforeRequest) rules.beforeRequest(detailsOf(asked), resolve);
  else resolve({});
  return promise;
}

/** The headers that the app wants a page to see instead of these; null when it cancels the answer. */
export async function askAboutHeaders(
  asked: Asked,
  statusCode: number,
  headers: HeaderLists,
): Promise<HeaderLists | null> {
  const { promise, resolve } = Promise.withResolvers<HeadersReceivedResponse>();
  const seen = { statusCode, statusLine: `HTTP/1.1 ${statusCode}`, responseHeaders: headers };
  if (rules.headersReceived) rules.headersReceived({ ...detailsOf(asked), ...seen }, resolve);
  else resolve({});
  const { cancel, responseHeaders = headers } = await promise;
  if (cancel) return null;
  return Object.fromEntries(
    Object.entries(responseHeaders).map(([name, values]) => [name, [values].flat()]),
  );
}
