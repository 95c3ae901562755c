import type { DownloadItem } from "electron";
import { browser } from "./browser.ts";
import { allowHost } from "./gate.ts";
import { implemented, preventable } from "./implemented.ts";
import { handlerOf, headerToPage, toApp, toPage } from "./protocol.ts";
import {
  applyPermissions,
  defaultSession,
  rules,
  sessionEvents,
  watchRequests,
} from "./session.ts";
import { contentsOf, type Contents } from "./web-contents.ts";

type Headers = Record<string, string[]>;
type Resource =
  | "mainFrame"
  | "subFrame"
  | "stylesheet"
  | "script"
  | "image"
  | "font"
  | "xhr"
  | "ping"
  | "media"
  | "webSocket"
  | "other";

const RESOURCES: Readonly<Record<string, Resource>> = {
  Stylesheet: "stylesheet",
  Script: "script",
  Image: "image",
  Font: "font",
  XHR: "xhr",
  Fetch: "xhr",
  Ping: "ping",
  Media: "media",
};
let count = 0;

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly resourceType: Resource;
  readonly contents: Contents | undefined;
}

const detailsOf = ({ contents, ...asked }: Asked) => {
  count += 1;
  const page = contents && {
    webContentsId: contents.id,
    webContents: contents.api,
    frame: contents.api.mainFrame,
  };
  return { ...asked, ...page, id: count, timestamp: Date.now(), referrer: "", uploadData: [] };
};

/** The app's word on a request that would leave a page: to cancel it, or another address. */
export async function askApp(asked: Asked): Promise<{ cancel?: boolean; redirectURL?: string }> {
  const { beforeRequest } = rules;
  if (!beforeRequest) return {};
  return new Promise((answer) => beforeRequest(detailsOf(asked), answer));
}

/** The headers that the app wants a page to see instead of these; null cancels the answer. */
async function askAboutHeaders(
  asked: Asked,
  statusCode: number,
  headers: Headers,
): Promise<Headers | null> {
  const { headersReceived } = rules;
  if (!headersReceived) return headers;
  const statusLine = `HTTP/1.1 ${statusCode}`;
  const details = { ...detailsOf(asked), statusCode, statusLine, responseHeaders: headers };
  const { cancel, responseHeaders = headers } = await new Promise<Electron.HeadersReceivedResponse>(
    (answer) => headersReceived(details, answer),
  );
  if (cancel) return null;
  return Object.fromEntries(
    Object.entries(responseHeaders).map(([name, values]) => [name, [values].flat()]),
  );
}

const listed = (headers: Headers) =>
  Object.entries(headers).flatMap(([name, values]) =>
    values.map((value) => ({ name, value: headerToPage(value) })),
  );

/** Answers every request of every page: by the app's protocol handler, its rules, or the network. */
export function serveRequests(): void {
  const { send, on, isStranger } = browser();
  const fail = (requestId: string, errorReason: "Aborted" | "BlockedByClient" | "Failed") =>
    send("Fetch.failRequest", { requestId, errorReason });

  on("Fetch.requestPaused", (paused) => {
    const { requestId, request, resourceType, frameId, responseStatusCode } = paused;
    const contents = contentsOf(frameId);
    const isDocument = resourceType === "Document";
    const url = toApp(request.url + (request.urlFragment ?? ""));
    const frameKind = contents ? "mainFrame" : "subFrame";
    const asked: Asked = {
      url,
      method: request.method,
      resourceType: isDocument ? frameKind : (RESOURCES[resourceType] ?? "other"),
      contents,
    };

    const answerFromApp = async (handler: (request: Request) => Response | Promise<Response>) => {
      const body = (request.postDataEntries ?? []).map(({ bytes = "" }) =>
        Buffer.from(bytes, "base64"),
      );
      const { method, headers } = request;
      const hasBody = method !== "GET" && method !== "HEAD";
      const response = await handler(
        new Request(url, { method, headers, body: hasBody ? Buffer.concat(body) : null }),
      );
      if (response.type === "error") return fail(requestId, "Failed");
      const given: Headers = {};
      response.headers.forEach((value, name) => (given[name] = [...(given[name] ?? []), value]));
      const answered = await askAboutHeaders(asked, response.status, given);
      if (!answered) return fail(requestId, "BlockedByClient");
      return send("Fetch.fulfillRequest", {
        requestId,
        responseCode: response.status,
        responseHeaders: listed(answered),
        body: Buffer.from(await response.arrayBuffer()).toString("base64"),
      });
    };
    const passAnswer = async () => {
      const given: Headers = {};
      for (const { name, value } of paused.responseHeaders ?? []) (given[name] ??= []).push(value);
      const answered = await askAboutHeaders(asked, responseStatusCode ?? 0, given);
      if (!answered) return fail(requestId, "BlockedByClient");
      return send("Fetch.continueResponse", {
        requestId,
        responseCode: responseStatusCode ?? 200,
        responseHeaders: listed(answered),
      });
    };
    const decide = async () => {
      if (paused.responseErrorReason) return send("Fetch.continueRequest", { requestId });
      if (responseStatusCode !== undefined) return passAnswer();
      if (isDocument && isStranger(frameId)) return fail(requestId, "Aborted");
      if (isDocument && contents) {
        const isRedirect = paused.redirectedRequestId !== undefined;
        const isOfPage = contents.wasRequestedByPage(request.url);
        if (isRedirect || isOfPage) {
          const may = contents.mayNavigate(isRedirect ? "will-redirect" : "will-navigate", url);
          if (!may) return fail(requestId, "Aborted");
        }
        applyPermissions(contents.api, url, new URL(request.url).origin);
      }
      // Chrome's tab would show it; Electron asks for none.
      if (resourceType === "Other" && url.endsWith("/favicon.ico")) {
        return send("Fetch.fulfillRequest", { requestId, responseCode: 204 });
      }
      const { cancel, redirectURL } = await askApp(asked);
      if (cancel) return fail(requestId, "BlockedByClient");
      if (redirectURL) {
        const responseHeaders = [{ name: "location", value: toPage(redirectURL) }];
        return send("Fetch.fulfillRequest", { requestId, responseCode: 307, responseHeaders });
      }
      const answering = handlerOf(url);
      if (answering)
        return answering.handler ? answerFromApp(answering.handler) : fail(requestId, "Failed");
      allowHost(new URL(request.url));
      return send("Fetch.continueRequest", { requestId });
    };
    decide().catch((error: unknown) => {
      // A page that has gone meanwhile needs no answer; anything else is the app's handler's failure.
      if (!/Invalid InterceptionId/.test(String(error))) console.error(error);
      return fail(requestId, "Failed").catch(() => undefined);
    });
  });

  on("Browser.downloadWillBegin", ({ guid, url, suggestedFilename, frameId }) => {
    const { event } = preventable("will-download");
    const item = implemented<DownloadItem>("DownloadItem", {
      getURL: () => toApp(url),
      getFilename: () => suggestedFilename,
    });
    const owner = contentsOf(frameId) ?? undefined;
    sessionEvents.emit("will-download", event, item, owner?.api);
    if (!event.defaultPrevented)
      console.error("Electron's downloads are not implemented by the Chromium stand-in");
    void send("Browser.cancelDownload", { guid });
  });
  void send("Browser.setDownloadBehavior", { behavior: "deny", eventsEnabled: true });
  watchRequests();
  void defaultSession;
}
