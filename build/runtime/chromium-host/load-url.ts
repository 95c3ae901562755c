import type { EventEmitter } from "node:events";

/** Numbers of Chromium's net_error_list.h for the errors that a load of the kiosk can meet. */
const NUMBERS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_UNSAFE_PORT: -312,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

/** The code and number of a failure in Chromium's words, `net::ERR_…`. */
export function netError(text: string): { readonly code: string; readonly errno: number } {
  const code = /ERR_[A-Z_]+/.exec(text)?.[0] ?? "ERR_FAILED";
  return { code, errno: NUMBERS[code] ?? -2 };
}

function loadError({ code, errno }: ReturnType<typeof netError>, url: string): Error {
  const error = new Error(`${code} (${errno}) loading '${url.slice(0, 2048)}'`);
  return Object.assign(error, { errno, code, url });
}

/**
 * The next load of a page: Electron's own `_awaitNextLoad` of lib/browser/api/web-contents.ts, on the same
 * events. To be called before the load starts.
 */
async function nextLoad(events: EventEmitter, wanted: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  let failure: Error | undefined;
  let isStarted = false;
  let isInPage = false;
  const finish = () => {
    if (failure) reject(failure);
    else resolve(undefined);
  };
  const listeners: Record<string, (...args: unknown[]) => void> = {
    "did-finish-load": finish,
    "did-fail-load": (_event, errno, code, url, isMainFrame) => {
      if (isMainFrame) {
        failure ??= loadError({ errno: errno as number, code: code as string }, url as string);
        if (!isStarted) finish();
      }
    },
    "did-navigate-in-page": () => {
      if (!isInPage) finish();
    },
    "did-start-navigation": (_event, url, isSameDocument, isMainFrame) => {
      if (!isMainFrame) return;
      if (isStarted && !isSameDocument) {
        reject(loadError(netError("ERR_ABORTED"), url as string));
        return;
      }
      isInPage = isStarted && Boolean(isSameDocument);
      isStarted = true;
    },
    "did-stop-loading": () => {
      failure ??= loadError(netError("ERR_FAILED"), wanted);
      finish();
    },
  };
  listeners["destroyed"] = listeners["did-stop-loading"] ?? finish;
  for (const [name, listener] of Object.entries(listeners)) events.on(name, listener);
  try {
    await promise;
  } finally {
    for (const [name, listener] of Object.entries(listeners)) events.off(name, listener);
  }
}

/**
 * `webContents.loadURL`. Electron's loads begin while they are called; here each waits until the one before has begun,
 * which it then overtakes. Who does not await it hears nothing of its failure, as in Electron.
 * @param begin resolves when the load of an address has begun
 */
export function makeLoadUrl(
  events: EventEmitter,
  begin: (url: string) => Promise<void>,
): (url: string) => Promise<void> {
  let begun = Promise.resolve();
  return (url) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const loaded = begun.then(() => {
      const answer = nextLoad(events, url);
      begin(url).then(() => {
        resolve(undefined);
      }, resolve);
      return answer;
    });
    begun = promise;
    loaded.catch(() => undefined);
    return loaded;
  };
}
