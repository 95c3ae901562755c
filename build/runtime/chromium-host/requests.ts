import { browser } from "./browser.ts";
import { isNetworkDead } from "./command-line.ts";
import { placeOf } from "./frames.ts";
import { allowHost } from "./gate.ts";
import { missing } from "./implemented.ts";
import { handlerOf, headerToPage, toApp } from "./protocol.ts";
import { askApp, type Asked } from "./request-rules.ts";
import { applyPermissions } from "./permissions.ts";

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
    if (isNetworkDead()) {
      console.error("Network service crashed or was terminated, restarting service.");
      return;
    }
    const { requestId, request, resourceType, frameId, networkId = "" } = paused;
    const place = placeOf(frameId);
    const isMainFrame = place?.isMainFrame ?? false;
    const isDocument = resourceType === "Document";
    if (isMainFrame && !isDocument) place?.contents.noteRequest(networkId);
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
    const answerWith = async (
      responseCode: number,
      headers: readonly (readonly [string, string])[] = [],
      body?: Buffer,
    ) =>
      send("Fetch.fulfillRequest", {
        requestId,
        responseCode,
        responseHeaders: headers.map(([name, value]) => ({ name, value: headerToPage(value) })),
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
      if (isDocument && isMainFrame) place?.contents.answered(response.status);
      const answer = Buffer.from(await response.arrayBuffer());
      return answerWith(response.status, [...response.headers], answer);
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
      if (isDocument && !mayNavigate()) return fail("Aborted");
      if (isDocument && place) {
        applyPermissions(place.contents.api, url, new URL(request.url).origin);
      }
      // Chrome asks for it on behalf of its tab; Electron has none.
      if (resourceType === "Other" && url.endsWith("/favicon.ico")) return answerWith(204);
      const { cancel, redirectURL } = await askApp(asked);
      if (cancel) return fail("BlockedByClient");
      if (redirectURL !== undefined) throw missing("session.webRequest with a redirectURL");
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
  void send("Fetch.enable", { patterns: [{ urlPattern: "*", requestStage: "Request" }] });
}
