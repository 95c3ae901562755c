import { once } from "node:events";
import type { EventEmitter } from "node:events";
import type { Session } from "./cdp.ts";

/** Emits `stage`: the name of a stage of Chromium's life cycle and the id of the load it belongs to. */
export type Stages = EventEmitter<{ stage: [name: string, loader: string] }>;

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
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

/** Electron's error of a load that failed. */
export class LoadError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly url: string;

  /** `text` is Chromium's, `net::ERR_…`. */
  constructor(text: string, url: string) {
    const code = /ERR_[A-Z_]+/.exec(text)?.[0] ?? "ERR_FAILED";
    const errno = NUMBERS[code] ?? -2;
    super(`${code} (${errno}) loading '${url}'`);
    this.code = code;
    this.errno = errno;
    this.url = url;
  }
}

/**
 * Loads `pageUrl` and waits for its load event.
 * Rejects with a LoadError, which names the address by which the app knows it: `url`.
 */
export async function loadPage(
  session: Session,
  stages: Stages,
  pageUrl: string,
  url: string,
): Promise<void> {
  const loaded = new Set<string>();
  const note = (stage: string, loader: string) => stage === "load" && loaded.add(loader);
  stages.on("stage", note);
  try {
    const answer = await session.send("Page.navigate", { url: pageUrl }).catch((error: unknown) => {
      throw new LoadError(String(error), url);
    });
    if (answer.errorText) throw new LoadError(answer.errorText, url);
    // Without a loader it was a move within the document.
    while (answer.loaderId !== undefined && !loaded.has(answer.loaderId)) {
      const [stage, loader] = (await once(stages, "stage")) as [string, string];
      if (stage === "gone") throw new LoadError("ERR_FAILED", url);
      if (stage === "init" && loader !== answer.loaderId) throw new LoadError("ERR_ABORTED", url);
    }
  } finally {
    stages.off("stage", note);
  }
}
