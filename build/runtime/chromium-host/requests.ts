import { browser } from "./browser.ts";
import { placeOf } from "./frames.ts";
import { allowHost } from "./gate.ts";
import { handlerOf, headerToPage, toApp, toPage } from "./protocol.ts";
import { askAboutHeaders, askApp, type Asked, type HeaderLists } from "./request-rules.ts";
import { applyPermissions, watchRequests } from "./session.ts";

const RESOURCES: Readonly<Record<string, Asked["resourceType"]>> = {
  Stylesheet: "stylesheet",
  Script: "script",
  Image: "image",
  Font: "font",
  XHR: "xhr",
  Fetch: "xhr",
  Ping: "ping",
  Media: "media",
};

/** Answers every request of every page: by the app's protocol handler, its rules, or the network. */
export function serveRequests(): void {
  const { send, on, isStranger } = browser();

  on("Fetch.requestPaused", (paused) => {
    const { requestId, request, resourceType, frameId, responseStatusCode } = paused;
    const place = placeOf(frameId);
    const isMainFrame = place?.isMainFrame ?? false;
    const isDocument = resourceType === "Document";
    const url = toApp(request.url + (request.urlFragment ?? ""));
    const documentType = isMainFrame ? "mainFrame" : "subFrame";
    const asked: Asked = {
      url,
      method: request.method,
      resourceType: isDocument ? documentType : (RESOURCES[resourceType] ?? "other"),
      contents: place?.contents,
    };

    const fail = async (errorReason: "Aborted" | "BlockedByClient" | "Failed") =>
      send("Fetch.failRequest", { requestId, errorReason });
    const answerWith = async (responseCode: number, headers: HeaderLists = {}, body?: Buffer) =>
      send("Fetch.fulfillRequest", {
        requestId,
        responseCode,
        responseHeaders: Object.entries(headers).flatMap(([name, values]) =>
          values.map((value) => ({ name, value: headerToPage(value) })),
        ),
        body: body?.toString("base64") ?? "",
      });

    const answerFromApp = async (handler: (request: Request) => Response | Promise<Response>) => {
      const { method, postDataEntries = [] } = request;
      // Origin and Referer among them are addresses.
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, toApp(value));
      const parts = postDataEntries.map(({ bytes = "" }) => Buffer.from(bytes, "base64"));
      const body = method === "GET" || method === "HEAD" ? null : Buffer.concat(parts);
      const response = await handler(new Request(url, { method, headers, body }));
      if (response.type === "error") return fail("Failed");
      const given: HeaderLists = {};
      for (const [name, value] of response.headers) (given[name] ??= []).push(value);
      const changed = await askAboutHeaders(asked, response.status, given);
      if (!changed) return fail("BlockedByClient");
      return answerWith(response.status, changed, Buffer.from(await response.arrayBuffer()));
    };
    const passAnswer = async (responseCode: number) => {
      const given: HeaderLists = {};
      for (const { name, value } of paused.responseHeaders ?? []) (given[name] ??= []).push(value);
      const changed = await askAboutHeaders(asked, responseCode, given);
      if (!changed) return fail("BlockedByClient");
      const responseHeaders = Object.entries(changed).flatMap(([name, values]) =>
        values.map((value) => ({ name, value })),
      );
      return send("Fetch.continueResponse", { requestId, responseCode, responseHeaders });
    };
    const mayNavigate = () => {
      if (isStranger(frameId)) return false;
      if (!place) return true;
      const isRedirect = paused.redirectedRequestId !== undefined;
      // What the app or a debugger loads into the main frame is not asked about.
      const isOfPage = !isMainFrame || place.contents.wasRequestedByPage(request.url);
      if (!isRedirect && !isOfPage) return true;
      return place.contents.mayNavigate({ url, isMainFrame, isRedirect });
    };
    const decide = async () => {
      if (paused.responseErrorReason) return send("Fetch.continueRequest", { requestId });
      if (responseStatusCode !== undefined) return passAnswer(responseStatusCode);
      if (isDocument && !mayNavigate()) return fail("Aborted");
      if (isDocument && place) {
        applyPermissions(place.contents.api, url, new URL(request.url).origin);
      }
      // Chrome asks for it on behalf of its tab; Electron has none.
      if (resourceType === "Other" && url.endsWith("/favicon.ico")) return answerWith(204);
      const { cancel, redirectURL } = await askApp(asked);
      if (cancel) return fail("BlockedByClient");
      if (redirectURL) return answerWith(307, { location: [toPage(redirectURL)] });
      const answering = handlerOf(url);
      if (answering?.handler) return answerFromApp(answering.handler);
      if (answering) return fail("Failed");
      allowHost(new URL(request.url));
      return send("Fetch.continueRequest", { requestId });
    };
    decide().catch((error: unknown) => {
      // A page that has gone meanwhile needs no answer; anything else is a failure of the app's code.
      if (!String(error).includes("Invalid InterceptionId")) console.error(error);
      fail("Failed").catch(() => undefined);
    });
  });
  watchRequests();
}
